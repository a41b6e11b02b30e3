package dev.fastback.onnx.card;

/** What stands to the left of a context that is shorter than a model's input. */
public enum Padding {
    /** Not-a-number, which the model takes for missing. */
    NAN("nan"),
    /** Zeros, after scaling. */
    ZERO("zero"),
    /** The first value again. */
    EDGE("edge"),
    /** Nothing: shorter contexts are not given to the model. */
    NONE("none");

    private final String label;

    Padding(String label) {
        this.label = label;
    }

    /** Returns the name in cards. */
    public String label() {
        return label;
    }
}
