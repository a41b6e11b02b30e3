package dev.fastback.search;

import dev.fastback.search.space.ParameterSpace;
import java.util.Arrays;

/** An objective of which one parameter is fixed. */
final class FixedObjective implements Objective {
    private final Objective whole;
    private final int position;
    private final double coordinate;
    private final ParameterSpace space;

    FixedObjective(Objective whole, int position, double coordinate) {
        this.whole = whole;
        this.position = position;
        this.coordinate = coordinate;
        this.space = whole.space().without(position, coordinate);
    }

    @Override
    public ParameterSpace space() {
        return space;
    }

    @Override
    public int metrics() {
        return whole.metrics();
    }

    @Override
    public int constraints() {
        return whole.constraints();
    }

    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        PointBatch complete = new PointBatch(points.dimension() + 1);
        complete.addUnset(to);
        for (int d = 0, of = 0; d < complete.dimension(); d++) {
            if (d == position) {
                Arrays.fill(complete.column(d), from, to, coordinate);
            } else {
                System.arraycopy(points.column(of++), from, complete.column(d), from, to - from);
            }
        }
        whole.evaluate(complete, from, to, values);
    }
}
