package dev.fastback.recording;

import org.jspecify.annotations.Nullable;

/**
 * A part of a command from {@link #begin} to {@link #close}, told to the profile of this process where there is one, and recorded as an event where Flight Recorder is on.
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

    private final String name;
    private final long began = System.nanoTime();
    private final @Nullable StageEvent event;

    private Stage(String name, @Nullable StageEvent event) {
        this.name = name;
        this.event = event;
    }

    /** Begins a stage. */
    public static Stage begin(String name) {
        if (!Recorder.isOn()) {
            return new Stage(name, null);
        }
        StageEvent event = new StageEvent();
        event.stage = name;
        return new Stage(name, Recorder.begun(event));
    }

    @Override
    public void close() {
        ProcessProfile.stage(name, System.nanoTime() - began);
        if (event != null && Recorder.ended(event)) {
            event.commit();
        }
    }
}
