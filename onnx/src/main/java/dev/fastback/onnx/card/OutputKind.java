package dev.fastback.onnx.card;

/** What the numbers of an output are. */
public enum OutputKind {
    /** One number a step; the band around it is that of another forecaster. */
    POINT("point"),
    /** Quantiles of given levels. */
    QUANTILES("quantiles"),
    /** Draws, of which quantiles are taken. */
    SAMPLES("samples");

    private final String label;

    OutputKind(String label) {
        this.label = label;
    }

    /** Returns the name in cards. */
    public String label() {
        return label;
    }
}
