package dev.fastback.run;

import dev.fastback.engine.Engine;
import dev.fastback.recording.Recorder;
import dev.fastback.study.Study;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Flight Recorder event: a whole study. */
@Name("dev.fastback.Study")
@Label("Study")
@Category("Fastback")
@StackTrace(false)
final class StudyEvent extends Event {
    @Label("Symbols")
    int symbols;

    @Label("Simulations")
    int simulations;

    @Label("Search")
    @Nullable String search;

    @Label("Engine")
    @Nullable String engine;
}
