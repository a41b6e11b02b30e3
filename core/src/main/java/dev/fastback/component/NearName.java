package dev.fastback.component;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that was probably meant: the one that fewest insertions, deletions, replacements and swaps of neighbouring letters lead to
 * (the restricted distance of F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of the
 * ACM 7(3), 1964, 171-176), whatever the case of letters. At most a third of the letters may differ; in texts of three to five
 * letters one, in shorter ones none.
 */
public final class NearName {
    private static final int SHORTEST_BEGINNING = 3;

    private NearName() {}

    /**
     * Returns the nearest name; of equally near ones the first. A name that the text is the beginning of is near as well.
     *
     * @param given what was typed
     * @param names what there is
     */
    public static Optional<String> of(String given, Collection<String> names) {
        String text = given.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int least = text.length() < SHORTEST_BEGINNING ? 1 : Math.max(1, text.length() / 3) + 1;
        for (String name : names) {
            int distance = distance(text, name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest.isPresent() || text.length() < SHORTEST_BEGINNING
                ? nearest
                : names.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(text)).findFirst();
    }

    /** Returns {@code ; did you mean NAME?} for the nearest name; nothing where no name is near. */
    public static String question(String given, Collection<String> names) {
        return of(given, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /**
     * Returns the end of a message about an unknown name: the nearest one as a question if there is one, then all.
     *
     * @param known what comes before the list, for example {@code known}
     */
    public static String orAll(String given, Collection<String> names, String known) {
        String question = question(given, names);
        String start = question.isEmpty() ? "; " + known : question + " " + known.substring(0, 1).toUpperCase(Locale.ROOT) + known.substring(1);
        return start + ": " + String.join(", ", names);
    }

    // Layout: row[i][j] is the distance between the first i letters of one text and the first j of the other.
    private static int distance(String one, String two) {
        int[][] row = new int[one.length() + 1][two.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= two.length(); j++) {
                if (i == 0 || j == 0) {
                    row[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == two.charAt(j - 1);
                int least = Math.min(Math.min(row[i - 1][j], row[i][j - 1]) + 1, row[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == two.charAt(j - 2) && one.charAt(i - 2) == two.charAt(j - 1);
                row[i][j] = swapped ? Math.min(least, row[i - 2][j - 2] + 1) : least;
            }
        }
        return row[one.length()][two.length()];
    }
}
