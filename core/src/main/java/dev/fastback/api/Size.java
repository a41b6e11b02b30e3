package dev.fastback.api;

/** How much an entry buys or sells short. No entry takes more than the account may hold: all of it, or what leverage allows. */
public sealed interface Size {
    /** All that the account may hold. */
    record All() implements Size {
        private static final All ONE = new All();
    }

    /** A share of the equity, a fraction. */
    record Share(double fraction) implements Size {
        public Share {
            require("share", fraction);
        }
    }

    /** An amount of money. */
    record Value(double money) implements Size {
        public Value {
            require("value", money);
        }
    }

    /** A number of units. */
    record Units(double units) implements Size {
        public Units {
            require("units", units);
        }
    }

    /** As much as loses a share of the equity when the price moves by a distance; nothing where the distance is not known. */
    record Risk(double fraction, Line distance) implements Size {
        public Risk {
            require("risk", fraction);
        }
    }

    /** A value at which the account's volatility is the target, given the deviation of the returns of a bar. */
    record VolatilityTarget(double annual, Line deviationPerBar) implements Size {
        public VolatilityTarget {
            require("volatility target", annual);
        }
    }

    /** Returns all that the account may hold, the usual size. */
    static Size all() {
        return All.ONE;
    }

    /** Returns a share of the equity, a fraction: 0.5 is half of it. */
    static Size share(double fraction) {
        return new Share(fraction);
    }

    /** Returns an amount of money. */
    static Size value(double money) {
        return new Value(money);
    }

    /** Returns a number of units. */
    static Size units(double units) {
        return new Units(units);
    }

    /**
     * Returns as much as loses a share of the equity when the price moves by a distance.
     *
     * @param fraction share of the equity, for example 0.01
     * @param distance in price, for example of a stop; its value at the bar of the signal counts
     */
    static Size risk(double fraction, Line distance) {
        return new Risk(fraction, distance);
    }

    /**
     * Returns a value at which the account's volatility is the target.
     *
     * @param annual the target, a fraction a year, for example 0.15
     * @param deviationPerBar standard deviation of the returns of a bar, for example {@code in.returns(1).deviation(60)}
     */
    static Size volatilityTarget(double annual, Line deviationPerBar) {
        return new VolatilityTarget(annual, deviationPerBar);
    }

    private static void require(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " of a size must be positive and finite: " + value);
        }
    }
}
