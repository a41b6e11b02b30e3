package dev.fastback.onnx;

import dev.fastback.data.BarSeries;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterRecipe;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.ForecasterUnusableException;
import dev.fastback.forecast.KnownBars;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.forecast.cache.CacheFolder;
import dev.fastback.forecast.cache.RowCache;
import dev.fastback.forecast.cache.RowKey;
import dev.fastback.onnx.card.CardException;
import dev.fastback.onnx.card.CardReader;
import dev.fastback.onnx.card.ModelCard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts by a model in an ONNX file. Each distinct row of its input is computed once and kept; the file is opened when a row is not known. What the model
 * does not answer (columns that it has not, contexts that are too short, the band of a point) comes from the statistical forecaster that the card names.
 */
public final class OnnxForecaster implements Forecaster, AutoCloseable {
    private final ModelCard card;
    private final ModelFile file;
    private final ForecasterSettings settings;
    private final @Nullable Path cardFile;
    private final RowBuilder builder;
    private final OutputReader reader;
    private final Forecaster others;
    private final int width;
    private @Nullable OnnxModel model;
    private @Nullable BatchMode mode;
    private @Nullable RowCache cache;

    private OnnxForecaster(ModelCard card, @Nullable Path cardFile, ModelFile file, Forecaster others, ForecasterSettings settings) {
        this.card = card;
        this.cardFile = cardFile;
        this.file = file;
        this.settings = settings;
        this.builder = new RowBuilder(card);
        this.reader = new OutputReader(card, builder);
        this.others = others;
        OutputShape shape = OutputShape.of(card);
        this.width = shape.columns() * shape.perColumn();
    }

    /**
     * Makes the forecaster of the card in a file.
     *
     * @throws CardException if there is none, it is wrong, or the model is not there or another one
     */
    static OnnxForecaster of(Path cardFile, ForecasterSettings settings) {
        return of(CardReader.read(cardFile), cardFile, settings);
    }

    /**
     * Makes the forecaster of a card.
     *
     * @throws CardException if the file is not there, or is another one than the card's
     */
    public static OnnxForecaster of(ModelCard card, ForecasterSettings settings) {
        return of(card, null, settings);
    }

    private static OnnxForecaster of(ModelCard card, @Nullable Path cardFile, ForecasterSettings settings) {
        ModelFile file = ModelFile.of(card.model(), card.name());
        if (card.sha256() != null && !card.sha256().equals(file.sha256())) {
            throw new CardException(card.name() + ": " + file.path() + " is not the model of its card: its SHA-256 is " + file.sha256() + ", the card says "
                    + card.sha256());
        }
        if (Forecasters.isCard(card.others())) {
            throw new CardException(card.name() + ": others: " + card.others() + " is a model; name a statistical forecaster");
        }
        OnnxRuntime.requireDevice(settings.device());
        return new OnnxForecaster(card, cardFile, file, Forecasters.of(card.others()), settings);
    }

    /** Returns the card. */
    public ModelCard card() {
        return card;
    }

    @Override
    public String id() {
        return card.name();
    }

    @Override
    public int contextLimit() {
        return Math.max(card.context(), others.contextLimit());
    }

    @Override
    public SortedMap<String, String> origin() {
        SortedMap<String, String> origin = new TreeMap<>(way());
        origin.put("batchMode", modeIfUsable());
        origin.put("others", others.id());
        origin.put("reading", card.output().reading() + "; " + card.minContext() + " values at least");
        return origin;
    }

    /** Returns the batch mode; of a model that cannot be used here, whose forecasts will say why, that it has none. */
    private String modeIfUsable() {
        try {
            return mode().label();
        } catch (CardException | ForecasterUnusableException | LinkageError e) {
            return "none: the model cannot be used here";
        }
    }

    @Override
    public Optional<ForecasterRecipe> recipe() {
        return Optional.ofNullable(cardFile)
                .map(path -> path.toAbsolutePath().toString())
                .filter(text -> text.indexOf(',') < 0) // which would make it a chain
                .map(text -> new ForecasterRecipe(text, settings));
    }

    /** Returns all that may change a bit of a row, but for its batch. */
    private SortedMap<String, String> way() {
        SortedMap<String, String> way = new TreeMap<>();
        way.put("model", file.sha256());
        way.put("card", card.identity());
        way.put("optimisation", "all, one thread");
        way.put("device", settings.device());
        way.put("runtime", OnnxRuntime.version());
        way.put("processor", OnnxRuntime.processor());
        return way;
    }

    @Override
    public synchronized void asked() {
        if (cache != null) {
            cache.flush();
        }
    }

    @Override
    public synchronized void close() {
        asked();
        if (model != null) {
            model.close();
            model = null;
        }
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        Answers answers = new Answers(contexts);
        answers.fill();
        return answers.batch();
    }

    private synchronized OnnxModel model() {
        OnnxModel open = model;
        if (open == null) {
            open = OnnxModel.open(card, settings.device());
            model = open;
        }
        return open;
    }

    /** Returns how the model may be run: as found before with the same file, card and machine, or found now, which is noted. */
    synchronized BatchMode mode() {
        BatchMode known = mode;
        if (known != null) {
            return known;
        }
        CacheFolder folder = settings.cache() == null ? null : new CacheFolder(settings.cache());
        String note = "mode-" + CacheFolder.key(way());
        BatchMode found = folder == null ? null : folder.note(note).flatMap(BatchMode::of).orElse(null);
        if (found == null) {
            BatchModeSearch.Found search = BatchModeSearch.of(model(), testRows(), card.batch());
            if (search.mode() == null) {
                throw new CardException("model " + card.name() + " cannot be used: " + String.join("; ", search.lines()));
            }
            found = search.mode();
            if (folder != null) {
                folder.keepNote(note, found.label());
            }
        }
        mode = found;
        return found;
    }

    private List<ModelRow> testRows() {
        List<ModelRow> rows = new ArrayList<>();
        for (Context context : TestRows.contexts(card, BatchModeSearch.WITH_STRANGERS)) {
            ModelRow row = builder.row(context);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private synchronized RowCache cache() {
        RowCache known = cache;
        if (known == null) {
            SortedMap<String, String> way = way();
            way.put("batchMode", mode().label());
            String about = card.name() + " (" + card.model().getFileName() + ", " + mode().label() + ", " + settings.device() + ", ONNX Runtime "
                    + OnnxRuntime.version() + ")";
            known = RowCache.open(settings.keepsRows() ? settings.cache() : null, CacheFolder.key(way), width, about, CacheFolder.USUAL_BYTES);
            cache = known;
        }
        return known;
    }

    /** The answers to a batch of questions, while they are being made. */
    private final class Answers {
        private final List<Context> contexts;
        private final double[] point;
        private final double[] lower;
        private final double[] upper;
        private final Map<Integer, String> faults = new HashMap<>();
        private final List<Integer> left = new ArrayList<>();
        private ForecastUse use = ForecastUse.NONE;

        Answers(List<Context> contexts) {
            this.contexts = contexts;
            this.point = new double[contexts.size()];
            this.lower = new double[contexts.size()];
            this.upper = new double[contexts.size()];
        }

        ForecastBatch batch() {
            return new ForecastBatch(point, lower, upper, use, faults);
        }

        void fill() {
            List<ModelRow> rows = new ArrayList<>();
            int[] rowOf = rows(rows);
            float[] numbers = numbers(rows);
            int perRow = width * card.output().seeds();
            List<Integer> bandless = new ArrayList<>();
            for (int i = 0; i < contexts.size(); i++) {
                if (rowOf[i] >= 0) {
                    int from = rowOf[i] * perRow;
                    OutputReader.Read read = reader.read(java.util.Arrays.copyOfRange(numbers, from, from + perRow), contexts.get(i), rows.get(rowOf[i]));
                    point[i] = read.point();
                    lower[i] = read.lower();
                    upper[i] = read.upper();
                    if (read.fault() != null) {
                        faults.put(i, read.fault().text());
                    } else if (Double.isNaN(read.lower())) {
                        bandless.add(i);
                    }
                }
            }
            addBands(bandless);
            answerOthers();
        }

        /** Makes the distinct rows of the contexts, and returns which one is a context's; -1 for those that the model is not asked about. */
        private int[] rows(List<ModelRow> rows) {
            Map<RowKey, Integer> places = new HashMap<>();
            Map<BarSeries, ModelRow> together = new IdentityHashMap<>();
            int[] rowOf = new int[contexts.size()];
            Map<String, Integer> refused = new LinkedHashMap<>();
            for (int i = 0; i < rowOf.length; i++) {
                Context context = contexts.get(i);
                rowOf[i] = -1;
                if (context.length() == 0) {
                    continue; // forecast as 0
                }
                KnownBars known = context.known();
                if (!reader.answers(known)) {
                    left.add(i);
                    continue;
                }
                int available = builder.available(context);
                if (available < card.minContext()) {
                    left.add(i);
                    refused.merge("the context has " + available + " values, the model takes " + card.minContext() + " at least", 1, Integer::sum);
                    continue;
                }
                ModelRow row = known == null || card.columns().isEmpty()
                        ? builder.row(context)
                        : together.computeIfAbsent(known.bars(), bars -> builder.row(context));
                if (row == null) {
                    left.add(i);
                    refused.merge("a value is no finite float32", 1, Integer::sum);
                    continue;
                }
                Integer place = places.putIfAbsent(row.key(), rows.size());
                rowOf[i] = place == null ? rows.size() : place;
                if (place == null) {
                    rows.add(row);
                }
            }
            refused.forEach((why, count) ->
                    use = use.plus(new ForecastUse(0, 0, List.of(new ForecastUse.Fallback(card.name(), others.id(), count, why)))));
            return rowOf;
        }

        /** Returns the numbers of each row, seed by seed: those that are known, and the others computed. */
        private float[] numbers(List<ModelRow> distinct) {
            int seeds = card.output().seeds();
            List<ModelRow> rows = new ArrayList<>(distinct.size() * seeds);
            for (ModelRow row : distinct) {
                for (int seed = 0; seed < seeds; seed++) {
                    rows.add(row.withSeed(seed));
                }
            }
            float[] numbers = new float[rows.size() * width];
            if (rows.isEmpty()) {
                return numbers;
            }
            RowCache known = cache();
            List<ModelRow> missing = new ArrayList<>();
            List<RowKey> keys = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (!known.find(rows.get(i).key(), numbers, i * width)) {
                    missing.add(rows.get(i));
                    keys.add(rows.get(i).key());
                    places.add(i);
                }
            }
            if (!missing.isEmpty()) {
                float[] given = new Batches(model(), mode(), card.name()).run(missing);
                known.keep(keys, given);
                for (int i = 0; i < missing.size(); i++) {
                    System.arraycopy(given, i * width, numbers, places.get(i) * width, width);
                }
            }
            use = use.plus(new ForecastUse(rows.size() - missing.size(), missing.size(), List.of()));
            return numbers;
        }

        /** Puts the band of the other forecaster around points that have none, as far from the point as it is from its own. */
        private void addBands(List<Integer> bandless) {
            ForecastBatch bands = others.forecast(bandless.stream().map(contexts::get).toList());
            for (int k = 0; k < bandless.size(); k++) {
                int i = bandless.get(k);
                lower[i] = point[i] - (bands.point()[k] - bands.lower()[k]);
                upper[i] = point[i] + (bands.upper()[k] - bands.point()[k]);
            }
        }

        private void answerOthers() {
            ForecastBatch given = others.forecast(left.stream().map(contexts::get).toList());
            for (int k = 0; k < left.size(); k++) {
                int i = left.get(k);
                point[i] = given.point()[k];
                lower[i] = given.lower()[k];
                upper[i] = given.upper()[k];
            }
        }
    }
}
