package dev.fastback.workers;

import java.io.IOException;

/**
 * Why a worker process ended.
 *
 * @param kind who is to blame
 * @param why one line, the same whenever the same happens
 * @param details what else is known: the worker's stack trace, the last lines of its standard error
 */
record Ending(Kind kind, String why, String details) {
    /** Who may be to blame. */
    enum Kind {
        /** A signal from outside: the simulation that ran may have had no part in it. */
        OUTSIDE,
        /** The process failed by itself, or had to be ended because it took too long. */
        OWN,
        /** What it sent made no sense. */
        NONSENSE
    }

    private static final int SIGNAL = 128;

    /** Returns the ending that an exit code tells. */
    static Ending ofExit(int code, String details) {
        return switch (code - SIGNAL) {
            case 9 -> new Ending(Kind.OUTSIDE, "killed by signal 9 (kill -9, or the machine ran out of memory)", details);
            case 1, 2, 15 -> new Ending(Kind.OUTSIDE, "killed by signal " + (code - SIGNAL), details);
            case 4, 6, 7, 8, 11 -> new Ending(Kind.OWN, "crashed with signal " + (code - SIGNAL), details);
            default -> new Ending(Kind.OWN, "ended with exit code " + code, details);
        };
    }

    /**
     * Returns the ending of a process that the system did not start: it may be short of memory or processes for a moment, or the
     * JVM's helper was killed.
     */
    static Ending ofStart(IOException e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new Ending(Kind.OUTSIDE, "cannot be started: " + why, "");
    }

    /** Returns the ending with further details in front. */
    Ending with(String more) {
        return more.isBlank() ? this : new Ending(kind, why, more.strip() + "\n" + details);
    }
}
