package dev.fastback.data;

import dev.fastback.component.Labelled;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kind of market an instrument trades on, with the conventions that follow from it. Rates are fractions. */
public enum AssetClass implements Labelled {
    /** Trades every day of the year; strategies hold no short positions unless told otherwise. */
    CRYPTO(0.0015, 365),
    /** Trades on business days; short positions are allowed. */
    STOCK(0.0005, 252),
    /** A currency or metal: trades from Sunday evening to Friday; short positions are allowed. */
    FX(0.0001, 260),
    /** A futures contract: trades from Sunday evening to Friday with a daily break; short positions are allowed. */
    FUTURE(0.0002, 252);

    private static final Pattern DIVISION = Pattern.compile("[^A-Z0-9]+");
    private static final List<String> COINS = List.of(
            "AAVE", "ADA", "ALGO", "APT", "ARB", "ATOM", "AVAX", "BCH", "BNB", "BONK", "BTC", "CRV", "DOGE", "DOT", "ENA", "EOS",
            "ETC", "ETH", "FIL", "FLOKI", "GRT", "HBAR", "HYPE", "ICP", "INJ", "LDO", "LINK", "LTC", "MATIC", "MKR", "NEAR", "OP",
            "PAXG", "PEPE", "POL", "SEI", "SHIB", "SKY", "SOL", "SUI", "SUSHI", "TAO", "TIA", "TON", "TRX", "UNI", "VET", "WIF",
            "WLD", "XBT", "XLM", "XMR", "XRP", "XTZ", "YFI", "ZEC");
    private static final List<String> QUOTES = List.of(
            "USD", "USDT", "USDC", "BUSD", "TUSD", "FDUSD", "DAI", "EUR", "GBP", "JPY", "TRY", "BRL", "AUD", "CAD", "CHF", "KRW",
            "BTC", "XBT", "ETH", "BNB", "PERP", "USDPERP", "USDTPERP", "USDCPERP");
    private static final Set<String> CURRENCIES = Set.of(
            "AUD", "BRL", "CAD", "CHF", "CNH", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KRW",
            "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "THB", "TRY", "TWD", "USD", "XAG", "XAU", "XPD", "XPT", "ZAR");

    private final double defaultFeeFraction;
    private final int tradingDaysPerYear;

    AssetClass(double defaultFeeFraction, int tradingDaysPerYear) {
        this.defaultFeeFraction = defaultFeeFraction;
        this.tradingDaysPerYear = tradingDaysPerYear;
    }

    /** Returns the fee of one fill as a fraction of the price: 0.0015 crypto, 0.0005 stock, 0.0001 fx, 0.0002 future. */
    public double defaultFeeFraction() {
        return defaultFeeFraction;
    }

    /** Returns whether strategies hold no short positions unless told otherwise: on crypto, by custom. */
    public boolean isLongOnlyByDefault() {
        return this == CRYPTO;
    }

    /** Returns the trading days of a year: 365 crypto, 252 stock and future, 260 fx. */
    public int tradingDaysPerYear() {
        return tradingDaysPerYear;
    }

    /**
     * Guesses the class from a symbol alone: crypto when it is a known coin against a known quote, fx when it is one currency
     * against another, else stock. {@link AssetGuess} looks at the bars as well.
     *
     * <p>Case does not matter. Characters other than letters and digits only divide a symbol, and what follows such a
     * division may be left out: {@code BTC-USD}, {@code eth/usdt:usdt}, {@code BTC-PERP} and {@code ETHUSD-4h} are crypto,
     * {@code ETHUSD4h} and {@code BTCUSDX} are not.
     */
    public static AssetClass ofSymbol(String symbol) {
        AssetClass named = named(symbol);
        return named == null ? STOCK : named;
    }

    /** Returns the class that a symbol tells, null when it tells none. */
    static @Nullable AssetClass named(String symbol) {
        String[] parts = DIVISION.split(symbol.toUpperCase(Locale.ROOT), -1);
        StringBuilder start = new StringBuilder();
        for (String part : parts) {
            if (isCoinPair(start.append(part).toString())) {
                return CRYPTO;
            }
        }
        for (int i = 0; i < parts.length; i++) {
            if (isCurrencyPair(parts[i]) || (i > 0 && isCurrencyPair(parts[i - 1] + parts[i]))) {
                return FX;
            }
        }
        return null;
    }

    private static boolean isCoinPair(String symbol) {
        String pair = symbol.startsWith("1000") ? symbol.substring(symbol.lastIndexOf('0') + 1) : symbol;
        String coins = pair.endsWith("USD")
                ? pair.substring(0, pair.length() - 3)
                : pair.endsWith("USDT") ? pair.substring(0, pair.length() - 4) : "";
        return COINS.stream().anyMatch(coins::startsWith)
                || QUOTES.stream().anyMatch(quote -> pair.endsWith(quote)
                        && COINS.contains(pair.substring(0, pair.length() - quote.length())));
    }

    private static boolean isCurrencyPair(String part) {
        return part.length() == 6
                && CURRENCIES.contains(part.substring(0, 3))
                && CURRENCIES.contains(part.substring(3))
                && !part.startsWith(part.substring(3));
    }
}
