package dev.fastback.run;

import dev.fastback.simulation.Recorder;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Flight Recorder event: the forecasts of one symbol. */
@Name("dev.fastback.ForecastBatch")
@Label("Forecast Batch")
@Category("Fastback")
@StackTrace(false)
final class ForecastEvent extends Event {
    @Label("Symbol")
    @Nullable String symbol;

    @Label("Forecaster")
    @Nullable String forecaster;

    @Label("Asked")
    long asked;

    @Label("Distinct")
    long distinct;
}
