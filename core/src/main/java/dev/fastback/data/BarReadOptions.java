package dev.fastback.data;

import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How bars are read.
 *
 * @param symbol the instrument's symbol; null takes it from the name of the file
 * @param asset the kind of market, which decides what counts as a gap; null guesses it from the symbol
 * @param policy what to do with wrong rows
 * @param clock the present: a number for a time that is after tomorrow is refused
 */
public record BarReadOptions(
        @Nullable String symbol, @Nullable AssetClass asset, BadBarPolicy policy, InstantSource clock) {
    /** The symbol from the file's name, the market from the symbol, and no tolerance of wrong rows. */
    public static final BarReadOptions DEFAULT = new BarReadOptions(null, null, BadBarPolicy.FAIL);

    public BarReadOptions {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(clock, "clock");
        if (symbol != null && (symbol.isBlank() || !symbol.equals(Printable.text(symbol)))) {
            throw new IllegalArgumentException("symbol must be printable and not blank: " + Printable.text(symbol));
        }
    }

    /** Makes options whose clock is that of the system. */
    public BarReadOptions(@Nullable String symbol, @Nullable AssetClass asset, BadBarPolicy policy) {
        this(symbol, asset, policy, InstantSource.system());
    }

    /** Returns the same options with another symbol; null takes it from the name of the file. */
    public BarReadOptions withSymbol(@Nullable String newSymbol) {
        return new BarReadOptions(newSymbol, asset, policy, clock);
    }

    /** Returns the same options with another kind of market; null guesses it from the symbol. */
    public BarReadOptions withAsset(@Nullable AssetClass newAsset) {
        return new BarReadOptions(symbol, newAsset, policy, clock);
    }

    /** Returns the same options with another policy. */
    public BarReadOptions withPolicy(BadBarPolicy newPolicy) {
        return new BarReadOptions(symbol, asset, newPolicy, clock);
    }

    /** Returns the same options with another clock. */
    public BarReadOptions withClock(InstantSource newClock) {
        return new BarReadOptions(symbol, asset, policy, newClock);
    }
}
