package dev.fastback.search.sampling;

import dev.fastback.search.Front;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best of what was told: a feasible point before others, among feasible ones the greater value, among others the smaller sum of
 * violations (K. Deb, "An efficient constraint handling method for genetic algorithms", Computer Methods in Applied Mechanics and
 * Engineering 186, 2000), and of equal ones the first. NaN is worse than any number. Of several metrics it keeps the front as well.
 */
public final class Incumbent {
    private final List<Front.Member> front = new ArrayList<>();
    private double[] point = {};
    private double value;
    private double violation;
    private int metrics;
    private long told;

    /** Takes the points of a batch and their values, in their order. */
    public void tell(PointBatch points, ValueBatch values) {
        metrics = values.metrics();
        for (int i = 0; i < points.count(); i++) {
            double candidate = values.metric(0)[i];
            double over = violation(values, i);
            if (told == 0 || isBetter(candidate, over, value, violation)) {
                point = points.point(i);
                value = candidate;
                violation = over;
            }
            told++;
            if (metrics > 1 && over == 0) {
                addToFront(points, values, i);
            }
        }
    }

    /** Takes the best of points that come after those told so far, as if all of them were told. */
    public void take(Solution part) {
        if (told == 0 || isBetter(part.value(), part.violation(), value, violation)) {
            point = part.point();
            value = part.value();
            violation = part.violation();
        }
        told += part.evaluations();
        if (part.front() != null) {
            part.front().members().forEach(this::addToFront);
            metrics = Math.max(metrics, 2); // several; how many, each row of the front knows
        }
    }

    /** Returns the sum of a point's violations; infinite where one is NaN. */
    public static double violation(ValueBatch values, int index) {
        double sum = values.violationOf(index);
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /** Returns whether a value with its violation is better than another, and not only as good. */
    public static boolean isBetter(double value, double violation, double than, double thanViolation) {
        if (violation != thanViolation) {
            return violation < thanViolation;
        }
        return violation == 0 && (value > than || (Double.isNaN(than) && !Double.isNaN(value)));
    }

    private void addToFront(PointBatch points, ValueBatch values, int index) {
        double[] row = new double[metrics];
        for (int m = 0; m < metrics; m++) {
            row[m] = values.metric(m)[index];
            if (Double.isNaN(row[m])) {
                return;
            }
        }
        addToFront(new Front.Member(points.point(index), row));
    }

    private void addToFront(Front.Member added) {
        for (Front.Member member : front) {
            if (isAsGood(member.values(), added.values())) {
                return;
            }
        }
        front.removeIf(member -> isAsGood(added.values(), member.values()));
        front.add(added);
    }

    /** Returns whether values are as great as others, each of them. */
    private static boolean isAsGood(double[] one, double[] other) {
        for (int m = 0; m < one.length; m++) {
            if (!(one[m] >= other[m])) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many points were told. */
    public long told() {
        return told;
    }

    /**
     * Returns the best so far: of several metrics the front's member with the largest first one, because a point that is as good there and worse in
     * another is on no front.
     *
     * @throws IllegalStateException if nothing was told
     */
    public Solution solution(int iterations, long overBudget, StopReason reason) {
        if (told == 0) {
            throw new IllegalStateException("no value was told yet");
        }
        Front.Member chosen = front.stream().max(Comparator.comparingDouble(member -> member.values()[0])).orElse(null);
        return new Solution(
                chosen == null ? point.clone() : chosen.point().clone(),
                chosen == null ? value : chosen.values()[0],
                violation,
                told,
                iterations,
                overBudget,
                reason,
                null,
                metrics > 1 ? new Front(front) : null);
    }
}
