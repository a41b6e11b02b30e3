package dev.fastback.data;

import java.util.List;
import java.util.Locale;

/** The kind of market an instrument trades on, with the conventions that follow from it. Rates are fractions. */
public enum AssetClass {
    /** Trades every day of the year; strategies hold no short positions. */
    CRYPTO(0.0015, 365),
    /** Trades on business days; short positions are allowed. */
    STOCK(0.0005, 252);

    private static final List<String> COINS = List.of(
            "AAVE", "ADA", "ALGO", "APT", "ARB", "ATOM", "AVAX", "BCH", "BNB", "BTC", "CRV", "DOGE", "DOT", "ETC", "ETH",
            "FIL", "GRT", "ICP", "LINK", "LTC", "MATIC", "MKR", "NEAR", "OP", "PAXG", "PEPE", "SHIB", "SKY", "SOL", "SUI",
            "SUSHI", "TON", "TRX", "UNI", "XBT", "XLM", "XMR", "XRP", "XTZ", "YFI");

    private final double defaultFeeFraction;
    private final int tradingDaysPerYear;

    AssetClass(double defaultFeeFraction, int tradingDaysPerYear) {
        this.defaultFeeFraction = defaultFeeFraction;
        this.tradingDaysPerYear = tradingDaysPerYear;
    }

    /** Returns the fee of one fill as a fraction of the price: 0.0015 crypto, 0.0005 stock. */
    public double defaultFeeFraction() {
        return defaultFeeFraction;
    }

    /** Returns whether strategies hold no short positions unless told otherwise: on crypto, by custom. */
    public boolean isLongOnlyByDefault() {
        return this == CRYPTO;
    }

    /** Returns the trading days of a year: 365 crypto, 252 stock. */
    public int tradingDaysPerYear() {
        return tradingDaysPerYear;
    }

    /**
     * Guesses the class from a symbol: crypto when it starts with a known coin and ends in USD or USDT, else stock.
     *
     * <p>Case does not matter. Characters other than letters and digits only divide a symbol, and what follows such a
     * division may be left out: {@code BTC-USD}, {@code eth/usdt:usdt} and {@code ETHUSD-4h} are crypto, {@code ETHUSD4h}
     * and {@code BTCUSDX} are not.
     */
    public static AssetClass ofSymbol(String symbol) {
        StringBuilder start = new StringBuilder();
        for (String part : symbol.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+", -1)) {
            if (isPair(start.append(part).toString())) {
                return CRYPTO;
            }
        }
        return STOCK;
    }

    private static boolean isPair(String symbol) {
        String coins = symbol.endsWith("USD")
                ? symbol.substring(0, symbol.length() - 3)
                : symbol.endsWith("USDT") ? symbol.substring(0, symbol.length() - 4) : "";
        return COINS.stream().anyMatch(coins::startsWith);
    }
}
