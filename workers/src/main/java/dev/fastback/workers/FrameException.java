package dev.fastback.workers;

import java.io.IOException;

/** The other side does not keep to the protocol; the message says what it did, without a subject. */
final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    FrameException(String message) {
        super(message);
    }
}
