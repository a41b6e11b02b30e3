package dev.fastback.data.csv.shapes;

import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.text.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table whose columns are aligned with blanks, as programs print it: runs of blanks become tabs. A date and a time of day under one name are one
 * field, and an index without a name is called so.
 */
final class BlankSeparated implements LineShape {
    private static final int FEWEST_FIELDS = 5;
    private static final int FEWEST_NAMED = 2;
    private static final int LOOKED_AT = 60;

    private final long headerLine;
    private final boolean unnamed;
    private final int fields;
    private final int joined;

    /** Field {@code joined} is a date, and the next one its time of day; -1 where there is none. */
    private BlankSeparated(long headerLine, boolean unnamed, int fields, int joined) {
        this.headerLine = headerLine;
        this.unnamed = unnamed;
        this.fields = fields;
        this.joined = joined;
    }

    /** Returns the shape of a text that is written so, else null. */
    static @Nullable BlankSeparated find(CsvHead head) {
        int first = head.firstFrom(1);
        List<List<String>> rows = new ArrayList<>();
        for (int line = first; line > 0 && rows.size() < LOOKED_AT; line = head.firstFrom(line + 1)) {
            String text = head.line(line);
            if (text.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == '|')) {
                return null;
            }
            if (!CsvHead.isComment(text) && !isRule(text)) {
                rows.add(fields(text));
            }
        }
        if (rows.size() < 2) {
            return null;
        }
        List<String> typical = rows.stream()
                .max(Comparator.comparingLong(row -> rows.stream().filter(other -> other.size() == row.size()).count()))
                .orElseThrow();
        int count = typical.size();
        long even = rows.stream().filter(row -> row.size() == count).count();
        if (count < FEWEST_FIELDS || even + 2 < rows.size()) {
            return null;
        }
        List<String> names = rows.getFirst();
        if (BarColumns.pricesIn(names) < FEWEST_NAMED) {
            return names.size() == count ? new BlankSeparated(0, false, count, -1) : null;
        }
        int timed = timed(typical);
        return switch (count - names.size()) {
            case 0 -> new BlankSeparated(first, false, count, -1);
            case 1 -> new BlankSeparated(first, timed < 0, count, timed);
            case 2 -> timed == 0 ? new BlankSeparated(first, true, count, timed) : null;
            default -> null;
        };
    }

    /** Returns whether a line is dashes alone, as some programs draw below the names. */
    private static boolean isRule(String line) {
        return line.strip().length() >= FEWEST_FIELDS && line.chars().allMatch(c -> c == '-' || c == '=' || Character.isWhitespace(c));
    }

    /** Returns which of the first fields is a date that a time of day follows, -1 when none is. */
    private static int timed(List<String> row) {
        for (int at = 0; at < 2; at++) {
            if (Samples.couldBeDate(row.get(at)) && row.get(at + 1).indexOf(':') > 0 && Samples.couldBeTimeOfDay(row.get(at + 1))) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String rewritten(long number, String line) {
        if (line.isBlank() || CsvHead.isComment(line)) {
            return line + "\n";
        }
        if (isRule(line)) {
            return "\n";
        }
        List<String> found = fields(line);
        StringBuilder text = new StringBuilder(number == headerLine && unnamed ? "index\t" : "");
        for (int i = 0; i < found.size(); i++) {
            boolean together = number != headerLine && joined >= 0 && found.size() == fields && i == joined + 1;
            text.append(i == 0 ? "" : together ? " " : "\t").append(found.get(i));
        }
        return text.append('\n').toString();
    }

    @Override
    public String note() {
        return "blanks stand between the fields";
    }

    /** Returns what stands between blanks; within quotes blanks are part of a field. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (quoted || !Character.isWhitespace(c)) {
                field.append(c);
            } else if (!field.isEmpty()) {
                fields.add(field.toString());
                field.setLength(0);
            }
        }
        if (!field.isEmpty()) {
            fields.add(field.toString());
        }
        return fields;
    }
}
