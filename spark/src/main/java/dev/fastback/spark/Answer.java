package dev.fastback.spark;

import java.io.Serializable;

/**
 * What a task sends back.
 *
 * @param indices the simulations that ended, in order
 * @param results the result of each, encoded
 * @param nanos time that they took together
 * @param executor where it ran, for people who watch
 */
record Answer(int[] indices, byte[][] results, long nanos, String executor) implements Serializable {
    private static final long serialVersionUID = 1L;
}
