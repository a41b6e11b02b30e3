package dev.fastback.onnx.card;

import ai.onnxruntime.OnnxJavaType;
import dev.fastback.component.NearName;
import dev.fastback.data.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads cards, which are YAML: plain values, lists and maps alone. A key that is not known is an error, so that a slip is found. */
public final class CardReader {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> KEYS = List.of(
            "name", "model", "sha256", "series", "columns", "context", "min-context", "patch", "pad", "scaling", "inputs", "output", "horizon",
            "batch", "others", "note");
    private static final List<String> INPUT_KEYS = List.of("name", "role", "type", "layout", "value");
    private static final List<String> OUTPUT_KEYS =
            List.of("name", "kind", "layout", "quantiles", "samples", "seeds", "point", "columns", "crossing");
    private static final Map<String, OnnxJavaType> TYPES = Map.of(
            "float32", OnnxJavaType.FLOAT,
            "float64", OnnxJavaType.DOUBLE,
            "int64", OnnxJavaType.INT64,
            "int32", OnnxJavaType.INT32,
            "bool", OnnxJavaType.BOOL);

    private final String place;

    private CardReader(String place) {
        this.place = place;
    }

    /**
     * Reads the card of a file; the model lies beside it.
     *
     * @throws CardException if there is none, or it is wrong
     */
    public static ModelCard read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CardException(file + " is no card: it has more than 1 MiB");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString(), file.toAbsolutePath().getParent());
        } catch (NoSuchFileException e) {
            throw new CardException("there is no card " + file);
        } catch (IOException e) {
            throw new CardException("the card " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads the text of a card.
     *
     * @param place what messages call it
     * @param folder where the model lies
     */
    public static ModelCard parse(String text, String place, @Nullable Path folder) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new CardException(place + (line > 0 ? ", line " + line : "") + ": not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new CardException(place + ": not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        CardReader reader = new CardReader(place);
        return reader.card(reader.map(root, "the card", KEYS), folder == null ? Path.of("") : folder);
    }

    private ModelCard card(Map<String, Object> map, Path folder) {
        List<Column> columns = map.containsKey("columns") && !"each".equals(map.get("columns")) ? columns(map.get("columns"), "columns") : List.of();
        int context = whole(map, "context", null, 1, 1 << 20);
        List<CardInput> inputs = new ArrayList<>();
        for (Object input : list(require(map, "inputs"), "inputs")) {
            inputs.add(input(map(input, "inputs", INPUT_KEYS)));
        }
        int patch = whole(map, "patch", context, 1, context);
        CardOutput output = output(map(require(map, "output"), "output", OUTPUT_KEYS), columns);
        ModelCard card = new ModelCard(
                text(map, "name", null),
                folder.resolve(text(map, "model", null)),
                map.containsKey("sha256") ? text(map, "sha256", null).toLowerCase(Locale.ROOT) : null,
                choice(map, "series", null, FedSeries.values(), FedSeries::label),
                columns,
                context,
                whole(map, "min-context", 1, 1, context),
                patch,
                choice(map, "pad", Padding.NONE, Padding.values(), Padding::label),
                choice(map, "scaling", Scaling.INSIDE, Scaling.values(), Scaling::label),
                inputs,
                output,
                whole(map, "horizon", 1, 1, 1 << 16),
                "dynamic".equals(map.getOrDefault("batch", "dynamic")) ? 0 : whole(map, "batch", null, 1, 1 << 12),
                text(map, "others", "ewma-vol"));
        check(card);
        return card;
    }

    private void check(ModelCard card) {
        if (card.context() % card.patch() != 0) {
            throw wrong("context " + card.context() + " is no multiple of patch " + card.patch());
        }
        if (card.inputs().stream().filter(input -> input.role() == CardInput.Role.VALUES).count() != 1) {
            throw wrong("inputs: exactly one has the role values");
        }
        boolean seeded = card.inputs().stream().anyMatch(input -> input.role() == CardInput.Role.SEED);
        if (card.output().seeds() > 1 && !seeded) {
            throw wrong("output: seeds " + card.output().seeds() + " need an input with the role seed; without it every draw is the same");
        }
        if (card.series() == FedSeries.LOG_OVER_CLOSE && card.output().columns().isEmpty()) {
            throw wrong("output: series log-over-close needs columns, the columns that the output is about");
        }
        if (card.scaling() == Scaling.RUNNING && card.width() > 1) {
            throw wrong("scaling: running is for a column at a time");
        }
        if (card.pad() == Padding.NONE && card.minContext() < card.context() && card.inputs().stream().noneMatch(i -> i.role() == CardInput.Role.MISSING || i.role() == CardInput.Role.OBSERVED)) {
            // Without padding nothing shorter can be fed.
            throw wrong("pad: min-context " + card.minContext() + " below context " + card.context() + " needs nan, zero or edge");
        }
    }

    private CardInput input(Map<String, Object> map) {
        String type = text(map, "type", "float32");
        OnnxJavaType known = TYPES.get(type);
        if (known == null) {
            throw wrong("inputs: type " + type + " is none of " + String.join(", ", TYPES.keySet().stream().sorted().toList()));
        }
        String layout = text(map, "layout", null).toUpperCase(Locale.ROOT);
        layout = layout.equals("BPW2") ? "BPM" : layout;
        if (!layout.matches("B[TCPWM1]*")) {
            throw wrong("inputs: layout " + layout + " is not B followed by T, C, P, W, W2 or 1");
        }
        double value = map.containsKey("value") && map.get("value") instanceof Number number ? number.doubleValue() : 0;
        return new CardInput(
                text(map, "name", null), choice(map, "role", CardInput.Role.VALUES, CardInput.Role.values(), CardInput.Role::label), known, layout, value);
    }

    private CardOutput output(Map<String, Object> map, List<Column> fed) {
        OutputKind kind = choice(map, "kind", null, OutputKind.values(), OutputKind::label);
        String layout = text(map, "layout", null).toUpperCase(Locale.ROOT);
        if (!layout.matches("B[PHQSC1]*") || layout.chars().distinct().count() + layout.chars().filter(c -> c == '1').count() < layout.length()) {
            throw wrong("output: layout " + layout + " is not B followed by P, H, Q, S, C or 1, each once");
        }
        List<Double> levels = kind == OutputKind.QUANTILES ? levels(require(map, "quantiles")) : List.of();
        int samples = kind == OutputKind.SAMPLES ? whole(map, "samples", null, 2, 1 << 16) : 0;
        int seeds = whole(map, "seeds", 1, 1, 1 << 10);
        if (seeds > 1 && kind != OutputKind.SAMPLES) {
            throw wrong("output: seeds " + seeds + " are for samples, not for " + kind.label());
        }
        requireAxis(layout, 'Q', kind == OutputKind.QUANTILES);
        requireAxis(layout, 'S', kind == OutputKind.SAMPLES);
        List<Column> columns = map.containsKey("columns") ? columns(map.get("columns"), "output: columns") : fed;
        if (columns.size() > 1 && layout.indexOf('C') < 0) {
            throw wrong("output: layout " + layout + " has no C for columns " + columns);
        }
        String point = text(map, "point", "median");
        String crossing = text(map, "crossing", "fail");
        requireOneOf("output: point", point, Set.of("median", "mean"));
        requireOneOf("output: crossing", crossing, Set.of("fail", "sort"));
        return new CardOutput(text(map, "name", null), kind, layout, levels, samples, seeds, point.equals("mean"), columns, crossing.equals("sort"));
    }

    private void requireAxis(String layout, char axis, boolean wanted) {
        if (wanted != layout.indexOf(axis) >= 0) {
            throw wrong("output: layout " + layout + (wanted ? " needs " : " must not have ") + axis);
        }
    }

    private List<Double> levels(Object value) {
        List<Double> levels = new ArrayList<>();
        double last = 0;
        boolean low = false;
        boolean high = false;
        for (Object entry : list(value, "output: quantiles")) {
            if ("mean".equals(entry)) {
                levels.add(Double.NaN);
                continue;
            }
            double level = entry instanceof Number number ? number.doubleValue() : -1;
            if (!(level > last && level < 1)) {
                throw wrong("output: quantiles must be rising numbers between 0 and 1, or mean: " + entry);
            }
            last = level;
            low |= level <= 0.1;
            high |= level >= 0.9;
            levels.add(level);
        }
        if (!low || !high) {
            throw wrong("output: quantiles must reach from 0.1 to 0.9, the band of a forecast: " + value);
        }
        return levels;
    }

    private List<Column> columns(@Nullable Object value, String what) {
        List<Column> columns = new ArrayList<>();
        for (Object entry : list(value, what)) {
            Column column = Arrays.stream(Column.values())
                    .filter(known -> known.name().equalsIgnoreCase(String.valueOf(entry)))
                    .findFirst()
                    .orElseThrow(() -> wrong(what + ": " + entry + " is none of open, high, low, close"));
            if (columns.contains(column)) {
                throw wrong(what + ": " + entry + " comes twice");
            }
            columns.add(column);
        }
        if (columns.isEmpty()) {
            throw wrong(what + " must not be empty");
        }
        return columns;
    }

    private Map<String, Object> map(@Nullable Object value, String what, List<String> keys) {
        if (!(value instanceof Map<?, ?> given)) {
            throw wrong(what + (value == null ? " is empty" : " must be keys with values"));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        given.forEach((key, entry) -> {
            String name = String.valueOf(key);
            if (!keys.contains(name)) {
                throw wrong((what.equals("the card") ? "" : what + ": ") + "unknown key " + name + NearName.orAll(name, keys, "known"));
            }
            if (entry != null) {
                map.put(name, entry);
            }
        });
        return map;
    }

    private List<?> list(@Nullable Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(what + " must be a list");
    }

    private Object require(Map<String, Object> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw wrong(key + " is missing");
        }
        return value;
    }

    private String text(Map<String, Object> map, String key, @Nullable String usual) {
        if (!map.containsKey(key) && usual != null) {
            return usual;
        }
        String text = String.valueOf(require(map, key)).strip();
        if (text.isEmpty()) {
            throw wrong(key + " is empty");
        }
        return text;
    }

    private int whole(Map<String, Object> map, String key, @Nullable Integer usual, int least, int most) {
        if (!map.containsKey(key) && usual != null) {
            return usual;
        }
        if (require(map, key) instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(key + " must be a whole number of " + least + " to " + most + ": " + map.get(key));
    }

    private <E> E choice(Map<String, Object> map, String key, @Nullable E usual, E[] values, Function<E, String> label) {
        if (!map.containsKey(key) && usual != null) {
            return usual;
        }
        String given = String.valueOf(require(map, key));
        List<String> labels = Arrays.stream(values).map(label).toList();
        int index = labels.indexOf(given);
        if (index < 0) {
            throw wrong(key + ": unknown value " + given + NearName.orAll(given, labels, "known"));
        }
        return values[index];
    }

    private void requireOneOf(String what, String given, Set<String> known) {
        if (!known.contains(given)) {
            throw wrong(what + " " + given + " is none of " + String.join(", ", known.stream().sorted().toList()));
        }
    }

    private CardException wrong(String message) {
        return new CardException(place + ": " + message);
    }
}
