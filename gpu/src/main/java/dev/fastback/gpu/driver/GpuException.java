package dev.fastback.gpu.driver;

/** Thrown when a device fails; the message is one line with the call and the driver's code. */
public final class GpuException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outOfMemory;

    public GpuException(String message, boolean outOfMemory) {
        super(message);
        this.outOfMemory = outOfMemory;
    }

    /** Returns whether less work at a time may succeed. */
    public boolean isOutOfMemory() {
        return outOfMemory;
    }
}
