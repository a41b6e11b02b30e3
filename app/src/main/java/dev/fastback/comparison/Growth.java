package dev.fastback.comparison;

import dev.fastback.comparison.ways.Way;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the cost of ways grows.
 *
 * @param what is larger: simulations, or bars of a fit
 * @param points by way, rising
 */
record Growth(String what, List<GrowthPoint> points) {
    Growth {
        points = List.copyOf(points);
    }

    Set<Way> ways() {
        Set<Way> ways = new LinkedHashSet<>();
        points.forEach(point -> ways.add(point.way()));
        return ways;
    }

    List<GrowthPoint> of(Way way) {
        return points.stream().filter(point -> point.way().equals(way)).toList();
    }

    /** Returns the seconds of a way at a size; null where it did not run. */
    @Nullable Double seconds(Way way, int times) {
        return of(way).stream().filter(point -> point.times() == times).map(GrowthPoint::seconds).findFirst().orElse(null);
    }

    /**
     * Returns the growth exponent of a way between the two largest sizes that ran: 1 where twice the work takes twice the time; null with fewer.
     */
    @Nullable Double exponent(Way way) {
        List<GrowthPoint> ran = of(way).stream().filter(point -> point.seconds() != null).toList();
        if (ran.size() < 2) {
            return null;
        }
        GrowthPoint large = ran.getLast();
        GrowthPoint small = ran.get(ran.size() - 2);
        Double above = large.seconds();
        Double below = small.seconds();
        if (above == null || below == null || below <= 0) {
            return null;
        }
        double ratio = what.equals(SIMULATIONS) ? (double) large.simulations() / small.simulations() : (double) large.times() / small.times();
        return Math.log(above / below) / Math.log(ratio);
    }

    /** More simulations. */
    static final String SIMULATIONS = "simulations";
    /** Longer fits. */
    static final String BARS = "bars of a fit";
}
