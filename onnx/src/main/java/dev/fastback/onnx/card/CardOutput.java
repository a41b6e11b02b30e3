package dev.fastback.onnx.card;

import dev.fastback.data.Column;
import java.util.List;

/**
 * The output of a model that is read.
 *
 * @param name its name in the file
 * @param kind what its numbers are
 * @param layout its axes: {@code B} the batch, {@code P} patches, of which the last one counts, {@code H} steps, of which the first one counts, {@code Q}
 *     quantiles, {@code S} samples, {@code C} columns, {@code 1} an axis of one; axes at the end may be one in the file
 * @param levels of its quantiles, NaN for a mean among them; empty for other kinds
 * @param samples how many there are; 0 for other kinds
 * @param seeds how often a context is computed, each time with another seed; the samples of all make one forecast
 * @param sampleMean whether the point of samples is their mean, not their median
 * @param columns which columns the {@code C} axis has; one of them, or the one that was fed, without such an axis
 * @param sorts whether quantiles that cross are sorted; else they are a fault of the forecast
 */
public record CardOutput(
        String name, OutputKind kind, String layout, List<Double> levels, int samples, int seeds, boolean sampleMean, List<Column> columns, boolean sorts) {
    public CardOutput {
        levels = List.copyOf(levels);
        columns = List.copyOf(columns);
    }

    /** Returns how its numbers become a point and a band, as a text: equal texts read equal numbers alike. */
    public String reading() {
        return switch (kind) {
            case POINT -> "point";
            case QUANTILES -> "quantiles " + levels.stream().map(level -> level.isNaN() ? "mean" : level.toString()).toList() + (sorts ? ", sorted" : "");
            case SAMPLES -> samples + " samples" + (seeds > 1 ? " of each of " + seeds + " seeds" : "") + ", point their " + (sampleMean ? "mean" : "median");
        };
    }

    /** Returns the numbers of one column and step. */
    public int perColumn() {
        return switch (kind) {
            case POINT -> 1;
            case QUANTILES -> levels.size();
            case SAMPLES -> samples;
        };
    }
}
