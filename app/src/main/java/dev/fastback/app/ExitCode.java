package dev.fastback.app;

/** The exit codes that other programs rely on. */
final class ExitCode {
    static final int DONE = 0;
    /** Done, but some simulations or files failed; they are listed. */
    static final int SOME_FAILED = 1;
    /** Bad usage or input. */
    static final int USAGE = 2;
    /** Nothing usable ran. */
    static final int NOTHING_RAN = 3;
    /** Stopped by a limit or by storage; resumable. */
    static final int STOPPED = 4;
    /** An internal fault. */
    static final int FAULT = 70;
    /** Interrupted by Ctrl-C or SIGTERM. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
