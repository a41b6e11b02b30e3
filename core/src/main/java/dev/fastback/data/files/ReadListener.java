package dev.fastback.data.files;

/**
 * Hears how far the reading of bars has come, in the thread that reads. What it throws ends the reading.
 */
@FunctionalInterface
public interface ReadListener {
    /** Hears nothing. */
    ReadListener NONE = bytes -> {};

    /**
     * Called about once for each quarter of a MiB.
     *
     * @param bytes what was read of the source until now, unpacked if it is a compressed text
     */
    void read(long bytes);
}
