package dev.fastback.component;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part as lists show it.
 *
 * @param name its name; of a part that could not be loaded, its class as far as that is known
 * @param reason why it cannot work here, in one line; null if it can
 * @param provider who makes it, where one provider makes several; null otherwise
 */
public record ListedComponent(String name, @Nullable String reason, @Nullable String provider) {
    public ListedComponent {
        Objects.requireNonNull(name, "name");
    }

    /** Returns whether it can work here. */
    public boolean isAvailable() {
        return reason == null;
    }
}
