package dev.fastback.api;

/** What is known at the close of a bar: that bar, 0 bars ago, and those before it. */
public final class Past {
    private final Indicators in;
    private int now;

    Past(Indicators in) {
        this.in = in;
    }

    void moveTo(int bar) {
        now = bar;
    }

    /** Returns the number of bars that are known. */
    public int bars() {
        return now + 1;
    }

    /** Returns the opening price some bars ago; NaN before the first bar. */
    public double open(int ago) {
        return value(in.open(), ago);
    }

    /** Returns the highest price some bars ago; NaN before the first bar. */
    public double high(int ago) {
        return value(in.high(), ago);
    }

    /** Returns the lowest price some bars ago; NaN before the first bar. */
    public double low(int ago) {
        return value(in.low(), ago);
    }

    /** Returns the closing price some bars ago; NaN before the first bar. */
    public double close(int ago) {
        return value(in.close(), ago);
    }

    /** Returns the volume some bars ago; NaN before the first bar. */
    public double volume(int ago) {
        return value(in.volume(), ago);
    }

    /**
     * Returns the value of a line some bars ago; NaN before the first bar.
     *
     * @param ago from 0; there is no way to later bars
     */
    public double value(Line line, int ago) {
        in.requireOwn(line.in());
        if (ago < 0) {
            throw new IllegalArgumentException("ago must not be negative, which would look ahead: " + ago);
        }
        return ago > now ? Double.NaN : line.values()[now - ago];
    }

    /** Returns the start of the newest bar, milliseconds since 1970, UTC. */
    public long timeMillis() {
        return in.times()[now];
    }
}
