package dev.fastback.input.options;

import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.terminal.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where bars come from. What is null was not given.
 *
 * @param paths files, folders or {@code -}; empty for the sample market
 * @param symbol the symbol of a single file
 * @param onBadBars what to do with wrong rows
 * @param from date or instant before which bars are ignored
 * @param to date or instant after which bars are ignored
 * @param holdout newest bars that are kept back
 * @param reading what files do not say of themselves
 * @param beside files of series that strategies look at and that are not traded; of the sample market its symbols
 * @param fundingRates a file of funding rates, or a folder of them; null without
 */
public record DataOptions(
        List<String> paths,
        @Nullable String symbol,
        BadBarPolicy onBadBars,
        @Nullable String from,
        @Nullable String to,
        Holdout holdout,
        ReadingOptions reading,
        List<String> beside,
        @Nullable String fundingRates) {
    public DataOptions {
        paths = List.copyOf(paths);
        beside = List.copyOf(beside);
        if (paths.contains("")) {
            throw new UsageException("--data: the name of the file is empty");
        }
    }
}
