package dev.fastback.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * What it took to answer questions, where a model answers them.
 *
 * @param cached rows that were found in the cache; a row is one input of a model, which may answer the questions about several columns of a bar
 * @param inferred rows that a model computed
 * @param fallbacks what another forecaster than the first had to answer
 */
public record ForecastUse(long cached, long inferred, List<Fallback> fallbacks) {
    /** Nothing of the kind, as of statistical forecasters. */
    public static final ForecastUse NONE = new ForecastUse(0, 0, List.of());

    public ForecastUse {
        fallbacks = List.copyOf(fallbacks);
    }

    /**
     * Questions that one forecaster could not answer and another did.
     *
     * @param from id of the one
     * @param to id of the other
     * @param questions how many
     * @param reason why, of the first of them, in one line
     */
    public record Fallback(String from, String to, long questions, String reason) {}

    /** Returns the sums of both; of fallbacks between the same two forecasters the reason that comes first stays. */
    public ForecastUse plus(ForecastUse other) {
        if (other == NONE) {
            return this;
        }
        List<Fallback> sum = new ArrayList<>(fallbacks);
        for (Fallback fallback : other.fallbacks) {
            int same = 0;
            while (same < sum.size() && !(sum.get(same).from().equals(fallback.from()) && sum.get(same).to().equals(fallback.to()))) {
                same++;
            }
            if (same == sum.size()) {
                sum.add(fallback);
            } else {
                Fallback first = sum.get(same);
                sum.set(same, new Fallback(first.from(), first.to(), first.questions() + fallback.questions(), first.reason()));
            }
        }
        return new ForecastUse(cached + other.cached, inferred + other.inferred, sum);
    }
}
