package dev.fastback.terminal;

/** The exit codes that other programs rely on. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Done, but some simulations or files failed; they are listed. */
    public static final int SOME_FAILED = 1;
    /** Bad usage or input. */
    public static final int USAGE = 2;
    /** Nothing usable ran. */
    public static final int NOTHING_RAN = 3;
    /** Stopped by a limit or by storage; resumable. */
    public static final int STOPPED = 4;
    /** An internal fault. */
    public static final int FAULT = 70;
    /** Interrupted by Ctrl-C or SIGTERM. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
