package dev.fastback.recording;

import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * Whether Flight Recorder has been started, with the process or later, by anyone but {@link ProcessProfile}, which wants none of these events. They are made only
 * then: for the first event class of a process Java describes all of its own, which takes as long as the start of a JVM.
 */
public final class Recorder {
    private Recorder() {}

    public static boolean isOn() {
        return !ProcessProfile.isOn() && FlightRecorder.isInitialized();
    }

    /** Begins an event and returns it. */
    public static <E extends Event> E begun(E event) {
        event.begin();
        return event;
    }

    /** Ends an event and returns whether it is wanted, so that its fields are worth setting. */
    public static boolean ended(Event event) {
        event.end();
        return event.shouldCommit();
    }
}
