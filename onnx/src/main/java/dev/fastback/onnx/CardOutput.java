package dev.fastback.onnx;

import java.util.List;
import dev.fastback.data.Column;

/**
 * The output of a model that is read.
 *
 * @param name its name in the file
 * @param kind what its numbers are
 * @param layout its axes: {@code B} the batch, {@code P} patches, of which the last one counts, {@code H} steps, of which the first one counts, {@code Q}
 *     quantiles, {@code S} samples, {@code C} columns, {@code 1} an axis of one; axes at the end may be one in the file
 * @param levels of its quantiles, NaN for a mean among them; empty for other kinds
 * @param samples how many there are; 0 for other kinds
 * @param sampleMean whether the point of samples is their mean, not their median
 * @param columns which columns the {@code C} axis has; one of them, or the one that was fed, without such an axis
 * @param sorts whether quantiles that cross are sorted; else they are a fault of the forecast
 */
public record CardOutput(
        String name, OutputKind kind, String layout, List<Double> levels, int samples, boolean sampleMean, List<Column> columns, boolean sorts) {
    public CardOutput {
        levels = List.copyOf(levels);
        columns = List.copyOf(columns);
    }

    /** Returns the numbers of one column and step. */
    int perColumn() {
        return switch (kind) {
            case POINT -> 1;
            case QUANTILES -> levels.size();
            case SAMPLES -> samples;
        };
    }
}
