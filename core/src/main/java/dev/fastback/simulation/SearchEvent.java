package dev.fastback.simulation;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Flight Recorder event: the searches of one strategy in one simulation. */
@Name("dev.fastback.Search")
@Label("Search")
@Category("Fastback")
@StackTrace(false)
final class SearchEvent extends Event {
    @Label("Symbol")
    @Nullable String symbol;

    @Label("Fold")
    int fold;

    @Label("Strategy")
    @Nullable String strategy;

    @Label("Evaluations")
    long evaluations;
}
