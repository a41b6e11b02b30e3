package dev.fastback.search.methods;

import dev.fastback.search.Budget;
import dev.fastback.search.Optimizer;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.sampling.Cube;
import dev.fastback.search.sampling.Draws;
import dev.fastback.search.sampling.History;
import dev.fastback.search.sampling.Incumbent;
import dev.fastback.search.sampling.Sampler;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.ParameterSpace;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all methods that sample have in common: batches of a fixed size, points that meet the constraints, none asked for twice, the budget kept
 * exactly. The method itself is a {@link Sampler}.
 *
 * <p>Where a method proposes what is not permitted or known {@value #OWN_TRIES} times in a row, a point is drawn evenly instead; where those
 * are known too, the next unknown one of the grid is taken, until none is left. Proposals that do not meet the constraints cost no budget, but
 * there is an end to them ({@value #REJECTIONS} times the budget). Not safe for use by several threads.
 */
final class BatchOptimizer implements Optimizer {
    /** Proposals that are not permitted, per evaluation of the budget. */
    static final int REJECTIONS = 1000;

    private static final int OWN_TRIES = 32;
    private static final int EVEN_TRIES = 64;
    private static final int LAST_TRIES = 10_000;
    private static final int STALE_ROUNDS = 20;

    private final ParameterSpace space;
    private final Cube cube;
    private final Sampler sampler;
    private final int budget;
    private final int usualBatch;
    private final Draws draws;
    private final History history;
    private final Incumbent best = new Incumbent();
    private final PointBatch batch;
    private final double[] unit;
    private final double[] point;
    private final @Nullable GridCursor rest;

    private int[] slots = new int[16];
    private int slotCount;
    private int firstNew;
    private long proposals;
    private long rejected;
    private int iterations;
    private boolean asked;
    private boolean exhausted;
    private boolean proven;
    private @Nullable StopReason reason;

    /**
     * Makes a run.
     *
     * @param usualBatch points per batch, for samplers that have no number of their own
     */
    BatchOptimizer(Cube cube, Sampler sampler, Budget budget, int usualBatch, long seed) {
        this.space = cube.space();
        this.cube = cube;
        this.sampler = sampler;
        this.budget = budget.evaluations();
        this.usualBatch = usualBatch;
        this.draws = new Draws(seed);
        this.history = new History(cube.dimension());
        this.batch = new PointBatch(cube.dimension());
        this.unit = new double[cube.dimension()];
        this.point = new double[cube.dimension()];
        this.rest = space.count() > 0 ? new GridCursor(space, 0) : null;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if hardly any point meets the constraints; the message names their share
     */
    @Override
    public PointBatch ask() {
        if (!asked && reason == null) {
            // A batch of known points only teaches the method at once; after some of those, known points are refused.
            for (int round = 0; !asked; round++) {
                fill(round < STALE_ROUNDS && sampler.takesKnown());
                if (batch.count() > 0) {
                    asked = true;
                } else if (exhausted) {
                    reason = proven ? StopReason.EXACT : StopReason.EXHAUSTED;
                    break;
                } else {
                    sampler.tell(history, slots, slotCount);
                }
            }
        }
        return batch;
    }

    private void fill(boolean takesKnown) {
        batch.clear();
        firstNew = history.size();
        slotCount = 0;
        sampler.begin(history);
        int wanted = sampler.batch(usualBatch);
        if (slots.length < wanted) {
            slots = new int[wanted];
        }
        while (slotCount < wanted && history.size() < budget && !exhausted) {
            int number = next(takesKnown);
            if (number >= 0) {
                slots[slotCount++] = number;
            }
        }
    }

    /** Finds the point of the next place in the batch; returns its number, negative if there is none. */
    private int next(boolean takesKnown) {
        int known = 0;
        for (int tries = 0; known < LAST_TRIES; tries++) {
            boolean own = tries < OWN_TRIES;
            if (own) {
                sampler.propose(draws.begin(proposals), proposals++, slotCount, unit);
            } else if (known < EVEN_TRIES || rest == null) {
                draws.begin(proposals++).fill(unit);
            } else if (rest.next(point)) {
                cube.place(point, unit);
            } else {
                proven = true;
                break;
            }
            cube.snap(unit, point);
            if (!space.meetsConstraints(point)) {
                reject();
                continue;
            }
            int number = history.find(unit);
            if (number < 0) {
                number = history.add(unit);
                batch.add(point);
            } else if (!takesKnown || !own) {
                known++;
                continue;
            }
            sampler.accept(slotCount, unit, own);
            return number;
        }
        exhausted = true;
        return -1;
    }

    private void reject() {
        rejected++;
        if (rejected > (long) REJECTIONS * budget) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "of %,d points drawn, %,d meet %s (%.4f %%); narrow the ranges to where it is met",
                    rejected + history.size(),
                    history.size(),
                    space.constraints().stream().map(Constraint::description).collect(Collectors.joining(" and ")),
                    100.0 * history.size() / (rejected + history.size())));
        }
    }

    @Override
    public void tell(ValueBatch values) {
        if (!asked) {
            throw new IllegalStateException("no points were asked for");
        }
        batch.requireValues(values);
        history.tell(firstNew, values);
        best.tell(batch, values);
        sampler.tell(history, slots, slotCount);
        batch.clear();
        asked = false;
        iterations++;
        if (history.size() >= budget) {
            reason = StopReason.BUDGET;
        }
    }

    @Override
    public Solution best() {
        return best.solution(iterations, 0, reason == null ? StopReason.BUDGET : reason);
    }
}
