package dev.fastback.recording;

import org.jspecify.annotations.Nullable;

/**
 * A part of a command, recorded from {@link #begin} to {@link #close} as an event where Flight Recorder is on; else it costs nothing.
 *
 * {@snippet :
 * try (Stage stage = Stage.begin(Stage.LOAD)) {
 *     readBars();
 * }
 * }
 */
public final class Stage implements AutoCloseable {
    /** Name of the event. */
    public static final String EVENT = "dev.fastback.Stage";

    /** Field of the event with the stage's name. */
    public static final String FIELD = "stage";

    /** Reading bars. */
    public static final String LOAD = "load";

    /** Making forecasts. */
    public static final String FORECASTS = "forecasts";

    /** Running simulations. */
    public static final String SIMULATIONS = "simulations";

    /** Making paths of unseen bars, orders and statistics. */
    public static final String CONCLUSION = "conclusion";

    /** Writing the report. */
    public static final String REPORT = "report";

    private final @Nullable StageEvent event;

    private Stage(@Nullable StageEvent event) {
        this.event = event;
    }

    /** Begins a stage. */
    public static Stage begin(String name) {
        if (!Recorder.isOn()) {
            return new Stage(null);
        }
        StageEvent event = new StageEvent();
        event.stage = name;
        return new Stage(Recorder.begun(event));
    }

    @Override
    public void close() {
        if (event != null && Recorder.ended(event)) {
            event.commit();
        }
    }
}
