package dev.fastback.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * Neighbouring symbols of a study that were broadcast.
 *
 * @param from the first of them
 * @param to behind the last of them
 * @param bytes encoded, in pieces
 */
record Slice(int from, int to, Broadcast<byte[][]> bytes) implements Serializable {
    private static final long serialVersionUID = 1L;
}
