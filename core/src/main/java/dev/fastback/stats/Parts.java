package dev.fastback.stats;

import java.util.List;
import java.util.function.IntConsumer;

/** Does the parts of a computation; who asks for the computation says on which threads. */
@FunctionalInterface
public interface Parts {
    /** Does them one after another in the caller's thread. */
    Parts IN_TURN = (count, part) -> {
        for (int i = 0; i < count; i++) {
            part.accept(i);
        }
    };

    /** Bars below which a part for each of several series is not worth threads. */
    int FEW_BARS = 1 << 12;

    /** Returns these parts, or {@link #IN_TURN} where the bars of all series together are few. */
    default Parts forBarsOf(List<double[]> series) {
        return series.stream().mapToLong(values -> values.length).sum() < FEW_BARS ? IN_TURN : this;
    }

    /**
     * Does all parts, in any order, and returns when they are done. What a part throws ends the call with that.
     *
     * @param count how many there are, numbered from 0
     * @param part does the one with a number; may be called by several threads at the same time
     */
    void forEach(int count, IntConsumer part);
}
