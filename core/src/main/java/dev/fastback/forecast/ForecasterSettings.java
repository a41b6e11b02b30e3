package dev.fastback.forecast;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What forecasters of models are made with.
 *
 * @param cache the folder where rows of models are kept between runs; null to keep none
 * @param device what computes models: {@code cpu}, or {@code cuda} and the like where the user has brought the library; a colon and a number name one of several
 * @param keepsRows whether the folder is looked at for rows and given new ones; without, what was noted of models there is read alone
 */
public record ForecasterSettings(@Nullable Path cache, String device, boolean keepsRows) {
    /** No cache, on the processor. */
    public static final ForecasterSettings DEFAULT = new ForecasterSettings(null, "cpu");

    /** Makes settings with which rows are kept in the folder, where there is one. */
    public ForecasterSettings(@Nullable Path cache, String device) {
        this(cache, device, true);
    }

    public ForecasterSettings {
        Objects.requireNonNull(device, "device");
    }
}
