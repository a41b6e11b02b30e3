package dev.fastback.terminal;

import dev.fastback.custom.ExitCaller;
import dev.fastback.search.StopSignal;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and waits for the run to write its partial result before the process ends
 * with code 130. A run that has not begun to write within two seconds is given up; one that writes may finish, because half a report
 * is worse than a late one. A second signal ends the process at once, but for one of another kind within a second: a terminal sends
 * Ctrl-C to every process of a command line, and one of them that started this one passes it on as SIGTERM.
 */
public final class Interruption {
    private static final long USUAL_PATIENCE_MILLIS = 1_900;
    private static final long WRITING_PATIENCE_MILLIS = 30_000;
    private static final long PASSED_ON_NANOS = 1_000_000_000;
    private static final long LINE_MILLIS = 100;

    private final StopSignal stop = new StopSignal();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<@Nullable Heard> first = new AtomicReference<>();
    private final boolean ownsProcess;
    /** The property is for tests, which a busy machine may give no turn for two seconds. */
    private final long patienceMillis = Long.getLong("fastback.patience", USUAL_PATIENCE_MILLIS);
    private volatile boolean writing;
    private volatile @Nullable Terminal terminal;
    private boolean watching;

    private record Heard(String signal, long nanos) {
        boolean isPassedOnAs(Heard other) {
            return !signal.equals(other.signal) && other.nanos - nanos < PASSED_ON_NANOS;
        }
    }

    /**
     * Makes one.
     *
     * @param ownsProcess whether signals are to be heard and the process ended; false inside another program, a test say
     */
    public Interruption(boolean ownsProcess) {
        this.ownsProcess = ownsProcess;
    }

    /** Returns the signal that a run watches. */
    public StopSignal stop() {
        return stop;
    }

    /** Names the terminal of this process: where it is one, a second signal leaves the line of progress, so that the shell's prompt has one of its own. */
    public void showsOn(Terminal shown) {
        terminal = shown.isTerminal() ? shown : null;
    }

    /** Begins to watch for signals: called once a run is about to begin. */
    public void watch() {
        if (ownsProcess && !watching) {
            watching = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "fastback-interruption"));
            // The JVM's own handlers hear nothing any more once a shutdown has begun.
            handle("INT");
            handle("TERM");
        }
    }

    /** Ends the process at once, without a report: something under way does not end by itself. Does nothing inside another program. */
    public void giveUp(int code) {
        if (ownsProcess) {
            System.err.flush();
            Runtime.getRuntime().halt(code);
        }
    }

    /** Notes that the report is being written from now on. */
    public void writing() {
        writing = true;
    }

    private void handle(String name) {
        try {
            Signal.handle(new Signal(name), signal -> onSignal(new Heard(name, System.nanoTime())));
        } catch (IllegalArgumentException e) {
            // The JVM keeps this signal to itself: its own handler starts the shutdown, and a second one is not heard.
            System.getLogger(Interruption.class.getName()).log(System.Logger.Level.DEBUG, "signal " + name, e);
        }
    }

    private void onSignal(Heard heard) {
        Heard before = first.compareAndExchange(null, heard);
        if (before != null) {
            if (!before.isPassedOnAs(heard)) {
                leaveLine();
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
            return;
        }
        // In a thread of its own: exit returns only when the shutdown hook has ended.
        Thread.ofPlatform().daemon(true).name("fastback-exit").start(() -> System.exit(ExitCode.INTERRUPTED));
    }

    /** In a thread of its own: a terminal that was stopped (Ctrl-S) takes nothing, and the process ends all the same. */
    private void leaveLine() {
        Terminal shown = terminal;
        if (shown == null) {
            return;
        }
        Thread line = Thread.ofPlatform().daemon(true).start(() -> {
            shown.err().println();
            shown.err().flush();
        });
        try {
            line.join(LINE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        // Looked for first: the thread that called waits for this one.
        Optional<String> exit = first.get() != null ? Optional.empty() : ExitCaller.find();
        stop.request();
        try {
            boolean isDone = finished.await(patienceMillis, TimeUnit.MILLISECONDS)
                    || (writing && finished.await(WRITING_PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            if (exit.isPresent() || !isDone) {
                System.err.println("fastback: " + exit.orElse("stopped without a result"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.flush();
        Runtime.getRuntime().halt(exit.isPresent() ? ExitCode.USAGE : ExitCode.INTERRUPTED);
    }

    /**
     * Ends the process: with {@code code}, or with 130 when it is being interrupted. Returns only when the process ends well as soon as
     * the main thread does: {@link System#exit} sets up logging first, which takes a tenth of a small run.
     */
    public void finish(int code) {
        System.err.flush();
        finished.countDown();
        if (code == ExitCode.DONE && isLastThread()) {
            return;
        }
        // During a shutdown this blocks until the hook above halts the process.
        System.exit(code);
    }

    /** Returns whether no thread but this one keeps the process alive. */
    private static boolean isLastThread() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[group.activeCount() + 8];
        int count = group.enumerate(threads);
        return count < threads.length
                && Arrays.stream(threads, 0, count).allMatch(thread -> thread.isDaemon() || thread == Thread.currentThread());
    }
}
