package dev.fastback.compile;

import java.util.List;

/** A source does not compile, or holds no strategy. The message has a line for each error: file:line:column: what. */
public final class CompileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    CompileException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** Returns the errors, a line each. */
    public List<String> errors() {
        return errors;
    }
}
