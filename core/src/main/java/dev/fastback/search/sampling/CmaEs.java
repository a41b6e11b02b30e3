package dev.fastback.search.sampling;

import dev.fastback.search.space.Parameter;
import java.util.Arrays;

/**
 * CMA-ES with margin: points are drawn from a normal distribution whose mean, step and covariance follow the better half of each generation.
 *
 * <p>N. Hansen, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, positive weights; restarts with twice the generation from a place
 * drawn anew, A. Auger, N. Hansen, "A restart CMA evolution strategy with increasing population size", CEC 2005. For whole numbers and flags the
 * margin keeps at least {@code 1 / (dimension x generation)} of the distribution outside the mean's cell: R. Hamano, S. Saito, M. Nomura, S.
 * Shirakawa, "CMA-ES with margin", GECCO 2022. A generation is a batch. A point outside the cube is drawn again, a few times, and then moved to its
 * side.
 */
public final class CmaEs implements Sampler {
    private static final double FIRST_STEP = 0.3;
    private static final double LAST_STEP = 1e-10;
    private static final double MOST_CONDITION = 1e14;
    private static final int MOST_REDRAWS = 8;
    private static final int MOST_DOUBLINGS = 5;

    private final Cube cube;
    private final int[] sides;
    private final int n;
    private final long seed;
    private int restarts = -1;
    private double[][] drawn = {};
    private final double[] normal;
    private CmaState state;

    /**
     * Makes a run.
     *
     * @throws IllegalArgumentException if a parameter is a choice of three and more
     */
    public CmaEs(Cube cube, long seed) {
        this.cube = cube;
        this.seed = seed;
        int[] wide = new int[cube.dimension()];
        int count = 0;
        for (int d = 0; d < wide.length; d++) {
            Parameter parameter = cube.space().parameters().get(d);
            if (!cube.isOrdered(d)) {
                throw new IllegalArgumentException(
                        "search cmaes needs an order of values, and " + parameter.name() + " is a choice of several; use de or tpe");
            }
            if (cube.cells(d) != 1) {
                wide[count++] = d;
            }
        }
        sides = Arrays.copyOf(wide, count);
        n = count;
        normal = new double[n];
        state = restarted();
    }

    private CmaState restarted() {
        restarts++;
        double[] mean = new double[n];
        Arrays.fill(mean, 0.5);
        if (restarts > 0) {
            new Draws(Draws.key(seed, restarts)).begin(0).fill(mean);
        }
        CmaState fresh = new CmaState(mean, FIRST_STEP, 1 << Math.min(restarts, MOST_DOUBLINGS));
        drawn = new double[fresh.generation()][n];
        return fresh;
    }

    @Override
    public int batch(int usual) {
        return state.generation();
    }

    @Override
    public boolean takesKnown() {
        return true;
    }

    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        double[] x = drawn[slot];
        boolean inside = false;
        for (int tries = 0; !inside && tries < MOST_REDRAWS; tries++) {
            for (int k = 0; k < n; k++) {
                normal[k] = draws.nextNormal();
            }
            state.sample(normal, x);
            inside = true;
            for (int k = 0; k < n; k++) {
                inside &= x[k] >= 0 && x[k] <= 1;
            }
        }
        Arrays.fill(unit, 0.5);
        for (int k = 0; k < n; k++) {
            x[k] = Math.clamp(x[k], 0, 1);
            unit[sides[k]] = x[k];
        }
    }

    @Override
    public void accept(int slot, double[] unit, boolean own) {
        for (int k = 0; !own && k < n; k++) {
            drawn[slot][k] = unit[sides[k]];
        }
    }

    @Override
    public void tell(History history, int[] points, int count) {
        if (count < state.generation()) {
            return;
        }
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (i, j) -> {
            int better = history.compare(points[i], points[j]);
            return better != 0 ? better : Integer.compare(i, j);
        });
        double[][] ranked = new double[count][];
        for (int i = 0; i < count; i++) {
            ranked[i] = drawn[order[i]];
        }
        boolean flat = !history.isBetter(points[order[0]], points[order[count - 1]]);
        state.learn(ranked);
        for (int k = 0; k < n; k++) {
            long cells = cube.cells(sides[k]);
            if (cells > 0) {
                state.keepMargin(k, cells);
            }
        }
        if (flat || state.widest() < LAST_STEP || state.condition() > MOST_CONDITION || !state.isFinite()) {
            state = restarted();
        }
    }
}
