package dev.fastback.terminal;

import dev.fastback.data.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a table is written for: a terminal of so many columns, or a file, pipe or other program, for which nothing is cut or coloured.
 *
 * @param columns characters of a line, positive
 * @param colours whether the terminal shows colours and they are wanted
 */
public record Screen(int columns, boolean colours) {
    /** No terminal: lines as long as they are. */
    public static final Screen PLAIN = new Screen(Integer.MAX_VALUE, false);

    /** Begins a line that is a heading; see {@link #show}. */
    static final char HEADING = '\u0001';

    private static final int NARROWEST = 40;
    private static final String INDENT = "  ";

    public Screen {
        if (columns < 1) {
            throw new IllegalArgumentException("columns must be positive: " + columns);
        }
    }

    /**
     * Returns the screen that standard output is.
     *
     * @param environment {@code COLUMNS} overrules the terminal, {@code NO_COLOR} (https://no-color.org) and {@code TERM=dumb} turn colours off
     * @param columns what the terminal says; 0 or less if standard output is none
     */
    public static Screen of(Map<String, String> environment, int columns) {
        if (columns <= 0) {
            return PLAIN;
        }
        String given = environment.getOrDefault("COLUMNS", "");
        int wanted = given.matches("[1-9]\\d{0,3}") ? Integer.parseInt(given) : columns;
        String kind = environment.getOrDefault("TERM", "dumb");
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && !kind.equals("dumb");
        return new Screen(Math.max(NARROWEST, wanted), colours);
    }

    /** Returns the same without an end of lines. */
    public Screen wide() {
        return new Screen(Integer.MAX_VALUE, colours);
    }

    /**
     * Returns lines for people as this screen shows them: every character that could move the cursor, hide or disguise text is an escape, a line that is
     * too long continues below, indented, and headings of tables are bold.
     */
    public String show(String lines) {
        return lines.lines().map(this::line).map(line -> line + "\n").collect(Collectors.joining());
    }

    private String line(String line) {
        boolean heading = !line.isEmpty() && line.charAt(0) == HEADING;
        String text = Printable.text(heading ? line.substring(1) : line);
        String indent = text.substring(0, text.length() - text.stripLeading().length()) + INDENT;
        String folded = String.join("\n" + indent, fold(text, columns, indent.length()));
        return heading && colours ? "\u001b[1m" + folded + "\u001b[0m" : folded;
    }

    /**
     * Breaks a text at blanks. A word that is longer than a line stays whole.
     *
     * @param width most characters of a line
     * @param indent characters that further lines are indented by
     */
    static List<String> fold(String text, int width, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        int room = width;
        while (rest.length() > room) {
            int start = rest.length() - rest.stripLeading().length();
            int end = rest.lastIndexOf(' ', room);
            if (end <= start) {
                end = rest.indexOf(' ', Math.max(room, start));
            }
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).strip();
            room = Math.max(1, width - indent);
        }
        lines.add(rest);
        return lines;
    }
}
