package dev.fastback.models;

/** The state of a computed market between two bars. A bar can be drawn as often as wanted before the market moves on. */
interface Process {
    /**
     * Draws the next bar without changing the state.
     *
     * @param close logarithm of the close before
     * @param bar set to the logarithms of open, high, low and close
     */
    void draw(Draws draws, double close, double[] bar);

    /**
     * Moves on past a bar.
     *
     * @param move its close relative to the close before, as a logarithm
     */
    void advance(Draws draws, double move);

    /** Draws a path from an open of steps whose extremes are high and low. */
    static void path(Draws draws, double open, int steps, double drift, double deviation, double[] bar) {
        double level = open;
        double high = open;
        double low = open;
        for (int i = 0; i < steps; i++) {
            level += drift + deviation * draws.gaussian();
            high = Math.max(high, level);
            low = Math.min(low, level);
        }
        bar[0] = open;
        bar[1] = high;
        bar[2] = low;
        bar[3] = level;
    }
}
