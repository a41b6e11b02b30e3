package dev.fastback.onnx.card;

/** A card or its model cannot be used; the message says in one line where, why, and the way out. */
public final class CardException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public CardException(String message) {
        super(message);
    }
}
