package dev.fastback.store;

import dev.fastback.component.Labelled;

/** What became of a run. */
public enum RunState implements Labelled {
    /** A process is working on it. */
    RUNNING,
    /** Every simulation has a result. */
    COMPLETED,
    /** Stopped by Ctrl-C or a signal, or its process was killed; can be resumed. */
    INTERRUPTED,
    /** Ended by an error, or nothing usable ran. */
    FAILED,
    /** Stopped by a limit or by storage; can be resumed. */
    STOPPED,
    /** Its record does not match its checksum: what it says is not believed. Never stored. */
    DAMAGED;
}
