package dev.fastback.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flame graph: boxes as wide as their amounts, each above those that it consists of, in colours by kind. The reader enters a box by click or key, looks
 * for names, and sees what a box amounts to.
 *
 * <p>Not safe for use by several threads.
 */
public final class Flame {
    private static final int FIELDS = 4;
    private static final int FIRST_ROOM = 256;

    private final String title;
    private final String description;
    private final Format format;
    private final List<String> kinds;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private double[] nodes = new double[FIRST_ROOM];
    private int count;
    private double depth = -1;

    /**
     * Makes one without boxes.
     *
     * @param title a heading
     * @param description what it tells, in a sentence
     * @param format how amounts are shown
     * @param kinds what the colours stand for
     */
    public Flame(String title, String description, Format format, List<String> kinds) {
        this.title = title;
        this.description = description;
        this.format = format;
        this.kinds = List.copyOf(kinds);
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /**
     * Adds a box: after the one that it is inside of, and after the ones on its left with all inside of these.
     *
     * @param depth how many boxes it is inside of; 0 for the first, which is the whole
     * @param name what it is called
     * @param amount how wide it is
     * @param kind its colour, by its place among the kinds
     * @throws IllegalArgumentException if it is inside of none, or if there is no such kind
     */
    public Flame box(int depth, String name, double amount, int kind) {
        if (depth < 0 || depth > this.depth + 1 || (depth == 0 && count > 0) || kind < 0 || kind >= kinds.size()) {
            throw new IllegalArgumentException("no place for a box of depth " + depth + " and kind " + kind);
        }
        if (count + FIELDS > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        this.depth = depth;
        nodes[count++] = names.computeIfAbsent(name, key -> names.size());
        nodes[count++] = depth;
        nodes[count++] = amount;
        nodes[count++] = kind;
        return this;
    }

    /** Writes its boxes. */
    void writeTo(DataWriter json) {
        json.begin();
        json.text("title", title);
        json.text("format", format.key());
        json.texts("kinds", kinds);
        json.texts("names", new ArrayList<>(names.keySet()));
        json.numbers("nodes", Arrays.copyOf(nodes, count));
        json.end();
    }
}
