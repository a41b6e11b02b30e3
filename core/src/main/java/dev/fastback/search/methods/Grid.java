package dev.fastback.search.methods;

import dev.fastback.search.Constraint;
import dev.fastback.search.Optimizer;
import dev.fastback.search.ParameterSpace;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
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
    private final boolean whole;
    private boolean asked;
    private boolean ended;

    /** Makes a walk over the grid of a space. */
    public Grid(ParameterSpace space) {
        this.space = space;
        this.cursor = new GridCursor(space);
        this.next = new double[space.dimension()];
        this.batch = new PointBatch(space.dimension());
        this.whole = space.count() == GridSearch.count(space);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if no point of the grid meets the constraints
     */
    @Override
    public PointBatch ask() {
        if (!asked && !ended) {
            while (batch.count() < BATCH && cursor.next(next)) {
                if (space.meetsConstraints(next)) {
                    batch.add(next);
                }
            }
            asked = batch.count() > 0;
            ended = !asked;
            if (ended && best.told() == 0) {
                throw new IllegalArgumentException("none of the " + GridSearch.count(space) + " points of the grid meets "
                        + space.constraints().stream().map(Constraint::description).collect(Collectors.joining(" and "))
                        + "; widen the ranges, or make the steps smaller");
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
        return best.solution(1, 0, whole ? StopReason.EXACT : StopReason.GRID);
    }
}
