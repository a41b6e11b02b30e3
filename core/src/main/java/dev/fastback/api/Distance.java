package dev.fastback.api;

/** How far a stop or a target lies from the price of the fill, or a trailing stop from the best price since. */
public sealed interface Distance {
    /** A fraction of the price. */
    record Share(double fraction) implements Distance {
        public Share {
            if (!(fraction > 0) || !Double.isFinite(fraction)) {
                throw new IllegalArgumentException("a distance must be a positive fraction of the price: " + fraction);
            }
        }
    }

    /** A distance in price that differs from bar to bar. */
    record Price(Line line) implements Distance {}
}
