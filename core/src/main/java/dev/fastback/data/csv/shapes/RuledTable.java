package dev.fastback.data.csv.shapes;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table as databases print it and as pages are written: pipes between the fields and perhaps around them, lines of dashes below the names, and
 * perhaps a last line that counts the rows ({@code (40 rows)}). Lines drawn with other characters than dashes and pipes are understood as well.
 */
final class RuledTable implements LineShape {
    private static final int FEWEST_BARS = 4;
    /** As far as a table may stand below the beginning of a text. */
    private static final int LOOKED_AT = 25;

    private static final Pattern RULE = Pattern.compile("[-+|:=\\s\u2500-\u257f]*[-=\u2500-\u257f]{2,}[-+|:=\\s\u2500-\u257f]*");
    private static final Pattern COUNT = Pattern.compile("\\(?\\d+ rows?( in set.*)?\\)?", Pattern.CASE_INSENSITIVE);
    private static final RuledTable SHAPE = new RuledTable();

    private RuledTable() {}

    /** Returns the shape of a text that is written so, else null. */
    static @Nullable RuledTable find(CsvHead head) {
        boolean ruled = false;
        boolean barred = false;
        int line = head.firstFrom(1);
        for (int looked = 0; line > 0 && looked < LOOKED_AT; looked++, line = head.firstFrom(line + 1)) {
            String text = plain(head.line(line));
            ruled |= isRule(text) && text.chars().anyMatch(c -> c == '+' || c == '|' || c >= '\u2500');
            barred |= !isRule(text) && text.chars().filter(c -> c == '|').count() >= FEWEST_BARS;
        }
        return ruled && barred ? SHAPE : null;
    }

    @Override
    public String rewritten(long number, String line) {
        String text = plain(line).strip();
        if (isRule(text) || COUNT.matcher(text).matches()) {
            return "\n";
        }
        if (!text.startsWith("|") || !text.endsWith("|") || text.length() < 2) {
            return text + "\n";
        }
        return text.substring(1, text.length() - 1).strip() + "\n";
    }

    /** Returns whether a line holds nothing but what lines are drawn with. */
    private static boolean isRule(String text) {
        return RULE.matcher(text).matches();
    }

    private static String plain(String line) {
        return line.replace('\u2502', '|').replace('\u2503', '|').replace('\u2551', '|');
    }

    @Override
    public String note() {
        return "lines are drawn between the fields";
    }
}
