package dev.fastback.search.methods;

import dev.fastback.search.Optimizer;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.sampling.Incumbent;
import dev.fastback.search.space.ParameterSpace;
import java.util.List;

/** Asks for points that are given, in their order, in batches. */
final class GivenPoints implements Optimizer {
    private final List<double[]> points;
    private final int size;
    private final PointBatch batch;
    private final Incumbent best = new Incumbent();
    private int next;
    private int iterations;
    private boolean asked;

    GivenPoints(ParameterSpace space, List<double[]> points, int size) {
        this.points = points;
        this.size = size;
        this.batch = new PointBatch(space.dimension());
    }

    @Override
    public PointBatch ask() {
        if (!asked) {
            batch.clear();
            while (batch.count() < size && next < points.size()) {
                batch.add(points.get(next++));
            }
            asked = batch.count() > 0;
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
        asked = false;
        iterations++;
    }

    @Override
    public Solution best() {
        return best.solution(iterations, 0, StopReason.EXHAUSTED);
    }
}
