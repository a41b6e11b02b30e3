package dev.fastback.comparison.ways;

import dev.fastback.comparison.ways.Way.Kind;
import dev.fastback.component.NearName;
import dev.fastback.study.SearchSettings;
import dev.fastback.terminal.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways that are compared: the original's, and ours. */
public final class Ways {
    /** What others are compared with. */
    public static final String BASELINE = "sequential-production";
    /** What tells the attainable gain. */
    public static final String EXACT = "exact-sequential";
    /** The original's shape. */
    public static final String PEER = "original-shape";

    /** Workers of the original's comparison. */
    public static final List<Integer> USUAL_WORKERS = List.of(2, 4, 8);

    /** Threads that the original recommends. */
    private static final int RECOMMENDED_THREADS = 8;
    /** The original started no more processes than this. */
    private static final int MOST_PROCESSES = 4;

    /** Name of the engine that runs simulations on a device. */
    private static final String GPU = "gpu";
    private static final String PRODUCTION = "production";
    private static final String DEVELOPMENT = "development";
    private static final String THREADS = "threads";
    private static final String PROCESSES = "processes";

    private Ways() {}

    /**
     * Returns all of them.
     *
     * @param workers numbers of threads and, up to four, of processes
     */
    public static List<Way> all(List<Integer> workers) {
        int most = workers.stream().max(Integer::compare).orElseThrow();
        List<Integer> processes = new ArrayList<>(workers.stream().filter(n -> n <= MOST_PROCESSES).toList());
        if (processes.isEmpty()) {
            processes.add(workers.stream().min(Integer::compare).orElseThrow());
        }
        int mostProcesses = processes.stream().max(Integer::compare).orElseThrow();
        int shared = SearchSettings.DEFAULT_SHARED_BY;
        List<Way> ways = new ArrayList<>();
        ways.add(mode(BASELINE, "sequential, production", "sequential", 1, PRODUCTION, Claim.BASELINE));
        ways.add(mode("sequential-development", "sequential, development", "sequential", 1, DEVELOPMENT, Claim.DEVELOPMENT));
        ways.add(mode("sequential-ultra", "sequential, ultra", "sequential", 1, "ultra", Claim.ULTRA));
        for (int n : workers) {
            ways.add(mode("threads-" + n, "threads x " + n, THREADS, n, PRODUCTION, n == RECOMMENDED_THREADS ? Claim.THREADS : null));
        }
        ways.add(mode("threads-" + most + "-development", "threads x " + most + ", development", THREADS, most, DEVELOPMENT,
                most == RECOMMENDED_THREADS ? Claim.RECOMMENDED : null));
        for (int n : processes) {
            ways.add(mode("processes-" + n, "processes x " + n, PROCESSES, n, PRODUCTION, n == MOST_PROCESSES ? Claim.PROCESSES : null));
        }
        ways.add(mode(
                "processes-" + mostProcesses + "-development", "processes x " + mostProcesses + ", development", PROCESSES, mostProcesses, DEVELOPMENT,
                mostProcesses == MOST_PROCESSES ? Claim.MAXIMUM : null));
        ways.add(new Way(
                "shared-" + shared, "shared multipliers, " + shared, Kind.FASTBACK, "sequential", 1, PRODUCTION + ", shared by " + shared,
                List.of("--mode", PRODUCTION, "--share-batch", Integer.toString(shared)), Claim.BATCH));
        ways.add(gpu("gpu-shared-" + shared, "GPU batch, shared, " + shared, PRODUCTION + ", shared by " + shared,
                List.of("--mode", PRODUCTION, "--share-batch", Integer.toString(shared)), Claim.BATCH));
        ways.add(gpu("gpu-individual", "GPU batch, individual", PRODUCTION, List.of("--mode", PRODUCTION), null));
        ways.add(exact(EXACT, "exact, sequential", Kind.FASTBACK, "sequential", 1));
        ways.add(exact("exact-threads-" + most, "exact, threads x " + most, Kind.FASTBACK, THREADS, most));
        ways.add(exact("exact-gpu", "exact, GPU", Kind.GPU, GPU, 1));
        ways.add(new Way(PEER, "the original's shape", Kind.PEER, "python", 1, PRODUCTION + " by SciPy", List.of("--mode", PRODUCTION), null));
        return ways;
    }

    private static Way mode(String name, String label, String engine, int workers, String mode, @Nullable Claim claim) {
        return new Way(name, label, Kind.FASTBACK, engine, workers, mode, List.of("--mode", mode), claim);
    }

    private static Way gpu(String name, String label, String search, List<String> options, @Nullable Claim claim) {
        return new Way(name, label, Kind.GPU, GPU, 1, search, options, claim);
    }

    private static Way exact(String name, String label, Kind kind, String engine, int workers) {
        return new Way(
                name,
                label,
                kind,
                engine,
                workers,
                "exact",
                kind == Kind.GPU ? List.of("--search", "exact", "--require-gpu") : List.of("--search", "exact"),
                null);
    }

    /**
     * Returns those that are named, in the usual order, and the two that the others are measured by.
     *
     * @param names empty for all
     * @throws UsageException if a name is none
     */
    public static List<Way> chosen(List<Way> all, List<String> names) {
        if (names.isEmpty()) {
            return all;
        }
        Set<String> wanted = new LinkedHashSet<>(List.of(BASELINE, EXACT));
        List<String> known = all.stream().map(Way::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new UsageException("--only: unknown way " + name + NearName.orAll(name, known, "known"));
            }
            wanted.add(name);
        }
        return all.stream().filter(way -> wanted.contains(way.name())).toList();
    }
}
