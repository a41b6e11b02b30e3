package dev.fastback.simulation.trials;

import dev.fastback.search.Solution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a range of a search that was split.
 *
 * @param best the best of the range; null where the constraints permit none of its places
 * @param kept what is kept of its trials; null where nothing is
 * @param judged the best few, which the plain objective will be asked about; empty where the objective is plain itself
 */
public record FitPart(@Nullable Solution best, TrialKeeper.@Nullable Part kept, List<Judged> judged) {
    public FitPart {
        judged = List.copyOf(judged);
    }

    /**
     * A trial that the plain objective will be asked about.
     *
     * @param point its parameters, in the order of the space
     * @param value its first metric, minus infinity for none
     * @param violation the sum of its constraints' violations
     */
    public record Judged(double[] point, double value, double violation) {}
}
