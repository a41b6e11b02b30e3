package dev.fastback.data.reading;

import dev.fastback.data.AssetClass;
import dev.fastback.data.Printable;
import dev.fastback.data.findings.BadBarPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How bars are read.
 *
 * @param symbol the instrument's symbol: it names a table that holds one series, and chooses one of several; null takes the
 *     symbol column, and without one the name of the file
 * @param asset the kind of market, which decides what counts as a gap; null guesses it from the bars and the symbol
 * @param policy what to do with wrong rows
 * @param reading what the file does not say of itself
 */
public record BarReadOptions(
        @Nullable String symbol, @Nullable AssetClass asset, BadBarPolicy policy, ReadingOptions reading) {
    /** The symbol from the file, the market from bars and symbol, and no tolerance of wrong rows. */
    public static final BarReadOptions DEFAULT = new BarReadOptions(null, null, BadBarPolicy.FAIL);

    public BarReadOptions {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(reading, "reading");
        if (symbol != null && (symbol.isBlank() || !symbol.equals(Printable.text(symbol)))) {
            throw new IllegalArgumentException("symbol must be printable and not blank: " + Printable.text(symbol));
        }
    }

    /** Makes options under which the file decides how it is read. */
    public BarReadOptions(@Nullable String symbol, @Nullable AssetClass asset, BadBarPolicy policy) {
        this(symbol, asset, policy, ReadingOptions.DEFAULT);
    }

    /** Returns the same options with another symbol; null takes it from the file. */
    public BarReadOptions withSymbol(@Nullable String newSymbol) {
        return new BarReadOptions(newSymbol, asset, policy, reading);
    }

    /** Returns the same options with another kind of market; null guesses it. */
    public BarReadOptions withAsset(@Nullable AssetClass newAsset) {
        return new BarReadOptions(symbol, newAsset, policy, reading);
    }

    /** Returns the same options with another policy. */
    public BarReadOptions withPolicy(BadBarPolicy newPolicy) {
        return new BarReadOptions(symbol, asset, newPolicy, reading);
    }

    /** Returns the same options with another way to read. */
    public BarReadOptions withReading(ReadingOptions newReading) {
        return new BarReadOptions(symbol, asset, policy, newReading);
    }
}
