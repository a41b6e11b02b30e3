package dev.fastback.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;

/**
 * Looks by Flight Recorder: each 10 ms of processor time of a thread where Java can do that (JEP 509, Linux), else as often on the clock. Its loads say
 * how much processor time a thread had, at the beginning and the end of the recording and of threads.
 */
final class FlightRecording implements StackRecorder {
    /** Deep enough to tell a search from a score. */
    static final int STACK_DEPTH = 160;

    private static final int FIRST_WITH_PROCESSOR_SAMPLES = 25;

    private final Recording recording;

    private FlightRecording(Recording recording) {
        this.recording = recording;
    }

    static FlightRecording begin() {
        Recording recording = new Recording();
        recording.setName("fastback profile");
        if (Runtime.version().feature() >= FIRST_WITH_PROCESSOR_SAMPLES && System.getProperty("os.name", "").startsWith("Linux")) {
            recording.enable(ProcessProfile.PROCESSOR_SAMPLE).with("throttle", SAMPLE_MILLIS + "ms");
        } else {
            recording.enable(ProcessProfile.CLOCK_SAMPLE).withPeriod(Duration.ofMillis(SAMPLE_MILLIS));
        }
        recording.enable("jdk.ObjectAllocationSample").with("throttle", "100/s").withStackTrace();
        recording.enable("jdk.ClassLoad").withoutThreshold().withoutStackTrace();
        recording.enable("jdk.ThreadStart").withoutStackTrace();
        recording.enable("jdk.ThreadEnd");
        recording.enable("jdk.ThreadCPULoad").with("period", "everyChunk");
        recording.start();
        return new FlightRecording(recording);
    }

    @Override
    public String name() {
        return ProcessProfile.FLIGHT_RECORDER;
    }

    @Override
    public void finish(Path file) throws IOException {
        try (recording) {
            recording.stop();
            recording.dump(file);
        }
    }
}
