package dev.fastback.search;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of several objectives over the same parameters: one point for all of them. Values are added in the order of the parts.
 *
 * @param parts at least one, all with the same space
 */
public record MeanObjective(List<Objective> parts) implements Objective {
    public MeanObjective {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
        ParameterSpace space = parts.getFirst().space();
        for (Objective part : parts) {
            if (!part.space().equals(space)) {
                throw new IllegalArgumentException("parts must have the same space: " + space + ", " + part.space());
            }
        }
    }

    @Override
    public ParameterSpace space() {
        return parts.getFirst().space();
    }

    @Override
    public void evaluate(PointBatch points, double[] values) {
        int count = points.count();
        double[] ofPart = new double[count];
        Arrays.fill(values, 0, count, 0.0);
        for (Objective part : parts) {
            part.evaluate(points, ofPart);
            for (int i = 0; i < count; i++) {
                values[i] += ofPart[i];
            }
        }
        for (int i = 0; i < count; i++) {
            values[i] /= parts.size();
        }
    }
}
