package dev.fastback.comparison.ways;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to run the study.
 *
 * @param name as {@code --only} takes it
 * @param label as tables show it
 * @param kind what runs it
 * @param engine name of the engine
 * @param workers simulations at the same time
 * @param search what searches, in words; ways of equal searches give equal results
 * @param options of {@code optimize} that make it
 * @param claim what the original's document says of it; null for nothing
 */
public record Way(
        String name, String label, Kind kind, String engine, int workers, String search, List<String> options, @Nullable Claim claim) {
    /** What runs a way. */
    public enum Kind {
        /** The command line. */
        FASTBACK,
        /** The same on a device, where there is one. */
        GPU,
        /** Another program, which searches alone. */
        PEER
    }

    /** Returns whether it searches exactly. */
    public boolean isExact() {
        return search.equals("exact");
    }

    public Way {
        options = List.copyOf(options);
    }
}
