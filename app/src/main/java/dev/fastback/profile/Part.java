package dev.fastback.profile;

import org.jspecify.annotations.Nullable;

/** A part of a command whose time is told. Those without a whole add up to all processor time. */
public enum Part {
    /** From the launcher to the first line of the program, in each process. */
    START("JVM start"),
    /** Finding, reading and linking classes, in whatever part they are first needed. */
    CLASSES("class loading"),
    /** The compilers' threads. */
    COMPILER("compiler"),
    /** The collector's threads, and what the JVM's own thread does, such as collecting. */
    COLLECTOR("collector"),
    /** Arguments, settings, what else the command does in its own thread. */
    COMMAND("command line"),
    /** Reading and checking bars. */
    LOAD("load"),
    /** Planning, asking and scoring forecasts. */
    FORECASTS("forecasts"),
    /** The forecaster itself. */
    MODEL("the model", FORECASTS),
    /** Searching parameters. */
    SEARCH("search"),
    /** Values of parameters, by the kernels and by the simulator. */
    EVALUATION("profit evaluation", SEARCH),
    /** The sweep of exact search, which values all pairs at once. */
    SWEEP("exact sweep", SEARCH),
    /** The rest of a simulation: its problems, and its scores under what was found. */
    SCORING("scoring"),
    /** Paths of unseen bars, orders, statistics. */
    CONCLUSION("paths and statistics"),
    /** Keeping results. */
    JOURNAL("journal"),
    /** Writing the report. */
    REPORT("report"),
    /** Handing simulations and results around. */
    ENGINE("engine overhead"),
    /** Beginning, making and writing the profile. */
    PROFILE("the profile itself"),
    /** Whatever is none of these. */
    OTHER("other");

    private final String label;
    private final @Nullable Part whole;

    Part(String label) {
        this(label, null);
    }

    Part(String label, @Nullable Part whole) {
        this.label = label;
        this.whole = whole;
    }

    /** Returns what tables call it. */
    public String label() {
        return label;
    }

    /** Returns the part that it is a part of; null for none. */
    public @Nullable Part whole() {
        return whole;
    }
}
