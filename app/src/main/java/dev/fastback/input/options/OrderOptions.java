package dev.fastback.input.options;

import static dev.fastback.terminal.UsageException.require;
import static dev.fastback.terminal.UsageException.valued;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.terminal.UsageException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How orders are executed and charged, as it was given. What is null was not given.
 *
 * @param slippage a fraction of the price, or ticks: {@code 2bp}, {@code 1tick}
 * @param makerFee fee of limit orders and targets, a fraction
 * @param fixedFee fee of each fill, money
 * @param minimumFee least fee of a fill, money
 * @param borrow cost of what is borrowed, a fraction a year
 * @param funding what long positions pay to short ones, a fraction a year
 * @param tick step of prices
 * @param lot step of quantities
 * @param multiplier money per unit and point of price
 * @param leverage largest exposure as a multiple of equity
 * @param maintenance equity below this fraction of the exposure is liquidated
 * @param cash what an account begins with
 * @param limitFills when limit orders are filled
 * @param ambiguous what is assumed of the order of prices inside a bar
 * @param signalFill where market orders are filled: open or close
 */
public record OrderOptions(
        @Nullable String slippage,
        @Nullable String makerFee,
        @Nullable Double fixedFee,
        @Nullable Double minimumFee,
        @Nullable String borrow,
        @Nullable String funding,
        @Nullable Double tick,
        @Nullable Double lot,
        @Nullable Double multiplier,
        @Nullable Double leverage,
        @Nullable String maintenance,
        @Nullable Double cash,
        @Nullable String limitFills,
        @Nullable String ambiguous,
        @Nullable String signalFill) {
    private static final String TICKS = "ticks?$";

    /** Beyond these the units of an order or what they are worth may be no numbers any more. */
    private static final double LEAST_CASH = 1e-6;

    private static final double MOST_CASH = 1e18;

    /**
     * Returns the terms.
     *
     * @throws UsageException if a value cannot be, or one needs another that was not given
     */
    public OrderTerms terms() {
        boolean inTicks = slippage != null && isTicks(slippage);
        requireNotNegative("--fixed-fee", fixedFee);
        requireNotNegative("--minimum-fee", minimumFee);
        requirePositive("--tick", tick);
        requirePositive("--lot", lot);
        requirePositive("--multiplier", multiplier);
        requirePositive("--cash", cash);
        require(cash == null || cash >= LEAST_CASH && cash <= MOST_CASH, "--cash must be from " + LEAST_CASH + " to " + MOST_CASH + ": " + cash);
        require(leverage == null || leverage >= 1 && Double.isFinite(leverage), "--leverage must be at least 1: " + leverage);
        require(!inTicks || tick != null, "--slippage " + slippage + " needs the size of a tick; add --tick, for example --tick 0.01");
        if (cash == null) {
            amount().ifPresent(option -> {
                throw new UsageException(option + " is money or units, and the account has 1; add --cash, for example --cash 10000");
            });
        }
        requireLeft("--fixed-fee", fixedFee);
        requireLeft("--minimum-fee", minimumFee);
        double maintained = maintenance == null ? 0 : Fractions.of("--maintenance", maintenance, 1);
        require(maintained >= 0 && maintained < 1, "--maintenance must be from 0 to below 1: " + maintenance);
        return new OrderTerms(
                makerFee == null ? null : (Double) Fractions.fee("--maker-fee", notNegative("--maker-fee", makerFee)),
                or(fixedFee, 0),
                or(minimumFee, 0),
                slippage == null || inTicks ? 0 : slipped(slippage),
                inTicks ? ticks(String.valueOf(slippage)) : 0,
                borrow == null ? 0 : Fractions.of("--borrow", notNegative("--borrow", borrow), 1),
                funding == null ? 0 : Fractions.of("--funding", funding, 1),
                new Contract(or(tick, 0), or(lot, 0), or(multiplier, 1), or(leverage, 1), maintained),
                limitFills == null ? LimitFill.THROUGH : valued("--limit-fills", limitFills, LimitFill::of),
                ambiguity(),
                or(cash, 1),
                signalFill == null ? SignalFill.OPEN : valued("--signal-fill", signalFill, SignalFill::of));
    }

    private void requireLeft(String option, @Nullable Double fee) {
        require(fee == null || cash == null || fee < cash, option + " leaves nothing of --cash " + cash + ", so that no order could be paid for: " + fee);
    }

    /** Returns what is assumed inside a bar. */
    Ambiguity ambiguity() {
        return ambiguous == null ? Ambiguity.WORSE : valued("--ambiguous", ambiguous, Ambiguity::of);
    }

    /** Returns an option that was given and that only orders know of; empty if none was. */
    public Optional<String> given() {
        return first(all());
    }

    /** Returns an option that was given whose value is an amount of money or units. */
    private Optional<String> amount() {
        Map<String, @Nullable Object> amounts = all();
        amounts.keySet().retainAll(Set.of("--fixed-fee", "--minimum-fee", "--lot"));
        return first(amounts);
    }

    private static Optional<String> first(Map<String, @Nullable Object> options) {
        return options.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .findFirst();
    }

    private Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("--slippage", slippage);
        all.put("--maker-fee", makerFee);
        all.put("--fixed-fee", fixedFee);
        all.put("--minimum-fee", minimumFee);
        all.put("--borrow", borrow);
        all.put("--funding", funding);
        all.put("--tick", tick);
        all.put("--lot", lot);
        all.put("--multiplier", multiplier);
        all.put("--leverage", leverage);
        all.put("--maintenance", maintenance);
        all.put("--cash", cash);
        all.put("--limit-fills", limitFills);
        all.put("--ambiguous", ambiguous);
        all.put("--signal-fill", signalFill);
        return all;
    }

    private static boolean isTicks(String text) {
        return text.strip().toLowerCase(Locale.ROOT).matches(".*" + TICKS);
    }

    private static double ticks(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT).replaceFirst(TICKS, "").strip();
        try {
            double ticks = Double.parseDouble(number);
            require(ticks >= 0 && Double.isFinite(ticks), "--slippage must be finite and not negative: " + text);
            return ticks;
        } catch (NumberFormatException e) {
            throw new UsageException("--slippage must be a fraction of the price (0.0002, 0.02%, 2bp) or ticks (1tick): " + text);
        }
    }

    private static double slipped(String text) {
        double fraction = Fractions.of("--slippage", notNegative("--slippage", text), 0.05);
        require(fraction < 1, "--slippage must be less than the price: " + text);
        return fraction;
    }

    private static String notNegative(String option, String text) {
        require(!text.strip().startsWith("-"), option + " must be finite and not negative: " + text);
        return text;
    }

    private static void requireNotNegative(String option, @Nullable Double value) {
        require(value == null || value >= 0 && Double.isFinite(value), option + " must be finite and not negative: " + value);
    }

    private static void requirePositive(String option, @Nullable Double value) {
        require(value == null || value > 0 && Double.isFinite(value), option + " must be finite and positive: " + value);
    }

    private static double or(@Nullable Double given, double usual) {
        return given != null ? given : usual;
    }
}
