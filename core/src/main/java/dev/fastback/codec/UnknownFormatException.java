package dev.fastback.codec;

/** Bytes that another build of Fastback wrote, in a format that this one does not know; they may be as they were written. */
public final class UnknownFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int format;
    private final int known;

    /**
     * Makes an exception.
     *
     * @param what whose bytes they are, for the message
     * @param format the format that they name
     * @param known the one that this build knows
     */
    public UnknownFormatException(String what, int format, int known) {
        super(what + " has format " + format + ", known is " + known);
        this.format = format;
        this.known = known;
    }

    /** Returns the format that the bytes name. */
    public int format() {
        return format;
    }

    /** Returns the format that this build knows. */
    public int known() {
        return known;
    }
}
