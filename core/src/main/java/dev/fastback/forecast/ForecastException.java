package dev.fastback.forecast;

/** A forecaster gave something that is no forecast; the message names forecaster, symbol, column and bar. */
public final class ForecastException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public ForecastException(String message) {
        super(message);
    }
}
