package dev.fastback.forecast.linear;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The linear model as a text. After a line that says what it is come lines {@code on TEXT}, what it was fitted on; then of each fit {@code fit TIME ROWS}, with {@code always}
 * as time where any bar may be forecast with it, and six lines {@code COLUMN LEVEL NUMBERS}. Equal models have equal texts.
 */
public final class LinearFile {
    private static final String HEAD = "fastback linear 1";
    private static final String ON = "on ";
    private static final String FIT = "fit ";
    private static final String ALWAYS = "always";
    private static final List<String> COLUMNS = List.of("close", "high", "low");

    private final String[] lines;
    private final String place;
    private int at;

    private LinearFile(String text, String place) {
        this.lines = text.split("\n", -1);
        this.place = place;
    }

    /** Returns the text of a model. */
    public static String text(LinearModel model) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        model.fittedOn().forEach(on -> text.append(ON).append(on).append('\n'));
        for (LinearFit fit : model.fits()) {
            text.append(FIT)
                    .append(fit.knownMillis() == LinearFit.ALWAYS ? ALWAYS : Instant.ofEpochMilli(fit.knownMillis()).toString())
                    .append(' ')
                    .append(fit.rows())
                    .append('\n');
            double[] numbers = fit.coefficients();
            for (int quantile = 0; quantile < numbers.length / LinearShape.INPUTS; quantile++) {
                text.append(quantile(quantile));
                for (int j = 0; j < LinearShape.INPUTS; j++) {
                    text.append(' ').append(numbers[quantile * LinearShape.INPUTS + j]);
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String quantile(int quantile) {
        int levels = LinearShape.LEVELS.length;
        return COLUMNS.get(quantile / levels) + " " + String.format(Locale.ROOT, "%.1f", LinearShape.LEVELS[quantile % levels]);
    }

    /**
     * Reads a model.
     *
     * @param place what messages call the text
     * @throws IllegalArgumentException if it is none, with the line
     */
    public static LinearModel parse(String text, String place) {
        return new LinearFile(text, place).model();
    }

    private LinearModel model() {
        if (!lines[at].equals(HEAD)) {
            throw wrong("this is no linear model: it does not begin with " + HEAD + "; fastback model fit writes them");
        }
        at++;
        List<String> on = new ArrayList<>();
        for (; at < lines.length && lines[at].startsWith(ON); at++) {
            on.add(lines[at].substring(ON.length()));
        }
        List<LinearFit> fits = new ArrayList<>();
        while (at < lines.length && !lines[at].isEmpty()) {
            fits.add(fit());
        }
        try {
            return new LinearModel(on, fits);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private LinearFit fit() {
        String[] words = lines[at].split(" ");
        if (words.length != 3 || !lines[at].startsWith(FIT)) {
            throw wrong("not fit TIME ROWS: " + shown(lines[at]));
        }
        long known;
        int rows;
        try {
            known = words[1].equals(ALWAYS) ? LinearFit.ALWAYS : Instant.parse(words[1]).toEpochMilli();
            rows = Integer.parseInt(words[2]);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw wrong("not fit TIME ROWS: " + shown(lines[at]));
        }
        at++;
        double[] coefficients = new double[LinearFit.SIZE];
        for (int quantile = 0; quantile < coefficients.length / LinearShape.INPUTS; quantile++, at++) {
            readQuantile(quantile, coefficients);
        }
        return new LinearFit(known, rows, coefficients);
    }

    private void readQuantile(int quantile, double[] coefficients) {
        String line = at < lines.length ? lines[at] : "";
        String[] words = line.split(" ");
        if (!line.startsWith(quantile(quantile) + " ") || words.length != LinearShape.INPUTS + 2) {
            throw wrong("not " + quantile(quantile) + " and " + LinearShape.INPUTS + " numbers: " + shown(line));
        }
        for (int j = 0; j < LinearShape.INPUTS; j++) {
            double number;
            try {
                number = Double.parseDouble(words[j + 2]);
            } catch (NumberFormatException e) {
                number = Double.NaN;
            }
            if (!Double.isFinite(number)) {
                throw wrong("no number: " + shown(words[j + 2]));
            }
            coefficients[quantile * LinearShape.INPUTS + j] = number;
        }
    }

    private static String shown(String text) {
        int most = 40;
        return text.isEmpty() ? "nothing" : text.length() <= most ? text : text.substring(0, most) + "...";
    }

    private IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(place + ", line " + (at + 1) + ": " + message);
    }
}
