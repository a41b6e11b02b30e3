package dev.fastback.forecast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statistical forecasters that come with Fastback, by name. */
public final class Forecasters {
    private static final Map<String, Forecaster> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("mean5", new Mean5Forecaster());
        BY_NAME.put("previous", new PreviousForecaster());
        BY_NAME.put("ewma", EwmaForecaster.DEFAULT);
        BY_NAME.put("ar", ArForecaster.DEFAULT);
    }

    private Forecasters() {}

    /** Returns the names, the reference forecaster first. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * Returns the forecaster with a name, in its default settings.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Forecaster of(String name) {
        Forecaster forecaster = BY_NAME.get(name);
        if (forecaster == null) {
            throw new IllegalArgumentException("unknown forecaster " + name + "; known: " + String.join(", ", names()));
        }
        return forecaster;
    }
}
