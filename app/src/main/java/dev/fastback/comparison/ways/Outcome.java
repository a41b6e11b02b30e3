package dev.fastback.comparison.ways;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run found, of the strategies that are searched, read from its JSON report.
 *
 * @param simulations completed simulations
 * @param simulateSeconds time of the simulations, paths and orders on the clock, the engine's start included
 * @param loadSeconds time of reading
 * @param forecasts how many there were, and their time
 * @param evaluations all of them
 * @param quality mean share of the attainable gain; null where nothing was to be gained
 * @param worstQuality the smallest share
 * @param profit summed profits in sample
 * @param attainable gain that was to be had, summed, as far as it follows from the shares
 * @param unseenReturn mean return of the paths of unseen bars; null without
 * @param deviceBytes memory taken on the device at most; null without one
 * @param resultHash of the result
 */
public record Outcome(
        int simulations,
        double simulateSeconds,
        double loadSeconds,
        Forecasts forecasts,
        long evaluations,
        @Nullable Double quality,
        @Nullable Double worstQuality,
        double profit,
        double attainable,
        @Nullable Double unseenReturn,
        @Nullable Long deviceBytes,
        String resultHash) {
    /**
     * The forecasts of a run, which are timed apart.
     *
     * @param asked by all folds together
     * @param distinct of those
     * @param cached known from an earlier run
     * @param seconds on the clock
     */
    public record Forecasts(long asked, long distinct, long cached, double seconds) {}

    /** Reads a report. */
    static Outcome of(JsonNode report) {
        Sums sums = new Sums();
        for (JsonNode symbol : report.get("symbols")) {
            for (JsonNode simulation : symbol.get("simulations")) {
                if (simulation.get("status").asString().equals("completed")) {
                    sums.simulations++;
                    simulation.get("strategies").forEach(sums::add);
                }
            }
        }
        for (JsonNode line : report.get("summary")) {
            sums.addPath(line);
        }
        JsonNode stages = report.get("timing").get("stageSeconds");
        JsonNode counts = report.get("forecasts");
        return new Outcome(
                sums.simulations,
                stages.get("simulate").asDouble(),
                stages.get("load").asDouble(),
                new Forecasts(
                        counts.get("asked").asLong(), counts.get("distinct").asLong(), counts.get("cached").asLong(), stages.get("forecast").asDouble()),
                sums.evaluations,
                sums.qualities == 0 ? null : sums.quality / sums.qualities,
                sums.qualities == 0 ? null : sums.worst,
                sums.profit,
                sums.attainable,
                sums.paths == 0 ? null : sums.unseen / sums.paths,
                deviceBytes(report.get("provenance")),
                report.get("resultHash").asString());
    }

    private static @Nullable Long deviceBytes(@Nullable JsonNode provenance) {
        JsonNode bytes = provenance == null ? null : provenance.get("deviceMemoryBytes");
        return bytes == null ? null : (Long) bytes.asLong();
    }

    private static final class Sums {
        private int simulations;
        private long evaluations;
        private int qualities;
        private double quality;
        private double worst = Double.POSITIVE_INFINITY;
        private double profit;
        private double attainable;
        private int paths;
        private double unseen;

        void add(JsonNode strategy) {
            JsonNode found = strategy.get("profit");
            if (found == null || !found.isNumber()) {
                return; // a rule
            }
            profit += found.asDouble();
            evaluations += strategy.get("evaluations").asLong();
            JsonNode share = strategy.get("quality");
            if (share != null && share.isNumber()) {
                qualities++;
                quality += share.asDouble();
                worst = Math.min(worst, share.asDouble());
                if (share.asDouble() > 0) {
                    attainable += (found.asDouble() - strategy.get("baseline").asDouble()) / share.asDouble();
                }
            }
        }

        void addPath(JsonNode line) {
            JsonNode shares = line.get("quality");
            JsonNode path = line.get("outOfSample");
            if (shares != null && shares.isObject() && path != null && path.isObject() && path.has("return") && path.get("return").isNumber()) {
                paths++;
                unseen += path.get("return").asDouble();
            }
        }
    }
}
