package dev.fastback.workers;

import dev.fastback.simulation.PreparedStudy;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/**
 * The program of a worker process. It is started by {@link ProcessEngine} alone and speaks frames on standard input and output; its
 * only argument is the process id of the engine.
 */
public final class WorkerMain {
    private WorkerMain() {}

    /** Runs simulations until the engine says stop, or is gone. */
    public static void main(String[] args) {
        start(args, PreparedStudy::run);
    }

    /** Runs a worker on this process's standard streams. Returns never: the process ends. */
    static void start(String[] args, Simulator simulator) {
        // Nothing but frames may reach standard output, whoever prints.
        System.setOut(System.err);
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        new Worker(in, out, Long.parseLong(args[0]), simulator).run();
    }
}
