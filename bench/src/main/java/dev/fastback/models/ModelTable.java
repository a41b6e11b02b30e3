package dev.fastback.models;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.nano.NanoNetwork;
import dev.fastback.forecast.nano.NanoShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Compares the model that comes with Fastback with the statistical forecasters, on the next bar, all calibrated alike. Arguments: {@code sample} or a
 * folder or file of bars, and the days from which and before which bars are scored; {@code --model FILE} first names another model.
 */
public final class ModelTable {
    private static final int LEAST_BARS = 100;
    private static final String BASE = "ewma-vol";
    private static final String STRONG = "ewma close";

    private final float[] parameters;
    private final Map<String, List<Calibrated.Scores>> scores = new LinkedHashMap<>();
    private int series;
    private long bars;

    private ModelTable(float[] parameters) {
        this.parameters = parameters;
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        boolean other = args.length > 1 && args[0].equals("--model");
        NanoNetwork network = other ? NanoNetwork.of(Files.readAllBytes(Path.of(args[1]))) : NanoNetwork.shipped();
        List<String> asked = List.of(args).subList(other ? 2 : 0, args.length);
        if (asked.isEmpty() || asked.size() < 2 && !asked.getFirst().equals("sample")) {
            System.err.println("usage: bench/models [--model FILE] sample [BARS], or bench/models [--model FILE] FILE-OR-FOLDER FROM [BEFORE]");
            System.exit(2);
        }
        ModelTable table = new ModelTable(network.parameters());
        if (asked.getFirst().equals("sample")) {
            int count = asked.size() > 1 ? Integer.parseInt(asked.get(1)) : SyntheticMarket.DEFAULT_COUNT;
            for (String symbol : SyntheticMarket.symbols()) {
                Moves moves = Moves.of(SyntheticMarket.bars(symbol, SyntheticMarket.DEFAULT_SEED, count));
                Rivals.View oracle = Rivals.oracle(
                        moves.size(), SyntheticMarket.deviations(symbol, SyntheticMarket.DEFAULT_SEED, count));
                table.add(moves, Calibrated.FIRST, Map.of("oracle", oracle));
            }
        } else {
            long from = millis(asked.get(1));
            long to = asked.size() > 2 ? millis(asked.get(2)) : Long.MAX_VALUE;
            for (Path file : files(Path.of(asked.getFirst()))) {
                BarSeries all = BarReader.read(file, BarReadOptions.DEFAULT).bars();
                int end = 0;
                while (end < all.size() && all.timeMillis(end) < to) {
                    end++;
                }
                int first = 0;
                while (first < end && all.timeMillis(first) < from) {
                    first++;
                }
                first = Math.max(first, Calibrated.FIRST);
                if (end - first >= LEAST_BARS) {
                    table.add(Moves.of(all.slice(0, end)), first, Map.of());
                }
            }
        }
        table.print();
    }

    private static List<Path> files(Path path) throws java.io.IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
    }

    private static long millis(String day) {
        return LocalDate.parse(day).toEpochDay() * 86_400_000L;
    }

    private void add(Moves moves, int from, Map<String, Rivals.View> more) {
        Map<String, Rivals.View> views = Rivals.statistical(moves);
        views.put("nano", Rivals.nano(moves, parameters));
        views.putAll(more);
        double unit = 0;
        for (int t = from; t < moves.size(); t++) {
            unit += Math.abs(moves.target(t - 1, 1, 0)) / (moves.size() - from);
        }
        double[][] each = new double[NanoShape.COLUMNS][moves.size()];
        for (Map.Entry<String, Rivals.View> view : views.entrySet()) {
            Calibrated.Scores scored = Calibrated.of(moves, view.getValue(), from, each);
            for (int column = 0; column < NanoShape.COLUMNS; column++) {
                scored.pinball()[column] /= unit;
                scored.error()[column] /= unit;
            }
            scores.computeIfAbsent(view.getKey(), name -> new ArrayList<>()).add(scored);
        }
        series++;
        bars += moves.size() - from;
    }

    private void print() {
        System.out.println(series + " series, " + bars + " bars scored; close, high, low");
        System.out.printf("%-17s %-23s %-23s %-23s %-17s %-17s %-17s %s%n", "", "pinball", "% over " + BASE, "% over " + STRONG, "10-90", "40-60", "absolute error", "series won over " + STRONG);
        double[] base = mean(BASE, 0);
        double[] strong = mean(STRONG, 0);
        for (String name : scores.keySet()) {
            double[] pinball = mean(name, 0);
            System.out.printf(
                    "%-17s %-23s %-23s %-23s %-17s %-17s %-17s %s%n",
                    name,
                    text("%7.4f", pinball),
                    text("%+7.2f", skill(pinball, base)),
                    text("%+7.2f", skill(pinball, strong)),
                    text("%5.3f", mean(name, 1)),
                    text("%5.3f", mean(name, 2)),
                    text("%5.3f", mean(name, 3)),
                    won(name));
        }
    }

    private List<Calibrated.Scores> of(String name) {
        return Objects.requireNonNull(scores.get(name), name);
    }

    private double[] mean(String name, int which) {
        double[] mean = new double[NanoShape.COLUMNS];
        for (Calibrated.Scores scored : of(name)) {
            double[] values = switch (which) {
                case 0 -> scored.pinball();
                case 1 -> scored.wide();
                case 2 -> scored.narrow();
                default -> scored.error();
            };
            for (int column = 0; column < mean.length; column++) {
                mean[column] += values[column] / series;
            }
        }
        return mean;
    }

    private static double[] skill(double[] pinball, double[] base) {
        double[] skill = new double[pinball.length];
        for (int i = 0; i < skill.length; i++) {
            skill[i] = 100 * (1 - pinball[i] / base[i]);
        }
        return skill;
    }

    private String won(String name) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < NanoShape.COLUMNS; column++) {
            int won = 0;
            for (int s = 0; s < series; s++) {
                won += of(name).get(s).pinball()[column] < of(STRONG).get(s).pinball()[column] ? 1 : 0;
            }
            text.append(won).append(' ');
        }
        return text.toString();
    }

    private static String text(String format, double[] values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(String.format(Locale.ROOT, format, value)).append(' ');
        }
        return text.toString();
    }
}
