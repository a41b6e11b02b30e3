package dev.fastback.workers;

import java.io.IOException;

/** Thrown when the other side violates the protocol; the message says what it did, without a subject. */
final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    FrameException(String message) {
        super(message);
    }
}
