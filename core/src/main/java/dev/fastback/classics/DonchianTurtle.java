package dev.fastback.classics;

import dev.fastback.api.BarStrategy;
import dev.fastback.api.Default;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Range;
import dev.fastback.api.Size;

/**
 * The turtles' way: buys where the close is above the highest high before it, adds up to four units as the price moves on by half an average true
 * range, with the stop two of them below the newest unit, and leaves below the lowest low of fewer bars.
 */
public record DonchianTurtle(
        @Range(min = 10, max = 100) @Default("20") int entry,
        @Range(min = 5, max = 50) @Default("10") int exit,
        @Range(min = 0.0025, max = 0.02, step = 0.0025) @Default("0.01") double risk)
        implements BarStrategy {
    private static final int UNITS = 4;

    @Override
    public boolean valid() {
        return exit < entry;
    }

    @Override
    public OnBar start(Indicators in) {
        Line range = in.atr(20);
        Line top = in.donchianUpper(entry).lag(1);
        Line bottom = in.donchianLower(exit).lag(1);
        Size unit = Size.risk(risk, range);
        int[] held = {0};
        double[] next = {0};
        return bar -> {
            double step = bar.value(range);
            if (bar.flat()) {
                if (bar.close() > bar.value(top)) {
                    bar.buy(unit).stopLossBy(2 * step);
                    held[0] = 1;
                    next[0] = bar.close() + step / 2;
                }
            } else if (bar.close() < bar.value(bottom)) {
                bar.exit();
            } else if (held[0] < UNITS && bar.close() > next[0]) {
                bar.add(unit);
                bar.raiseStop(bar.close() - 2 * step);
                held[0]++;
                next[0] = bar.close() + step / 2;
            }
        };
    }
}
