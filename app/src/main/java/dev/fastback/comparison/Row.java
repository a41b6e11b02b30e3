package dev.fastback.comparison;

import dev.fastback.comparison.ways.Measurement;
import dev.fastback.comparison.ways.Outcome;
import dev.fastback.comparison.ways.Way;
import dev.fastback.stats.Returns;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A way with what was measured of it.
 *
 * @param way the way
 * @param command the command line that runs it; empty where there is none
 * @param runs one per repeat; empty where it did not run
 * @param reason why it did not run; null where it did
 */
record Row(Way way, String command, List<Measurement> runs, @Nullable String reason) {
    Row {
        runs = List.copyOf(runs);
    }

    boolean ran() {
        return !runs.isEmpty();
    }

    /** Returns what it found; runs of a way find the same. */
    Outcome outcome() {
        return runs.getFirst().outcome();
    }

    double seconds() {
        return median(Measurement::seconds);
    }

    double secondsPerSimulation() {
        return seconds() / Math.max(1, outcome().simulations());
    }

    /** Returns the longest time less the shortest; null of one run, which has no spread. */
    @Nullable Double spreadSeconds() {
        if (runs.size() < 2) {
            return null;
        }
        double[] values = runs.stream().mapToDouble(Measurement::seconds).sorted().toArray();
        return values[values.length - 1] - values[0];
    }

    /** Returns half the distance between the slowest and the fastest run, in seconds of a simulation; null of one run. */
    @Nullable Double uncertainty() {
        Double spread = spreadSeconds();
        return spread == null ? null : (Double) (spread / Math.max(1, outcome().simulations()) / 2);
    }

    double wholeSeconds() {
        return median(Measurement::wholeSeconds);
    }

    @Nullable Double processorSeconds() {
        return runs.stream().anyMatch(run -> run.processorSeconds() == null)
                ? null
                : (Double) median(run -> Objects.requireNonNull(run.processorSeconds()));
    }

    /** Returns the largest of the runs. */
    @Nullable Long peakBytes() {
        return runs.stream().map(Measurement::peakBytes).filter(Objects::nonNull).max(Long::compare).orElse(null);
    }

    /** Returns the largest of the runs; null without a device. */
    @Nullable Long deviceBytes() {
        return runs.stream().map(run -> run.outcome().deviceBytes()).filter(Objects::nonNull).max(Long::compare).orElse(null);
    }

    double forecastSeconds() {
        return median(run -> run.outcome().forecasts().seconds());
    }

    private double median(ToDoubleFunction<Measurement> figure) {
        return Returns.quantile(runs.stream().mapToDouble(figure).toArray(), 0.5);
    }
}
