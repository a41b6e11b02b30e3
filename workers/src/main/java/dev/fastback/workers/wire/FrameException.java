package dev.fastback.workers.wire;

import java.io.IOException;

/** Thrown when the other side violates the protocol; the message says what it did, without a subject. */
public final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says what is wrong with the frame. */
    public FrameException(String message) {
        super(message);
    }
}
