package dev.fastback.classics;

import dev.fastback.api.Strategy;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the classic strategies by name. */
public final class Classics implements StrategyProvider {
    /** Its name. */
    public static final String NAME = "classics";

    private static final Map<String, Class<? extends Strategy>> TYPES = types();

    /** For {@link java.util.ServiceLoader}. */
    public Classics() {}

    private static Map<String, Class<? extends Strategy>> types() {
        Map<String, Class<? extends Strategy>> all = new LinkedHashMap<>();
        all.put("sma-cross", SmaCross.class);
        all.put("ema-cross", EmaCross.class);
        all.put("rsi-reversion", RsiReversion.class);
        all.put("breakout", Breakout.class);
        all.put("bollinger", Bollinger.class);
        all.put("macd", Macd.class);
        all.put("supertrend", SuperTrend.class);
        all.put("keltner", Keltner.class);
        all.put("donchian-turtle", DonchianTurtle.class);
        all.put("momentum", Momentum.class);
        all.put("z-score", ZScore.class);
        all.put("stochastic", Stochastic.class);
        all.put("adx-trend", AdxTrend.class);
        all.put("parabolic", Parabolic.class);
        return Collections.unmodifiableMap(all);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> strategies() {
        return List.copyOf(TYPES.keySet());
    }

    /** Returns the names, in the order of lists. */
    public static List<String> names() {
        return List.copyOf(TYPES.keySet());
    }

    /**
     * Returns the strategy with a name.
     *
     * @param settings values and ranges of components, by name
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static RecordStrategy of(String name, Map<String, String> settings) {
        return RecordStrategy.of(type(name), new StrategySpec(NAME, name, settings, null), TunableStrategy.NO_CODE);
    }

    @Override
    public TunableStrategy create(StrategySpec spec) {
        return RecordStrategy.of(type(spec.name()), spec, TunableStrategy.NO_CODE);
    }

    private static Class<? extends Strategy> type(String name) {
        Class<? extends Strategy> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown strategy " + name + "; known: " + String.join(", ", TYPES.keySet()));
        }
        return type;
    }

    /** Returns the source of a strategy as a file of one's own would begin: without its package and the imports that are added anyway. */
    public static String source(String name) {
        String file = type(name).getSimpleName() + ".java";
        try (InputStream in = Classics.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the source " + file + " is not beside its class");
            }
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return source.lines()
                            .filter(line -> !line.startsWith("package ") && !line.startsWith("import dev.fastback.api."))
                            .dropWhile(String::isBlank)
                            .reduce((a, b) -> a + "\n" + b)
                            .orElse("")
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
