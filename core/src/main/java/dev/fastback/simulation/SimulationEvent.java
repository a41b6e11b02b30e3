package dev.fastback.simulation;

import dev.fastback.study.Simulation;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Flight Recorder event: one simulation. */
@Name("dev.fastback.Simulation")
@Label("Simulation")
@Category("Fastback")
@StackTrace(false)
final class SimulationEvent extends Event {
    @Label("Symbol")
    @Nullable String symbol;

    @Label("Fold")
    int fold;

    @Label("Status")
    @Nullable String status;
}
