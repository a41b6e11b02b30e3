package dev.fastback.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Processor seconds by stack: what a flame graph shows. Children stand in the order of their names. Not safe for use by several threads. */
final class StackTree {
    private final String name;
    private final Map<String, StackTree> children = new TreeMap<>();
    private double seconds;
    private final Tally parts = new Tally();

    /** Makes a tree without stacks. */
    StackTree(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Returns the processor seconds of this and all inside. */
    double seconds() {
        return seconds;
    }

    /** Returns the part that most of it belongs to. */
    Part part() {
        return parts.largest();
    }

    List<StackTree> children() {
        return new ArrayList<>(children.values());
    }

    /**
     * Adds a stack.
     *
     * @param frames from the innermost outwards
     */
    void add(List<String> frames, double amount, Part of) {
        StackTree at = this;
        at.count(amount, of);
        for (int i = frames.size() - 1; i >= 0; i--) {
            at = at.child(frames.get(i));
            at.count(amount, of);
        }
    }

    /** Adds another tree below a child of its name, all its seconds times a factor. */
    void graft(StackTree other, double times) {
        seconds += times * other.seconds;
        parts.add(other.parts, times);
        StackTree child = child(other.name);
        child.merge(other, times);
    }

    private void merge(StackTree other, double times) {
        seconds += times * other.seconds;
        parts.add(other.parts, times);
        other.children.forEach((key, inner) -> child(key).merge(inner, times));
    }

    private StackTree child(String key) {
        return children.computeIfAbsent(key, StackTree::new);
    }

    private void count(double amount, Part of) {
        seconds += amount;
        parts.add(of, amount);
    }
}
