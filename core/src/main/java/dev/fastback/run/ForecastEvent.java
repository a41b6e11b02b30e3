package dev.fastback.run;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Flight Recorder event: the forecasts of a study. */
@Name("dev.fastback.Forecasts")
@Label("Forecasts")
@Category("Fastback")
@StackTrace(false)
final class ForecastEvent extends Event {
    @Label("Symbols")
    int symbols;

    @Label("Forecaster")
    @Nullable String forecaster;

    @Label("Asked")
    long asked;

    @Label("Distinct")
    long distinct;
}
