package dev.fastback.recording;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What looks at stacks for a profile, from when it is made until it is told to stop. */
sealed interface StackRecorder permits FlightRecording, AsyncRecording {
    /** How often a thread is looked at: after so much of its processor time. */
    int SAMPLE_MILLIS = 10;

    /** Returns what profiles call it. */
    String name();

    /**
     * Stops and leaves all in a file.
     *
     * @throws IOException if it cannot be written
     */
    void finish(Path file) throws IOException;

    /**
     * Begins.
     *
     * @param wanted {@link ProcessProfile#ASYNC_PROFILER}, {@link ProcessProfile#FLIGHT_RECORDER}, or null for the first of them that works here
     * @param file where async-profiler writes to meanwhile
     */
    static StackRecorder begin(@Nullable String wanted, Path file) {
        if (!ProcessProfile.FLIGHT_RECORDER.equals(wanted)) {
            try {
                return AsyncRecording.begin(file);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                // It has no library for this machine, or may not use signals here: Flight Recorder is everywhere.
                System.getLogger(ProcessProfile.class.getName()).log(
                        ProcessProfile.ASYNC_PROFILER.equals(wanted) ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                        "async-profiler does not work here, Flight Recorder takes its place: " + (e.getCause() == null ? e : e.getCause()));
            }
        }
        return FlightRecording.begin();
    }
}
