package dev.fastback.command.arguments;

import dev.fastback.terminal.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code optimize} that are no options, as the original's script took them: symbols, then how many simulations and how many
 * workers ({@code ETHUSD 50 8}).
 *
 * <p>A symbol may itself be a number, as on some Asian exchanges. So the whole numbers at the end are simulations and workers only where
 * {@code --sims} is not given: with it, every word is a symbol. A number of several digits that begins with 0 is always a symbol, and one that is the name of a
 * symbol in the data is refused (see {@link #requireNoSymbol}).
 *
 * @param symbols in the order given
 * @param simulations null where no number was given
 * @param workers null where no second number was given
 */
record SymbolsAndNumbers(List<String> symbols, @Nullable Integer simulations, @Nullable Integer workers) {
    private static final String WAY_OUT = "with --sims N every word is a symbol";

    SymbolsAndNumbers {
        symbols = List.copyOf(symbols);
    }

    /**
     * Reads the words.
     *
     * @param simulations what {@code --sims} says, null where it was not given
     * @param workers what {@code --workers} says, null where it was not given
     * @throws UsageException if there are more than two numbers, one is too large, or one says what an option says
     */
    static SymbolsAndNumbers of(List<String> words, @Nullable Integer simulations, @Nullable Integer workers) {
        int first = words.size();
        while (first > 0 && isNumber(words.get(first - 1))) {
            first--;
        }
        List<String> numbers = words.subList(first, words.size());
        if (simulations != null || numbers.isEmpty()) {
            return new SymbolsAndNumbers(words, null, null);
        }
        if (numbers.size() > 2) {
            throw new UsageException("after the symbols come at most two numbers, simulations and workers, but there are "
                    + String.join(" ", numbers) + "; " + WAY_OUT);
        }
        if (numbers.size() == 2 && workers != null) {
            throw new UsageException(
                    "the number " + numbers.get(1) + " and --workers " + workers + " say the same twice; give one of them");
        }
        return new SymbolsAndNumbers(
                words.subList(0, first), number(numbers.getFirst()), numbers.size() == 2 ? number(numbers.get(1)) : null);
    }

    /** Returns whether a word is a whole number without a 0 before other digits. */
    private static boolean isNumber(String word) {
        return !word.isEmpty() && (word.length() == 1 || word.charAt(0) != '0') && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new UsageException("simulations and workers are whole numbers up to " + Integer.MAX_VALUE + ": " + word + "; " + WAY_OUT);
        }
    }

    /**
     * Makes sure that no number is meant as a symbol.
     *
     * @param symbol a symbol of the data
     * @throws UsageException if a number is this symbol
     */
    void requireNoSymbol(String symbol) {
        if (isNumber(symbol) && (is(simulations, symbol) || is(workers, symbol))) {
            throw new UsageException(symbol + " is a symbol of the data, and could be a number of simulations or workers; " + WAY_OUT);
        }
    }

    private static boolean is(@Nullable Integer number, String symbol) {
        return number != null && symbol.equals(number.toString());
    }
}
