package dev.fastback.api;

import java.util.Arrays;

/** What a line is made of: equal keys of one series are one line. */
final class LineKey {
    private final long owner;
    private final String operation;
    private final Object[] arguments;
    private final int hash;

    LineKey(long owner, String operation, Object... arguments) {
        this.owner = owner;
        this.operation = operation;
        this.arguments = arguments;
        this.hash = (Long.hashCode(owner) * 31 + operation.hashCode()) * 31 + Arrays.hashCode(arguments);
    }

    @Override
    public boolean equals(Object o) {
        return o == this
                || o instanceof LineKey other
                        && hash == other.hash
                        && owner == other.owner
                        && operation.equals(other.operation)
                        && Arrays.equals(arguments, other.arguments);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return operation + Arrays.toString(arguments);
    }
}
