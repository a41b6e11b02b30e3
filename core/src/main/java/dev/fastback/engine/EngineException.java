package dev.fastback.engine;

/** An engine that cannot go on; the message is one line that says why. The results that it has handed over are valid. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Number of results handed over. */
    private final int results;

    /**
     * Makes an exception.
     *
     * @param results how many results were handed over before
     */
    public EngineException(String message, int results) {
        super(message);
        this.results = results;
    }

    /** Returns how many results were handed over before. */
    public int results() {
        return results;
    }
}
