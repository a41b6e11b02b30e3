package dev.fastback.workers;

import java.io.IOException;

/**
 * How a worker process exited.
 *
 * @param kind where the cause lies
 * @param reason one line, equal for equal causes
 * @param details what else is known: the worker's stack trace, the last lines of its standard error
 */
record WorkerExit(Kind kind, String reason, String details) {
    /** Where the cause may lie. */
    enum Kind {
        /** A signal from outside: the simulation under way need not have had any part in it. */
        EXTERNAL,
        /** The process failed by itself, or was terminated because it took too long. */
        FAILURE,
        /** It sent something that the protocol does not permit. */
        PROTOCOL_VIOLATION
    }

    private static final int SIGNAL = 128;

    /** Returns the exit that an exit code stands for. */
    static WorkerExit ofCode(int code, String details) {
        return switch (code - SIGNAL) {
            case 9 -> new WorkerExit(Kind.EXTERNAL, "killed by signal 9 (kill -9, or the machine ran out of memory)", details);
            case 1, 2, 15 -> new WorkerExit(Kind.EXTERNAL, "killed by signal " + (code - SIGNAL), details);
            case 4, 6, 7, 8, 11 -> new WorkerExit(Kind.FAILURE, "crashed with signal " + (code - SIGNAL), details);
            default -> new WorkerExit(Kind.FAILURE, "exited with code " + code, details);
        };
    }

    /**
     * Returns the exit of a process that the system did not start: it may be short of memory, processes or files for a moment, or the
     * JVM's spawn helper was killed.
     */
    static WorkerExit ofStart(IOException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new WorkerExit(Kind.EXTERNAL, "cannot be started: " + reason, "");
    }

    /** Returns this exit with further details in front. */
    WorkerExit with(String more) {
        return more.isBlank() ? this : new WorkerExit(kind, reason, more.strip() + "\n" + details);
    }
}
