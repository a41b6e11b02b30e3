package dev.fastback.recording;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Flight Recorder event: a part of a command that follows others, such as reading bars. */
@Name(Stage.EVENT)
@Label("Stage")
@Category("Fastback")
@StackTrace(false)
final class StageEvent extends Event {
    @Label("Stage")
    @Nullable String stage;
}
