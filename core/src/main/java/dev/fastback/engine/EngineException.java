package dev.fastback.engine;

/**
 * Thrown when an engine cannot continue; the message is one line that says why. The results that it has handed over are valid.
 */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Number of results that are kept. */
    private final int results;

    /**
     * Makes an exception.
     *
     * @param results how many results are kept: from an engine, those that this call has handed over
     */
    public EngineException(String message, int results) {
        super(message);
        this.results = results;
    }

    private EngineException(EngineException cause, int results) {
        super(cause.getMessage(), cause);
        this.results = results;
    }

    /** Returns the same exception with another number of results that are kept. */
    public EngineException withResults(int newResults) {
        return new EngineException(this, newResults);
    }

    /** Returns how many results are kept. */
    public int results() {
        return results;
    }
}
