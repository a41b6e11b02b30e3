package dev.fastback.search.sampling;

/**
 * Differential evolution, current-to-best/1/bin: each member of a population is crossed with {@code x + f (best - x) + f (a - b)}, and what
 * comes out replaces it when it is at least as good. Choices are taken from the best, from another member, or drawn.
 *
 * <p>R. Storn, K. Price, "Differential evolution - a simple and efficient heuristic for global optimization over continuous spaces", Journal of
 * Global Optimization 11, 1997. The factor {@code f} is drawn anew for each proposal from 0.4 to 0.9, the share of crossed parameters is
 * 0.8; a place outside the cube is drawn anew. Members of a batch are weighed when the whole batch is known, in its order.
 */
public final class DifferentialEvolution implements Sampler {
    private static final double LEAST_FACTOR = 0.4;
    private static final double FACTORS = 0.5;
    private static final double CROSSED = 0.8;
    private static final double DRAWN_CHOICE = 0.3;
    private static final int LEAST_POPULATION = 16;
    private static final int PER_DIMENSION = 8;

    private final Cube cube;
    private final int[] population;
    private int filled;
    private int next;
    private int best;
    private History history;

    /** Makes one for the points of a cube. */
    public DifferentialEvolution(Cube cube) {
        this.cube = cube;
        this.population = new int[Math.max(LEAST_POPULATION, PER_DIMENSION * cube.dimension())];
        this.history = new History(cube.dimension());
    }

    @Override
    public int batch(int usual) {
        return filled < population.length ? Math.min(usual, population.length - filled) : usual;
    }

    @Override
    public void begin(History newHistory) {
        history = newHistory;
    }

    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        if (filled < population.length) {
            draws.fill(unit);
            return;
        }
        int target = (next + slot) % population.length;
        int a = other(draws, target, target);
        int b = other(draws, target, a);
        double factor = LEAST_FACTOR + FACTORS * draws.next();
        int always = draws.nextInt(unit.length);
        for (int d = 0; d < unit.length; d++) {
            double own = history.at(population[target], d);
            unit[d] = d == always || draws.next() < CROSSED ? crossed(draws, d, own, factor, a, b) : own;
        }
    }

    private double crossed(Draws draws, int d, double own, double factor, int a, int b) {
        double top = history.at(population[best], d);
        if (!cube.isOrdered(d)) {
            return draws.next() < DRAWN_CHOICE ? draws.next() : draws.next() < 0.5 ? history.at(population[a], d) : top;
        }
        double place = own + factor * (top - own) + factor * (history.at(population[a], d) - history.at(population[b], d));
        return place >= 0 && place < 1 ? place : draws.next();
    }

    private int other(Draws draws, int than, int andThan) {
        int member;
        do {
            member = draws.nextInt(population.length);
        } while (member == than || member == andThan);
        return member;
    }

    @Override
    public void tell(History told, int[] points, int count) {
        if (filled < population.length) {
            for (int i = 0; i < count; i++) {
                population[filled++] = points[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                int target = (next + i) % population.length;
                if (!told.isBetter(population[target], points[i])) {
                    population[target] = points[i];
                }
            }
            next = (next + count) % population.length;
        }
        best = 0;
        for (int i = 1; i < filled; i++) {
            if (told.isBetter(population[i], population[best])) {
                best = i;
            }
        }
    }
}
