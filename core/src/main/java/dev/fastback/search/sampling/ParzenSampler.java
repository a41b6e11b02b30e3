package dev.fastback.search.sampling;

/**
 * The tree-structured Parzen estimator, one parameter at a time: of {@value #CANDIDATES} values drawn where good points lie, the one that is
 * the most likelier there than where the others lie.
 *
 * <p>J. Bergstra, R. Bardenet, Y. Bengio, B. Kegl, "Algorithms for hyper-parameter optimization", NIPS 2011; widths of kernels and the share of
 * good points (a tenth, at most {@value #MOST_GOOD}) as in Optuna's {@code TPESampler}. Points of a batch that wait for their values count among
 * the others, so that a batch spreads. Only the newest {@value #WINDOW} points and the good ones are looked at, and each parameter is seen in at
 * most {@value ParzenSide#MOST_BINS} bins, so that a proposal costs the same after a million trials as after two thousand.
 */
public final class ParzenSampler implements Sampler {
    private static final int STARTUP = 10;
    private static final int SHARE = 10;
    private static final int MOST_GOOD = 25;
    private static final int CANDIDATES = 24;
    private static final int WINDOW = 2000;

    private final ParzenSide[] sides;
    private final int[] top = new int[MOST_GOOD];
    private int topCount;
    private int seen;
    private boolean starting;

    /** Makes one for the points of a cube. */
    public ParzenSampler(Cube cube) {
        sides = new ParzenSide[cube.dimension()];
        for (int d = 0; d < sides.length; d++) {
            sides[d] = new ParzenSide(cube.cells(d), cube.isOrdered(d));
        }
    }

    @Override
    public void begin(History history) {
        int size = seen;
        starting = size < STARTUP;
        if (starting) {
            return;
        }
        int good = Math.min(topCount, (size + SHARE - 1) / SHARE);
        int oldest = Math.max(0, size - WINDOW);
        for (int d = 0; d < sides.length; d++) {
            ParzenSide side = sides[d];
            side.clear();
            for (int i = oldest; i < size; i++) {
                side.addOther(history.at(i, d), 1);
            }
            for (int k = 0; k < good; k++) {
                side.addGood(history.at(top[k], d));
                if (top[k] >= oldest) {
                    side.addOther(history.at(top[k], d), -1);
                }
            }
            side.estimate();
        }
    }

    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        if (starting) {
            draws.fill(unit);
            return;
        }
        for (int d = 0; d < unit.length; d++) {
            ParzenSide side = sides[d];
            int chosen = 0;
            double likeliest = -1;
            for (int c = 0; c < CANDIDATES; c++) {
                int bin = side.draw(draws.next());
                double ratio = side.ratio(bin);
                if (ratio > likeliest) {
                    likeliest = ratio;
                    chosen = bin;
                }
            }
            unit[d] = side.place(chosen, draws.next());
        }
    }

    @Override
    public void accept(int slot, double[] unit, boolean own) {
        for (int d = 0; !starting && d < unit.length; d++) {
            sides[d].await(unit[d]);
        }
    }

    @Override
    public void tell(History history, int[] points, int count) {
        for (; seen < history.size(); seen++) {
            int at = topCount < MOST_GOOD ? topCount++ : history.compare(seen, top[MOST_GOOD - 1]) < 0 ? MOST_GOOD - 1 : MOST_GOOD;
            for (; at < MOST_GOOD && at > 0 && history.compare(seen, top[at - 1]) < 0; at--) {
                top[at] = top[at - 1];
            }
            if (at < MOST_GOOD) {
                top[at] = seen;
            }
        }
    }
}
