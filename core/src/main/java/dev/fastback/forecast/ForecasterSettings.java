package dev.fastback.forecast;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What forecasters of models are made with.
 *
 * @param cache the folder where rows of models are kept between runs; null to keep none
 * @param device what computes models: {@code cpu}, or {@code cuda} and the like where the user has brought the library; a colon and a number name one of several
 */
public record ForecasterSettings(@Nullable Path cache, String device) {
    /** No cache, on the processor. */
    public static final ForecasterSettings DEFAULT = new ForecasterSettings(null, "cpu");

    public ForecasterSettings {
        Objects.requireNonNull(device, "device");
    }
}
