package dev.fastback.exact;

import dev.fastback.profit.SearchBox;

/**
 * The largest rectangle of multipliers around a point in which no bar's value changes: its sides are more than the point
 * itself only where the profit is constant along an axis. All its points have the same profit to the last bit.
 *
 * <p>A bar that is not traded restricts a side only as far as it stays so; one that is traded at a level fixes that side
 * to the point unless the level is clamped or sits on the bar's own high or low. Which of this holds depends on the bar's
 * two states alone, and the sides can be found one after the other.
 */
final class Plateau {
    private double highFrom;
    private double highTo;
    private double lowFrom;
    private double lowTo;

    /** Finds the plateau of a point of the box; the low side is found at the high side's point closest to 0. */
    void find(ActiveBars bars, SearchBox box, double x, double y) {
        highFrom = Math.min(box.highMin() + 0.0, x);
        highTo = Math.max(box.highMax() + 0.0, x);
        lowFrom = Math.min(box.lowMin() + 0.0, y);
        lowTo = Math.max(box.lowMax() + 0.0, y);
        for (int i = 0; i < bars.count && highFrom < highTo; i++) {
            limitHigh(bars, i, x, y);
        }
        double closest = high();
        for (int i = 0; i < bars.count && lowFrom < lowTo; i++) {
            limitLow(bars, i, closest, y);
        }
    }

    /** Returns the high multiplier of the plateau that is closest to 0. */
    double high() {
        return Thresholds.closestToZero(highFrom, highTo);
    }

    /** Returns the low multiplier of the plateau that is closest to 0. */
    double low() {
        return Thresholds.closestToZero(lowFrom, lowTo);
    }

    boolean contains(double x, double y) {
        return highFrom <= x && x <= highTo && lowFrom <= y && y <= lowTo;
    }

    private void limitHigh(ActiveBars bars, int i, double x, double y) {
        double base = bars.highForecast[i];
        double u = bars.high[i];
        double h = Thresholds.high(base + x);
        boolean sells = bars.shorts[i] > 0.0;
        boolean longFilled = Thresholds.low(bars.lowForecast[i] + y) > bars.low[i];
        if (bars.inDay && bars.longs[i] > 0.0 && longFilled) {
            if (h > u) {
                keepAbove(base, u);
            } else if (h == u) {
                keepAtLeast(base, u);
                keepAtMost(base, u);
            } else {
                keepLevel(base, h, x);
            }
        } else if (sells && h < u) {
            keepLevel(base, h, x);
        } else if (sells) {
            keepAtLeast(base, u);
        } else if (!bars.inDay && bars.due[i] > 0.0 && !longFilled) {
            if (h < u) {
                keepBelow(base, u);
            } else {
                keepAtLeast(base, u);
            }
        }
    }

    // The level itself is traded, below the bar's high.
    private void keepLevel(double base, double h, double x) {
        if (h <= 0.0) {
            if (base + highTo > 0.0) {
                highTo = Thresholds.lastAtMost(base, 0.0);
            }
        } else if (h >= 10.0) {
            if (base + highFrom < 10.0) {
                highFrom = Thresholds.firstAtLeast(base, 10.0);
            }
        } else {
            highFrom = x;
            highTo = x;
        }
    }

    private void keepAbove(double base, double u) {
        if (Thresholds.high(base + highFrom) <= u) {
            highFrom = Thresholds.firstAbove(base, u);
        }
    }

    private void keepAtLeast(double base, double u) {
        if (Thresholds.high(base + highFrom) < u) {
            highFrom = Thresholds.firstAtLeast(base, u);
        }
    }

    private void keepAtMost(double base, double u) {
        if (Thresholds.high(base + highTo) > u) {
            highTo = Thresholds.lastAtMost(base, u);
        }
    }

    private void keepBelow(double base, double u) {
        if (Thresholds.high(base + highTo) >= u) {
            highTo = Thresholds.lastBelow(base, u);
        }
    }

    private void limitLow(ActiveBars bars, int i, double x, double y) {
        double base = bars.lowForecast[i];
        double d = bars.low[i];
        double l = Thresholds.low(base + y);
        boolean buys = bars.longs[i] > 0.0;
        boolean shortFilled = Thresholds.high(bars.highForecast[i] + x) < bars.high[i];
        boolean sells = bars.inDay && bars.shorts[i] > 0.0 && shortFilled;
        if (l > d) {
            if (buys || sells) {
                keepLowLevel(base, l, y);
            } else if (!bars.inDay && bars.due[i] > 0.0 && !shortFilled && Thresholds.low(base + lowFrom) <= d) {
                lowFrom = Thresholds.firstAbove(base, d);
            }
            return;
        }
        if (sells && l == d && Thresholds.low(base + lowFrom) < d) {
            lowFrom = Thresholds.firstAtLeast(base, d);
        }
        if (sells && l < d) {
            if (Thresholds.low(base + lowTo) >= d) {
                lowTo = Thresholds.lastBelow(base, d);
            }
        } else if (buys || sells || !bars.inDay && bars.due[i] > 0.0 && !shortFilled) {
            if (Thresholds.low(base + lowTo) > d) {
                lowTo = Thresholds.lastAtMost(base, d);
            }
        }
    }

    // The level itself is traded, above the bar's low.
    private void keepLowLevel(double base, double l, double y) {
        if (l >= 0.0) {
            if (base + lowFrom < 0.0) {
                lowFrom = Thresholds.firstAtLeast(base, 0.0);
            }
        } else if (l <= -1.0) {
            if (base + lowTo > -1.0) {
                lowTo = Thresholds.lastAtMost(base, -1.0);
            }
        } else {
            lowFrom = y;
            lowTo = y;
        }
    }
}
