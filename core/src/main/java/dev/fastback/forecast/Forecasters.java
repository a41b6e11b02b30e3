package dev.fastback.forecast;

import dev.fastback.component.Components;
import java.util.List;
import java.util.ServiceLoader;

/** The forecasters by name: the statistical ones, the model that comes with Fastback, and those that a {@link ForecasterProvider} makes. */
public final class Forecasters {
    private static final Components<ForecasterProvider> ALL = Components.of(
            "forecaster",
            List.of(
                    new Statistical("mean5", new Mean5Forecaster()),
                    new Statistical("previous", new PreviousForecaster()),
                    new Statistical("ewma", EwmaForecaster.DEFAULT),
                    new Statistical("ar", ArForecaster.DEFAULT),
                    new Statistical("zero", new ZeroForecaster()),
                    new Statistical("ewma-vol", new EwmaVolForecaster()),
                    new Statistical("rolling", new RollingForecaster()),
                    new Nano()),
            ServiceLoader.load(ForecasterProvider.class, Forecasters.class.getClassLoader()));

    private Forecasters() {}

    /** Returns what there is, the reference forecaster first. */
    public static Components<ForecasterProvider> all() {
        return ALL;
    }

    /** Returns the names, the reference forecaster first. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * Returns the forecaster that a text asks for: a name, which gives it in its usual settings, or a name, a colon and settings.
     *
     * @throws IllegalArgumentException if there is none, or it cannot work here; the message lists the names, or says why
     */
    public static Forecaster of(String text) {
        int colon = text.indexOf(':');
        return ALL.get(colon < 0 ? text : text.substring(0, colon)).create(text);
    }

    /** The model that comes with Fastback; its file is read when it is asked for. */
    private record Nano() implements ForecasterProvider {
        @Override
        public String name() {
            return "nano";
        }

        @Override
        public Forecaster create(String text) {
            if (!text.equals(name())) {
                throw new IllegalArgumentException("forecaster nano has no settings: " + text);
            }
            return new NanoForecaster();
        }
    }

    private record Statistical(String name, Forecaster forecaster) implements ForecasterProvider {
        @Override
        public Forecaster create(String text) {
            if (!text.equals(name)) {
                throw new IllegalArgumentException("forecaster " + name + " has no settings: " + text);
            }
            return forecaster;
        }
    }
}
