package dev.fastback.search;

import dev.fastback.search.space.ParameterSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The mean of several objectives over the same parameters: one point for all of them. Values are added in the order of the parts.
 *
 * @param parts at least one, all with the same space
 * @param stop looked at between the parts, each of which may take long; a stop ends {@link #evaluate} with a {@link StoppedException}
 */
public record MeanObjective(List<Objective> parts, StopSignal stop) implements Objective {
    public MeanObjective {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
        ParameterSpace space = parts.getFirst().space();
        for (Objective part : parts) {
            if (!part.space().equals(space)
                    || part.metrics() != parts.getFirst().metrics()
                    || part.constraints() != parts.getFirst().constraints()) {
                throw new IllegalArgumentException("parts must have the same space, metrics and constraints: " + space + ", " + part.space());
            }
        }
    }

    /** Makes a mean that nobody stops. */
    public MeanObjective(List<Objective> parts) {
        this(parts, new StopSignal());
    }

    @Override
    public ParameterSpace space() {
        return parts.getFirst().space();
    }

    @Override
    public int metrics() {
        return parts.getFirst().metrics();
    }

    @Override
    public int constraints() {
        return parts.getFirst().constraints();
    }

    @Override
    public boolean takesBatchesWhole() {
        return parts.getFirst().takesBatchesWhole();
    }

    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        int columns = metrics() + constraints();
        ValueBatch ofPart = new ValueBatch(metrics(), constraints());
        ofPart.reserve(to);
        for (int c = 0; c < columns; c++) {
            Arrays.fill(column(values, c), from, to, 0.0);
        }
        for (Objective part : parts) {
            stop.check();
            part.evaluate(points, from, to, ofPart);
            for (int c = 0; c < columns; c++) {
                double[] sum = column(values, c);
                double[] more = column(ofPart, c);
                for (int i = from; i < to; i++) {
                    sum[i] += more[i];
                }
            }
        }
        for (int c = 0; c < columns; c++) {
            double[] sum = column(values, c);
            for (int i = from; i < to; i++) {
                sum[i] /= parts.size();
            }
        }
    }

    private double[] column(ValueBatch values, int index) {
        return index < metrics() ? values.metric(index) : values.violation(index - metrics());
    }

    @Override
    public Optional<ExactMaximum> exact() {
        return parts.getFirst().exactMean(parts);
    }

    @Override
    public Optional<Objective> newest(int equalParts) {
        List<Objective> newest = new ArrayList<>();
        parts.forEach(part -> part.newest(equalParts).ifPresent(newest::add));
        return newest.size() == parts.size() ? Optional.of(new MeanObjective(newest, stop)) : Optional.empty();
    }

    @Override
    public Objective fix(int position, double coordinate) {
        return new MeanObjective(parts.stream().map(part -> part.fix(position, coordinate)).toList(), stop);
    }
}
