package dev.fastback.study;

import dev.fastback.simulate.terms.Ambiguity;
import java.util.Objects;

/**
 * How bars that no fit has seen are executed.
 *
 * @param fills how they are filled
 * @param ambiguity what is assumed where the order of prices inside a bar is unknown; of no consequence for {@link Fills#LEVEL}
 */
public record UnseenSettings(Fills fills, Ambiguity ambiguity) {
    /** The simulator, and the worse order. */
    public static final UnseenSettings DEFAULT = new UnseenSettings(Fills.SIMULATOR, Ambiguity.WORSE);

    public UnseenSettings {
        Objects.requireNonNull(fills, "fills");
        Objects.requireNonNull(ambiguity, "ambiguity");
    }
}
