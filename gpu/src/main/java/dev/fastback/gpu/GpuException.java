package dev.fastback.gpu;

/** Thrown when a device fails; the message is one line with the call and the driver's code. */
final class GpuException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outOfMemory;

    GpuException(String message, boolean outOfMemory) {
        super(message);
        this.outOfMemory = outOfMemory;
    }

    /** Returns whether less work at a time may succeed. */
    boolean isOutOfMemory() {
        return outOfMemory;
    }
}
