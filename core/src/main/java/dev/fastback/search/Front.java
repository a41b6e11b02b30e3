package dev.fastback.search;

import java.util.Arrays;
import java.util.List;

/**
 * What a search of several metrics found: points of which none is as good as another in every metric and better in one (a Pareto front).
 *
 * @param members in the order in which they were evaluated
 */
public record Front(List<Member> members) {
    public Front {
        members = List.copyOf(members);
    }

    /**
     * A point of the front.
     *
     * @param point its parameters, in the order of the space
     * @param values its metrics, in the order of the objective
     */
    public record Member(double[] point, double[] values) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Member m && Arrays.equals(point, m.point) && Arrays.equals(values, m.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(point) * 31 + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return Arrays.toString(values) + " at " + Arrays.toString(point);
        }
    }
}
