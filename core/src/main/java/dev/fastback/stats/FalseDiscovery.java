package dev.fastback.stats;

import java.util.stream.IntStream;

/**
 * Corrects p-values of several tests looked at together, so that of those called significant at a level at most that share is expected to be false:
 * Benjamini and Hochberg, JRSS B 57 (1995), which holds for independent and for positively dependent tests, as strategies on one market are.
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * Returns the adjusted p-values, in the order given: the least level at which each test would be called significant.
     *
     * @throws IllegalArgumentException if one is not in [0, 1]
     */
    public static double[] adjusted(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value lies in [0, 1], got " + p);
            }
        }
        int n = pValues.length;
        int[] descending = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(pValues[b], pValues[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[n];
        double least = 1.0;
        for (int i = 0; i < n; i++) {
            int rank = n - i;
            least = Math.min(least, pValues[descending[i]] * n / rank);
            adjusted[descending[i]] = least;
        }
        return adjusted;
    }
}
