package dev.fastback.input.options;

import dev.fastback.terminal.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The newest bars of each symbol, kept from everything until they are opened: while they are locked, what was read of them is as if it were not in the
 * data.
 *
 * @param bars how many, 0 for none
 * @param opened whether they may be seen
 */
public record Holdout(int bars, boolean opened) {
    /** No bars are kept back. */
    static final Holdout NONE = new Holdout(0, false);

    /**
     * Returns what was asked for.
     *
     * @throws UsageException if the number is not positive, or there is nothing to open
     */
    public static Holdout of(@Nullable Integer bars, boolean opened) {
        if (bars == null) {
            if (opened) {
                throw new UsageException("--open-holdout needs --holdout N, which says what is opened");
            }
            return NONE;
        }
        if (bars < 1) {
            throw new UsageException("--holdout must be positive: " + bars);
        }
        return new Holdout(bars, opened);
    }

    /** Returns the newest bars that are locked away, 0 for none. */
    public int locked() {
        return opened ? 0 : bars;
    }

    /** Returns the newest bars that were opened, 0 for none. */
    public int shown() {
        return opened ? bars : 0;
    }
}
