package dev.fastback.onnx.card;

import dev.fastback.data.Column;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known about a model to feed it bars and to read what it says; {@code docs/models.md} has every line of a card.
 *
 * @param name what results call it
 * @param model the ONNX file
 * @param sha256 of the file as the card has it; null where it says nothing
 * @param series what is fed
 * @param columns columns that are fed together, in the order of the {@code C} axis; empty where each column is a row of its own
 * @param context values per row
 * @param minContext fewer values than this are left to {@code others}
 * @param patch values per patch
 * @param pad what stands before fewer values than {@code context}
 * @param scaling how values are scaled
 * @param inputs all inputs of the file
 * @param output what is read
 * @param horizon steps of the output
 * @param batch rows per batch where the file has a fixed number; 0 where it takes any
 * @param others the forecaster of what the model does not answer: columns that it has not, contexts that are too short, the band of a point
 */
public record ModelCard(
        String name,
        Path model,
        @Nullable String sha256,
        FedSeries series,
        List<Column> columns,
        int context,
        int minContext,
        int patch,
        Padding pad,
        Scaling scaling,
        List<CardInput> inputs,
        CardOutput output,
        int horizon,
        int batch,
        String others) {
    public ModelCard {
        columns = List.copyOf(columns);
        inputs = List.copyOf(inputs);
    }

    /** Returns columns per row. */
    public int width() {
        return Math.max(1, columns.size());
    }

    /** Returns all that decides what goes in and which part comes out, as a text: equal texts make the same of the same file. */
    public String identity() {
        return String.join("; ", series.label(), columns.toString(), "context " + context, "patch " + patch, pad.label(),
                scaling.label(), inputs.toString(), output.name(), output.layout(), "values " + output.perColumn(), output.columns().toString(),
                "horizon " + horizon, "batch " + batch);
    }
}
