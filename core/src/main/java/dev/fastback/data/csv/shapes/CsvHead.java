package dev.fastback.data.csv.shapes;

import java.util.ArrayList;
import java.util.List;

/**
 * The first lines of a text, taken apart for a look.
 *
 * @param lines in order, blank ones included, so that line n is at n - 1
 */
public record CsvHead(List<String> lines) {
    public static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int MAX_LINES = 300;

    public CsvHead {
        lines = List.copyOf(lines);
    }

    /**
     * Takes the lines of the first characters of a text.
     *
     * @param whole whether that is all of the text, so that the last line is complete
     */
    public static CsvHead of(String start, boolean whole) {
        List<String> all = lines(start, MAX_LINES + 2);
        int complete = whole && all.size() <= MAX_LINES + 1 ? all.size() : Math.min(all.size() - 1, MAX_LINES);
        return new CsvHead(all.subList(0, Math.max(complete, 1)));
    }

    /** Returns a text in lines, which end in LF, CR LF or CR, {@code most} at most: what is left is the last one. */
    private static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (lines.size() < most - 1) {
            int feed = text.indexOf('\n', from);
            int stop = feed < 0 ? text.length() : feed;
            int mark = text.indexOf('\r', from, stop);
            int end = mark < 0 ? stop : mark;
            if (end == text.length()) {
                break;
            }
            lines.add(text.substring(from, end));
            from = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        lines.add(text.substring(from));
        return lines;
    }

    /** Returns the number of the first line from {@code from} on that is not blank, 0 when there is none. */
    public int firstFrom(int from) {
        for (int line = from; line <= lines.size(); line++) {
            if (!lines.get(line - 1).isBlank()) {
                return line;
            }
        }
        return 0;
    }

    public String line(int number) {
        return lines.get(number - 1);
    }

    /** Returns whether a line is a remark that no reader of tables takes for a row. */
    public static boolean isComment(String line) {
        String bare = line.strip();
        return bare.startsWith("#") || bare.startsWith("//");
    }

    /** Returns the fields of a line, without blanks and quotes around them. */
    public static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && (inQuotes || field.toString().isBlank())) {
                inQuotes = !inQuotes;
                field.append(c);
            } else if (c == separator && !inQuotes) {
                fields.add(bare(field));
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(bare(field));
        return fields;
    }

    private static String bare(StringBuilder field) {
        String text = field.toString().strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** Returns the separator that a line has most of outside quotes: comma, semicolon, tab or pipe. */
    public static char separatorOf(String line) {
        char best = ',';
        int most = 1;
        for (char separator : SEPARATORS) {
            int count = fields(line, separator).size();
            if (count > most) {
                best = separator;
                most = count;
            }
        }
        return best;
    }
}
