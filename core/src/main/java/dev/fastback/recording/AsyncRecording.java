package dev.fastback.recording;

import java.nio.file.Path;

/**
 * Looks by async-profiler, where its jar is on the class path and has a library for this machine: it costs a tenth of a second of processor time, begins
 * no Java of its own, and sees the functions of the JVM and the system on a stack too. Linux alone, because what threads took is told by the system.
 */
final class AsyncRecording implements StackRecorder {
    private static final String LIBRARY = "one.profiler.AsyncProfiler";
    static final String EXTRACT_PROPERTY = "one.profiler.extractPath";
    private static final String ALLOCATIONS = "256k";

    private final Object profiler;

    private AsyncRecording(Object profiler) {
        this.profiler = profiler;
    }

    /** Returns whether its library loads, which it unpacks into a folder. */
    static boolean loads(String folder) {
        System.setProperty(EXTRACT_PROPERTY, folder);
        try {
            load();
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    /**
     * Begins.
     *
     * @throws ReflectiveOperationException if it is not there or cannot
     */
    static AsyncRecording begin(Path file) throws ReflectiveOperationException {
        AsyncRecording recording = load();
        recording.execute("start,event=ctimer,interval=" + SAMPLE_MILLIS + "ms,alloc=" + ALLOCATIONS + ",jfr,jstackdepth="
                + FlightRecording.STACK_DEPTH + ",file=" + file);
        return recording;
    }

    /** Loads it by name: it is the program that brings it, core needs the JDK alone. */
    private static AsyncRecording load() throws ReflectiveOperationException {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            throw new IllegalStateException("used on Linux alone");
        }
        return new AsyncRecording(Class.forName(LIBRARY).getMethod("getInstance").invoke(null));
    }

    @Override
    public String name() {
        return ProcessProfile.ASYNC_PROFILER;
    }

    @Override
    public void finish(Path file) {
        try {
            execute("stop,file=" + file);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("async-profiler does not end: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private void execute(String command) throws ReflectiveOperationException {
        profiler.getClass().getMethod("execute", String.class).invoke(profiler, command);
    }
}
