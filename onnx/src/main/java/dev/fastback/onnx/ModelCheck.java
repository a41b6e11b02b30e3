package dev.fastback.onnx;

import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastException;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.ForecasterUnusableException;
import dev.fastback.forecast.ModelReport;
import dev.fastback.onnx.card.CardException;
import dev.fastback.onnx.card.CardReader;
import dev.fastback.onnx.card.ModelCard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Looks at a model and its card, runs it on bars that nobody traded, and says what is wrong. */
final class ModelCheck {
    private static final int TIMED = 5;

    private final ModelCard card;
    private final RowBuilder builder;
    private final OnnxModel model;
    private final List<String> facts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private ModelCheck(ModelCard card, OnnxModel model) {
        this.card = card;
        this.builder = new RowBuilder(card);
        this.model = model;
    }

    static ModelReport of(Path path, ForecasterSettings settings) {
        List<String> facts = new ArrayList<>();
        try {
            ModelCard card = CardReader.read(path);
            facts.add("card: " + card.name() + ", " + card.series().label() + ", " + card.context() + " values"
                    + (card.columns().isEmpty() ? ", a column at a time" : ", columns " + card.columns().toString().toLowerCase(Locale.ROOT) + " together") + ", output "
                    + card.output().kind().label() + " for " + card.horizon() + (card.horizon() == 1 ? " step" : " steps") + "; read as " + card.output().reading());
            OnnxForecaster forecaster = OnnxForecaster.of(card, settings); // the file, its hash and its weights
            ModelFile file = ModelFile.of(card.model(), card.name());
            facts.add("file: " + card.model().getFileName() + (file.external().isEmpty() ? "" : " and " + String.join(", ", file.external())) + ", "
                    + String.format(Locale.ROOT, "%,d", file.bytes()) + " bytes, SHA-256 " + file.sha256());
            forecaster.close();
            try (OnnxModel model = OnnxModel.open(card, settings.device())) {
                ModelCheck check = new ModelCheck(card, model);
                check.facts.addAll(facts);
                check.run();
                return new ModelReport(check.facts, check.remarks, check.faults);
            }
        } catch (CardException e) {
            return new ModelReport(facts, List.of(), List.of(String.valueOf(e.getMessage())));
        } catch (ForecastException | ForecasterUnusableException e) {
            return new ModelReport(facts, List.of(), List.of("the dry batch failed: " + e.getMessage()));
        } catch (LinkageError e) {
            return new ModelReport(facts, List.of(), List.of("ONNX Runtime cannot work here: " + e.getMessage()));
        }
    }

    private void run() {
        facts.add("found: " + model.signature());
        List<Context> contexts = TestRows.contexts(card, BatchModeSearch.WITH_STRANGERS);
        List<ModelRow> rows = new ArrayList<>();
        for (Context context : contexts) {
            ModelRow row = builder.row(context);
            if (row == null) {
                faults.add("a test context has a value that float32 cannot hold");
                return;
            }
            rows.add(row);
        }
        BatchMode dry = card.batch() == 0 ? BatchMode.DYNAMIC : new BatchMode(card.batch());
        Batches batches = new Batches(model, dry, card.name());
        List<ModelRow> seeded = new ArrayList<>();
        rows.forEach(row -> IntStream.range(0, card.output().seeds()).forEach(seed -> seeded.add(row.withSeed(seed))));
        readAll(contexts, rows, batches.run(seeded));
        time(batches, rows);
        BatchModeSearch.Found found = BatchModeSearch.of(model, rows, card.batch());
        if (found.mode() == null) {
            faults.addAll(found.lines());
            return;
        }
        facts.add("batch mode: " + found.mode().label() + ", by the bits of " + BatchModeSearch.ROWS + " contexts alone, in batches of 3, 5, 28, 31 and 64, turned "
                + "round, and beside other neighbours");
        found.lines().forEach(line -> remarks.add("bits depend on the batch: " + line));
        if (found.mode().equals(BatchMode.SINGLE)) {
            remarks.add(card.batch() == 1
                    ? "the file takes one row at a time, which is several times slower: export it with a dynamic batch"
                    : "each context is computed alone, which is several times slower; models quantised to int8 at run time (dynamic quantisation) are always like "
                            + "this");
        }
    }

    private void readAll(List<Context> contexts, List<ModelRow> rows, float[] numbers) {
        OutputReader reader = new OutputReader(card, builder);
        int width = model.width() * card.output().seeds();
        Map<OutputReader.Fault.Kind, Integer> wrong = new LinkedHashMap<>();
        OutputReader.Read first = null;
        for (int i = 0; i < rows.size(); i++) {
            OutputReader.Read read = reader.read(Arrays.copyOfRange(numbers, i * width, (i + 1) * width), contexts.get(i), rows.get(i));
            if (read.fault() == null) {
                first = first == null ? read : first;
            } else {
                wrong.merge(read.fault().kind(), 1, Integer::sum);
                if (wrong.size() == 1 && wrong.values().iterator().next() == 1) {
                    remarks.add("first context without a forecast: the model " + read.fault().text());
                }
            }
        }
        wrong.forEach((kind, count) -> faults.add(kind.found() + " in " + count + " of " + rows.size() + " test contexts; " + kind.remedy()));
        if (first != null) {
            facts.add(String.format(
                    Locale.ROOT, "dry batch: %d contexts; the first is forecast to move %.3f %%%s", rows.size(), 100 * first.point(),
                    Double.isNaN(first.lower())
                            ? ", its band comes from " + card.others()
                            : String.format(Locale.ROOT, ", 80 %% of the time between %.3f %% and %.3f %%", 100 * first.lower(), 100 * first.upper())));
            if (Math.abs(first.point()) > 0.5) {
                remarks.add("a move of half the price and more is unlikely for bars of 2 % a day: is series right?");
            }
        }
    }

    private void time(Batches batches, List<ModelRow> rows) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TIMED; i++) {
            long start = System.nanoTime();
            batches.run(rows);
            best = Math.min(best, System.nanoTime() - start);
        }
        facts.add(String.format(Locale.ROOT, "speed: %.1f microseconds a context in batches of %s, one thread", best / 1e3 / rows.size(),
                card.batch() == 0 ? Integer.toString(rows.size()) : Integer.toString(card.batch())));
    }
}
