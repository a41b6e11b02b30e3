package dev.fastback.evidence;

import dev.fastback.result.StrategyEvidence;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.stats.ReturnStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much chosen parameters move from fold to fold. Of a number: the deviation of what was chosen over that of values spread evenly over its
 * range; of a choice: the share of folds that did not choose what most chose, over what it would be were all chosen equally often.
 */
final class Movement {
    /** Deviation of values spread evenly over a range of 1. */
    private static final double EVEN = 1 / Math.sqrt(12);

    private Movement() {}

    static void tell(ParameterSpace space, List<Parameters> chosen, StrategyEvidence.Builder evidence) {
        if (chosen.size() < 2) {
            return;
        }
        for (int d = 0; d < space.dimension(); d++) {
            int dimension = d;
            double[] values = chosen.stream().mapToDouble(one -> one.coordinate(dimension)).toArray();
            Parameter parameter = space.parameters().get(d);
            evidence.stability(parameter.name(), parameter instanceof ChoiceParameter ? ofChoice(values, parameter.count()) : ofNumber(values, parameter));
        }
    }

    private static double ofNumber(double[] values, Parameter parameter) {
        double range = parameter.max() - parameter.min();
        return range > 0 ? ReturnStatistics.populationDeviation(values) / (range * EVEN) : 0;
    }

    private static double ofChoice(double[] values, long count) {
        Map<Double, Integer> times = new HashMap<>();
        int most = 0;
        for (double value : values) {
            most = Math.max(most, times.merge(value, 1, Integer::sum));
        }
        return count < 2 ? 0 : (1 - (double) most / values.length) / (1 - 1.0 / count);
    }
}
