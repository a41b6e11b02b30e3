package dev.fastback.onnx.card;

/** How values are scaled before the model sees them, and its output back. */
public enum Scaling {
    /** Not at all: the model does it, or needs none. */
    INSIDE("inside"),
    /** Minus the mean of the context, over its standard deviation. */
    MEAN_SD("mean-sd"),
    /** Over the last value, minus 1. */
    LAST("last"),
    /** Patch by patch minus the mean, over the standard deviation, of all values up to the patch's end; the output belongs to the last patch (TimesFM). */
    RUNNING("running");

    private final String label;

    Scaling(String label) {
        this.label = label;
    }

    /** Returns the name in cards. */
    public String label() {
        return label;
    }
}
