package dev.fastback.data.csv;

import dev.fastback.data.Printable;
import dev.fastback.data.csv.shapes.CsvHead;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.LabelChanges;
import dev.fastback.data.text.Samples;
import dev.fastback.data.text.TimeLook;
import dev.fastback.data.text.TimeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a text is laid out, as its first lines tell.
 *
 * @param separator what stands between fields
 * @param headerLine the line that names the columns, 0 when none does
 * @param firstLine the line of the first row, or one before it that is blank
 * @param columns where the columns are
 * @param time the column that holds the time, or the date
 * @param timeOfDay the column of times of day that belong to the dates, -1 when there is none
 * @param symbol the symbol that lines before the rows name, null when they name none
 * @param labels columns that name something, and are not read
 * @param isPlain whether the first rows mean the same whatever stands in the others, oldest first
 * @param notes what was assumed, a few words each
 */
public record CsvLayout(
        char separator,
        long headerLine,
        long firstLine,
        BarColumns columns,
        int time,
        int timeOfDay,
        @Nullable String symbol,
        List<Integer> labels,
        boolean isPlain,
        List<String> notes) {
    private static final int SEARCHED_LINES = 25;
    private static final int FEWEST_NAMED = 2;
    private static final int FEWEST_FIELDS = 5;
    private static final int FEWEST_TO_FALL = 3;
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);

    public CsvLayout {
        labels = List.copyOf(labels);
        notes = List.copyOf(notes);
    }

    /**
     * Looks at the start of a text.
     *
     * @param start its first characters, in which at least one is not blank
     * @param whole whether that is all of it
     * @throws BarDataException if no columns of bars can be found
     */
    public static CsvLayout look(String start, boolean whole, String source, ReadingOptions options) {
        return new Look(CsvHead.of(start, whole), source, options).find();
    }

    /** Returns the name of the column that holds the time. */
    public String timeName() {
        return columns.names().get(time);
    }

    /** Returns the name that may say the zone of the times: that of the times of day where they are apart and it says one, else that of the time. */
    String clockName() {
        String clock = timeOfDay < 0 ? "" : columns.names().get(timeOfDay);
        return TimeLook.namesZone(clock) ? clock : timeName();
    }

    /** Looks for header and columns. */
    private static final class Look {
        /** Currencies in which prices are told; codes of others are symbols as well, COP or ALL. */
        private static final Set<String> UNITS = Set.of(
                "USD", "USDT", "USDC", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "CNY", "INR", "HKD", "KRW", "SGD", "SEK", "NOK", "DKK", "PLN", "BRL", "RUB", "TRY", "ZAR");

        private final CsvHead head;
        private final String source;
        private final ReadingOptions options;
        private final List<String> notes = new ArrayList<>();
        private int line;
        private @Nullable Character given;
        private @Nullable String symbol;

        Look(CsvHead head, String source, ReadingOptions options) {
            this.head = head;
            this.source = source;
            this.options = options;
        }

        CsvLayout find() {
            int first = head.firstFrom(1);
            if (first == 0) {
                throw BarDataException.of(source, "begins with too many blank lines");
            }
            line = first;
            Matcher mark = SEPARATOR_LINE.matcher(head.line(first).strip());
            if (mark.matches() && head.firstFrom(first + 1) > 0) {
                given = mark.group(1).charAt(0);
                line = head.firstFrom(first + 1);
            }
            int start = line;
            int skipped = 0;
            for (int tried = 0; line > 0 && tried < SEARCHED_LINES; tried++, line = head.firstFrom(line + 1)) {
                String text = head.line(line);
                char separator = headerSeparator(text);
                if (separator != 0) {
                    noteSkipped(skipped);
                    return ofHeader(separator, line == first && given == null);
                }
                char rowSeparator = given != null ? given : rowSeparator();
                PositionalColumns positions = CsvHead.isComment(text)
                        ? null
                        : PositionalColumns.find(rows(line, rowSeparator, CsvHead.fields(text, rowSeparator).size()));
                if (positions != null) {
                    noteSkipped(skipped);
                    return ofPositions(positions, rowSeparator);
                }
                skipped += CsvHead.isComment(text) ? 0 : 1;
                takeSymbol(text, false);
            }
            line = start;
            requireFields(head.line(start));
            char separator = given != null ? given : CsvHead.separatorOf(head.line(start));
            return ofHeader(separator, false);
        }

        /** Refuses lines whose fields only look like such. */
        private void requireFields(String text) {
            String bare = text.strip();
            boolean single = CsvHead.fields(text, CsvHead.separatorOf(text)).size() == 1;
            if (single && bare.startsWith("\"") && CsvHead.fields(bare.replace("\"", ""), ',').size() >= FEWEST_FIELDS) {
                throw BarDataException.at(source, line, null, null, "whole lines are in quotes, and are one field each; write them without");
            }
            if (single && bare.split("\\s+").length >= FEWEST_FIELDS) {
                throw BarDataException.at(source, line, null, null,
                        "blanks stand between fields; write commas, semicolons, tabs or pipes there");
            }
        }

        private void noteSkipped(int skipped) {
            if (skipped > 0) {
                notes.add(skipped == 1 ? "one line before the table left out" : skipped + " lines before the table left out");
            }
        }

        /** Returns the separator with which a line names columns of prices, 0 when it names none. */
        private char headerSeparator(String text) {
            char best = 0;
            int most = FEWEST_NAMED - 1;
            for (char separator : given != null ? List.of(given) : CsvHead.SEPARATORS) {
                int named = BarColumns.pricesIn(names(text, separator));
                if (named > most) {
                    best = separator;
                    most = named;
                }
            }
            return best;
        }

        private static List<String> names(String text, char separator) {
            return CsvHead.fields(text.strip().replaceFirst("^(#|//)\\s*", ""), separator).stream()
                    .map(name -> name.codePointCount(0, name.length()) > 40 ? name.substring(0, 40) + "..." : name)
                    .toList();
        }

        /** Returns the separator that all of the next lines have equally many of, a semicolon before a comma. */
        private char rowSeparator() {
            for (char separator : new char[] {';', '\t', '|', ','}) {
                int fields = CsvHead.fields(head.line(line), separator).size();
                boolean even = fields >= FEWEST_FIELDS;
                int next = head.firstFrom(line + 1);
                for (int k = 0; even && next > 0 && k < 3; k++, next = head.firstFrom(next + 1)) {
                    even = CsvHead.isComment(head.line(next)) || CsvHead.fields(head.line(next), separator).size() == fields;
                }
                if (even) {
                    return separator;
                }
            }
            return CsvHead.separatorOf(head.line(line));
        }

        /** Returns whether the fields of a line below names are symbols, behind a name that says so or behind none. */
        private static boolean areSymbols(List<String> fields, List<String> names) {
            if (fields.size() < 2 || !fields.getFirst().isEmpty()) {
                return fields.size() > 1 && BarColumns.isSymbolName(fields.getFirst());
            }
            boolean byTime = fields.size() == names.size() && (names.getFirst().isEmpty() || BarColumns.isTimeName(names.getFirst()));
            return byTime && fields.stream().skip(1).noneMatch(field -> Samples.isMissing(field) || Double.isFinite(Samples.number(field)) || isUnit(field));
        }

        /** Returns whether a word below a name tells what the column is in, {@code USD} or {@code [USD]}. */
        private static boolean isUnit(String field) {
            return UNITS.contains(field.replaceAll("[()\\[\\]]", ""));
        }

        private void takeSymbol(String text, boolean below) {
            List<String> fields = CsvHead.fields(text, CsvHead.separatorOf(text));
            if (fields.size() > 1 && (below && fields.getFirst().isEmpty() || BarColumns.isSymbolName(fields.getFirst()))) {
                List<String> named = fields.stream().skip(1).filter(field -> !field.isEmpty()).distinct().toList();
                if (named.size() > 1) {
                    throw BarDataException.at(source, line, null, null, "the columns are those of several symbols ("
                            + Printable.text(String.join(", ", named.subList(0, Math.min(named.size(), 5))))
                            + ") side by side; write a row for each symbol and time, with a column symbol");
                }
                symbol = named.isEmpty() ? null : Printable.text(named.getFirst());
            }
        }

        private CsvLayout ofHeader(char separator, boolean atTop) {
            int headerLine = line;
            requireText(headerLine);
            List<String> names = names(head.line(headerLine), separator);
            boolean sidewise = !names.isEmpty() && head.firstFrom(headerLine + 1) > 0;
            if (sidewise) {
                List<String> below = CsvHead.fields(head.line(head.firstFrom(headerLine + 1)), separator);
                if (below.size() == names.size() && areSymbols(below, names)) {
                    takeSymbol(head.line(head.firstFrom(headerLine + 1)), true);
                }
            }
            BarColumns named = BarColumns.of(names, source, headerLine);
            int rowsFrom = headerLine + 1;
            boolean dateBelow = false;
            int next = head.firstFrom(rowsFrom);
            while (next > 0) {
                List<String> fields = CsvHead.fields(head.line(next), separator);
                boolean symbols = areSymbols(fields, names);
                boolean name = BarColumns.isTimeName(fields.getFirst())
                        && fields.stream().skip(1).allMatch(String::isEmpty) && !fields.getFirst().isEmpty();
                if (!symbols && !name) {
                    break;
                }
                dateBelow |= name;
                rowsFrom = next + 1;
                next = head.firstFrom(rowsFrom);
            }
            List<List<String>> rows = rows(rowsFrom, separator, named.count());
            BarColumns columns = withVolume(named, rows);
            Times times = dateBelow ? new Times(0, -1) : times(columns, rows, headerLine);
            noteColumns(columns);
            notes.addAll(columns.notes(options.adjusted()));
            List<Integer> labels = LabelColumns.find(rows, columns.count(), used(columns, times));
            boolean plain = atTop
                    && labels.isEmpty()
                    && rowsFrom == headerLine + 1
                    && times.timeOfDay < 0
                    && columns.symbol() < 0
                    && options.areUsual()
                    && !TimeLook.namesZone(columns.names().get(times.time))
                    && isPlain(columns, times.time, rows);
            return new CsvLayout(separator, headerLine, rowsFrom, columns, times.time, times.timeOfDay, symbol, labels, plain, notes);
        }

        private static List<Integer> used(BarColumns columns, Times times) {
            List<Integer> used = new ArrayList<>(columns.prices());
            used.addAll(List.of(times.time, times.timeOfDay, columns.volume(), columns.adjusted(), columns.symbol()));
            used.addAll(columns.times());
            return used;
        }

        /** Returns the columns with the volume that has values: terminals write zeros for what they do not know. */
        private BarColumns withVolume(BarColumns columns, List<List<String>> rows) {
            int volume = columns.volume();
            if (volume < 0 || rows.isEmpty()) {
                return columns;
            }
            if (rows.stream().allMatch(row -> Samples.isMissing(row.get(volume)))) {
                notes.add("column " + columns.names().get(volume) + " is empty, so there are no volumes");
                return columns.withVolume(-1);
            }
            if (rows.stream().allMatch(row -> Samples.number(row.get(volume)) == 0)) {
                for (int other : columns.volumes()) {
                    if (rows.stream().anyMatch(row -> Samples.number(row.get(other)) > 0)) {
                        notes.add("volume is column " + columns.names().get(other));
                        return columns.withVolume(other);
                    }
                }
            }
            return columns;
        }

        private void noteColumns(BarColumns columns) {
            String close = columns.names().get(columns.prices().getLast());
            boolean quote = columns.prices().stream().map(at -> columns.names().get(at)).allMatch(name -> name.contains("bid"));
            if (quote) {
                notes.add("prices are those bid; what is asked is passed over");
            } else if (!close.contains("close") && !close.equals("c") && !close.startsWith("schluss")) {
                notes.add("close is column " + close);
            }
        }

        private void requireText(int number) {
            if (head.line(number).chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw BarDataException.at(source, number, null, null, head.line(number).indexOf(0) >= 0
                        ? "a NUL byte; the file is binary or UTF-16, not UTF-8 text"
                        : "control characters; this is no CSV text");
            }
            if (head.line(number).chars().filter(c -> c == '"').count() % 2 == 1) {
                throw BarDataException.at(source, number, null, null, "a quote is opened and not closed");
            }
        }

        private CsvLayout ofPositions(PositionalColumns positions, char separator) {
            notes.add(positions.note());
            BarColumns columns = positions.columns();
            Times times = new Times(positions.time(), positions.timeOfDay());
            List<Integer> labels = LabelColumns.find(rows(line, separator, columns.count()), columns.count(), used(columns, times));
            return new CsvLayout(separator, 0, line, columns, times.time, times.timeOfDay, symbol, labels, false, notes);
        }

        /** Returns the fields of the next rows that have as many as they should. */
        private List<List<String>> rows(int from, char separator, int count) {
            List<List<String>> rows = new ArrayList<>();
            for (int at = head.firstFrom(from); at > 0 && rows.size() < LabelChanges.SAMPLED_ROWS; at = head.firstFrom(at + 1)) {
                List<String> fields = CsvHead.fields(head.line(at), separator);
                if (fields.size() == count) {
                    rows.add(fields);
                }
            }
            return rows;
        }

        private Times times(BarColumns columns, List<List<String>> rows, int headerLine) {
            List<Integer> likely = columns.times();
            if (likely.isEmpty()) {
                if (!columns.prices().contains(0) && mostly(rows, 0, Samples::couldBeDate)) {
                    notes.add("time is column " + columns.names().getFirst());
                    return new Times(0, -1);
                }
                throw BarColumns.missing(columns.names(), source, headerLine, "date");
            }
            for (int ofDay : likely) {
                if (BarColumns.isTimeOfDayName(columns.names().get(ofDay)) && mostly(rows, ofDay, Samples::couldBeTimeOfDay)) {
                    for (int date : likely) {
                        if (date != ofDay && mostly(rows, date, Samples::couldBeTime)) {
                            notes.add("time is columns " + columns.names().get(date) + " and " + columns.names().get(ofDay));
                            return new Times(date, ofDay);
                        }
                    }
                }
            }
            // Dates beside times that have them, too, come several times.
            int best = likely.stream().filter(at -> mostly(rows, at, Samples::couldBeTime))
                    .reduce((first, second) -> distinct(rows, second) > distinct(rows, first) ? second : first)
                    .orElse(likely.getFirst());
            if (likely.size() > 1) {
                notes.add("time is column " + columns.names().get(best));
            }
            return new Times(best, -1);
        }

        private static long distinct(List<List<String>> rows, int column) {
            return rows.stream().map(row -> row.get(column)).distinct().count();
        }

        private static boolean mostly(List<List<String>> rows, int column, Predicate<String> test) {
            long passed = rows.stream().filter(row -> test.test(row.get(column))).count();
            return !rows.isEmpty() && 2 * passed > rows.size();
        }

        private boolean isPlain(BarColumns columns, int time, List<List<String>> rows) {
            long last = Long.MIN_VALUE;
            int falls = 0;
            for (List<String> row : rows) {
                long millis = Samples.plainTime(row.get(time), options);
                boolean numbers = columns.prices().stream().allMatch(at -> Double.isFinite(Samples.number(row.get(at))));
                if (!TimeReader.isTime(millis) || !numbers) {
                    return false;
                }
                falls += millis < last ? 1 : 0;
                last = millis;
            }
            return rows.size() < FEWEST_TO_FALL || 2 * falls < rows.size() - 1;
        }
    }

    private record Times(int time, int timeOfDay) {}
}
