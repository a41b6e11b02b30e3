package dev.fastback.app;

import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.search.StopSignal;
import java.util.Locale;

/**
 * One line on standard error with count, rate and time left, rewritten a few times a second; nothing when standard error is no
 * terminal.
 */
final class Progress implements RunListener, AutoCloseable {
    private static final long STEP_NANOS = 200_000_000L;

    private final Terminal terminal;
    private final boolean shown;
    private final StopSignal stop;
    private final long start = System.nanoTime();
    private long simulationsStart;
    private long lastShown = start;
    private int earlier = -1;
    private boolean dirty;

    Progress(Terminal terminal, boolean wanted, StopSignal stop) {
        this.terminal = terminal;
        this.shown = wanted && terminal.isTerminal();
        this.stop = stop;
    }

    @Override
    public void forecastsMade(int done, int total) {
        simulationsStart = System.nanoTime();
        show("forecasts: " + done + " of " + total + " symbols");
    }

    @Override
    public void simulationDone(SimulationResult result, int done, int total) {
        if (earlier < 0) {
            earlier = done - 1; // results of an earlier run took no time of this one
        }
        if (!shown || System.nanoTime() - lastShown < STEP_NANOS) {
            return;
        }
        double seconds = (System.nanoTime() - simulationsStart) / 1e9;
        double rate = (done - earlier) / seconds;
        show(String.format(
                Locale.ROOT,
                "simulations: %,d of %,d, %,.0f a second, %s left%s",
                done, total, rate, left((total - done) / rate), stop.isRequested() ? ", stopping" : ""));
    }

    private void show(String line) {
        if (shown && System.nanoTime() - lastShown >= STEP_NANOS) {
            lastShown = System.nanoTime();
            dirty = true;
            terminal.err().print("\r\u001b[K" + line);
            terminal.err().flush();
        }
    }

    static String left(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    @Override
    public void close() {
        if (dirty) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
