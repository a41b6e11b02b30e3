package dev.fastback.terminal;

import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunSnapshot;
import dev.fastback.search.StopSignal;
import java.util.Locale;

/**
 * One line on standard error with count, rate and time left, rewritten a few times a second; nothing when standard error is no
 * terminal.
 */
public final class Progress implements RunListener, AutoCloseable {
    private static final long STEP_NANOS = 200_000_000L;

    private final Terminal terminal;
    private final boolean shown;
    private final StopSignal stop;
    private long lastShown = System.nanoTime();
    private boolean dirty;

    public Progress(Terminal terminal, boolean wanted, StopSignal stop) {
        this.terminal = terminal;
        this.shown = wanted && terminal.isTerminal();
        this.stop = stop;
    }

    @Override
    public void on(RunEvent event) {
        if (!isDue()) {
            return;
        }
        switch (event) {
            case RunEvent.ForecastsMade made -> show("forecasts of " + made.symbols() + " symbols are made");
            case RunEvent.ResultsStored stored -> show(line(stored.snapshot()));
            case RunEvent.SearchStopped stopped -> {}
            case RunEvent.SimulationsEnded ended -> show(line(ended.snapshot()));
        }
    }

    /** Shows how much text of bars was read until now. */
    public void reading(long bytes) {
        if (isDue()) {
            show(String.format(Locale.ROOT, "reading bars: %,d MiB%s", bytes >> 20, stop.isRequested() ? ", stopping" : ""));
        }
    }

    private String line(RunSnapshot snapshot) {
        String left = snapshot.left() == null ? "" : ", " + left(snapshot.left().toMillis() / 1e3) + " left";
        return String.format(
                Locale.ROOT,
                "simulations: %,d of %,d, %,.0f per second%s%s",
                snapshot.done(),
                snapshot.total(),
                snapshot.perSecond(),
                left,
                stop.isRequested() ? ", stopping" : "");
    }

    private boolean isDue() {
        return shown && System.nanoTime() - lastShown >= STEP_NANOS;
    }

    private void show(String line) {
        lastShown = System.nanoTime();
        dirty = true;
        terminal.err().print("\r\u001b[K" + line);
        terminal.err().flush();
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
