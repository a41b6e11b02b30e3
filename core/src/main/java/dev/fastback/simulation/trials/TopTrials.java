package dev.fastback.simulation.trials;

import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.trials.FitPart.Judged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Remembers the best few trials of a search over a fast objective, feasible ones first, so that the plain objective can be asked whether it agrees;
 * passes all on.
 */
public final class TopTrials implements TrialSink {
    /** How many are remembered. */
    static final int COUNT = 10;

    /** How far values may differ by rounding: this, of the larger of the value and of one deviation per bar, annualised. */
    private static final double ROUNDING = 1e-12;

    private static final Comparator<Judged> BEST_FIRST =
            Comparator.comparingDouble(Judged::violation).thenComparing(Comparator.comparingDouble(Judged::value).reversed());

    private final Objective plain;
    private final String strategy;
    private final double scale;
    private final TrialSink next;
    private final List<Judged> best = new ArrayList<>();

    /**
     * Makes an empty one.
     *
     * @param plain judges what was found
     * @param strategy its name, for messages
     * @param scale what one deviation per bar is in the metric's units: the root of the bars per year
     * @param next sees all trials as well
     */
    public TopTrials(Objective plain, String strategy, double scale, TrialSink next) {
        this.plain = plain;
        this.strategy = strategy;
        this.scale = Math.max(1, scale);
        this.next = next;
    }

    @Override
    public void told(PointBatch points, ValueBatch values) {
        next.told(points, values);
        double[] column = values.metric(0);
        for (int i = 0; i < points.count(); i++) {
            double value = Double.isNaN(column[i]) ? Double.NEGATIVE_INFINITY : column[i];
            if (best.size() == COUNT && values.constraints() == 0 && !(value > best.getLast().value())) {
                continue;
            }
            offer(points, values, i, value);
        }
    }

    /** Returns an empty one for a range of the same search. */
    public TopTrials ofRange(TrialSink sink) {
        return new TopTrials(plain, strategy, scale, sink);
    }

    /** Returns what is remembered, the best first. */
    public List<Judged> best() {
        return List.copyOf(best);
    }

    /** Takes what the range that follows those taken so far remembers. */
    public void take(List<Judged> part) {
        part.forEach(this::offer);
    }

    private void offer(PointBatch points, ValueBatch values, int i, double value) {
        offer(new Judged(points.point(i), value, values.violationOf(i)));
    }

    private void offer(Judged trial) {
        int at = best.size();
        while (at > 0 && BEST_FIRST.compare(trial, best.get(at - 1)) < 0) {
            at--;
        }
        if (at < COUNT) {
            best.add(at, trial);
            if (best.size() > COUNT) {
                best.removeLast();
            }
        }
    }

    /**
     * Returns the plain objective's value of what was found, after it was asked about all that are remembered.
     *
     * @throws IllegalStateException if a value differs by more than rounding; the message has the point and both values
     */
    public double judged(Parameters found, double value) {
        for (Judged trial : best) {
            agreed(Parameters.of(plain.space(), trial.point()), trial.value());
        }
        return agreed(found, value);
    }

    private double agreed(Parameters point, double fast) {
        double value = plain.valueAt(point.coordinates());
        boolean agree = Double.isNaN(value)
                ? Double.isNaN(fast) || fast == Double.NEGATIVE_INFINITY
                : Math.abs(value - fast) <= ROUNDING * Math.max(Math.abs(value), scale);
        if (!agree) {
            throw new IllegalStateException("the trades kernel and the simulator disagree on " + strategy + " " + point + ": " + fast + " and "
                    + value + "; please report it, and use a metric that looks at every bar meanwhile, such as sortino");
        }
        return value;
    }
}
