package dev.fastback.search.methods;

import dev.fastback.search.Optimizer;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.sampling.Incumbent;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.ParameterSpace;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks for every point of a grid that meets the constraints, in lexicographic order, {@value #BATCH} at a time; {@link GridSearch} says which
 * points those are. The end is {@link StopReason#EXACT} where every permitted point is one of the grid's. Not safe for use by several
 * threads.
 */
public final class Grid implements Optimizer {
    /** Points per batch; it has no part in the result. */
    static final int BATCH = 4096;

    private final ParameterSpace space;
    private final GridCursor cursor;
    private final double[] next;
    private final PointBatch batch;
    private final Incumbent best = new Incumbent();
    private final boolean isPart;
    private long left;
    private boolean asked;
    private boolean ended;

    /** Makes a walk over the grid of a space. */
    public Grid(ParameterSpace space) {
        this(space, 0, Long.MAX_VALUE, false);
    }

    /** Makes a walk over some places of the grid of a space, {@code from} (inclusive) to {@code to} (exclusive); it may find no point there. */
    Grid(ParameterSpace space, long from, long to) {
        this(space, from, to, true);
    }

    private Grid(ParameterSpace space, long from, long to, boolean isPart) {
        this.space = space;
        this.cursor = new GridCursor(space, from);
        this.next = new double[space.dimension()];
        this.batch = new PointBatch(space.dimension());
        this.left = to - from;
        this.isPart = isPart;
    }

    /**
     * Puts together what walks over all places of the grid have found, in their order.
     *
     * @throws IllegalArgumentException if none found a point
     */
    static Solution joined(ParameterSpace space, List<Solution> parts) {
        Incumbent best = new Incumbent();
        parts.forEach(best::take);
        if (best.told() == 0) {
            throw none(space);
        }
        return best.solution(1, 0, reason(space));
    }

    private static IllegalArgumentException none(ParameterSpace space) {
        return new IllegalArgumentException("none of the " + GridSearch.count(space) + " points of the grid meets "
                + space.constraints().stream().map(Constraint::description).collect(Collectors.joining(" and "))
                + "; widen the ranges, or make the steps smaller");
    }

    private static StopReason reason(ParameterSpace space) {
        return space.count() == GridSearch.count(space) ? StopReason.EXACT : StopReason.GRID;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if no point of the grid meets the constraints
     */
    @Override
    public PointBatch ask() {
        if (!asked && !ended) {
            while (batch.count() < BATCH && left > 0 && cursor.next(next)) {
                left--;
                if (space.meetsConstraints(next)) {
                    batch.add(next);
                }
            }
            asked = batch.count() > 0;
            ended = !asked;
            if (ended && best.told() == 0 && !isPart) {
                throw none(space);
            }
        }
        return batch;
    }

    @Override
    public void tell(ValueBatch values) {
        if (!asked) {
            throw new IllegalStateException("no points were asked for");
        }
        batch.requireValues(values);
        best.tell(batch, values);
        batch.clear();
        asked = false;
    }

    @Override
    public Solution best() {
        return best.solution(1, 0, reason(space));
    }
}
