package dev.fastback.workers;

import dev.fastback.recording.ProcessProfile;
import dev.fastback.simulation.PreparedStudy;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/**
 * The program of a worker process. {@link ProcessEngine} starts it and exchanges frames with it on standard input and output; its only
 * argument is the process id of the engine.
 */
public final class WorkerMain {
    private WorkerMain() {}

    /** Runs simulations until the engine stops it or exits. */
    public static void main(String[] args) {
        start(args, PreparedStudy::run);
    }

    /** Runs a worker on this process's standard streams. Never returns: the process exits. */
    static void start(String[] args, Simulator simulator) {
        ProcessProfile.begin(ProcessProfile.WORKER);
        // Nothing but frames may reach standard output, whatever else prints.
        System.setOut(System.err);
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        new Worker(in, out, Long.parseLong(args[0]), simulator).run();
    }
}
