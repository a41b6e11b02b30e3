package dev.fastback.profile;

import dev.fastback.recording.ThreadFacts;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads of the JVM that run no Java, by what the system calls them. */
enum SystemThreads {
    COMPILERS("compiler threads", Part.COMPILER, "C1 Compiler", "C2 Compiler", "JVMCI"),
    COLLECTORS("collector and VM threads", Part.COLLECTOR, "VM Thread", "GC Thread", "G1 ", "ParGC", "ZDriver", "ZWorker", "ZDirector", "ZUncommitter", "Shenandoah"),
    RECORDERS("recorder threads", Part.PROFILE, "JFR ", "Async-profiler");

    private final String label;
    private final Part part;
    private final List<String> beginnings;

    SystemThreads(String label, Part part, String... beginnings) {
        this.label = label;
        this.part = part;
        this.beginnings = List.of(beginnings);
    }

    String label() {
        return label;
    }

    Part part() {
        return part;
    }

    /** Returns those that a name belongs to; null for none. */
    static @Nullable SystemThreads of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.beginnings.stream().anyMatch(name::startsWith)).findFirst().orElse(null);
    }

    /** Returns whether a thread that Java knows runs no Java. */
    static boolean isNoJava(String name) {
        SystemThreads kind = of(name);
        return kind == COMPILERS || kind == RECORDERS;
    }

    /** Returns the processor seconds of those of them that the system told of. */
    double seconds(Collection<ThreadFacts> threads) {
        return threads.stream().filter(thread -> of(thread.name()) == this).mapToDouble(ThreadFacts::seconds).sum();
    }
}
