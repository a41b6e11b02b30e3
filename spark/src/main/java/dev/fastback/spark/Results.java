package dev.fastback.spark;

import dev.fastback.codec.ResultFiles;
import dev.fastback.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one run that executors write, as the parent finds them. */
final class Results {
    /** How long a shared file system may take to show a file that another machine has written. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final long POLL_MILLIS = 50;

    private final Path folder;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> said = new HashSet<>();

    /**
     * Makes them.
     *
     * @param folder of this run alone
     */
    Results(Path folder) {
        this.folder = folder;
    }

    String folder() {
        return folder.toString();
    }

    /**
     * Returns the results of a file, each checked against its checksum.
     *
     * @param indices of the simulations that it must hold
     *
     * @throws EngineException if it is not here, or not as it was written: simulations that are lost so are run again by a resume
     */
    List<ResultFiles.Entry> read(String file, int[] indices, String executor) {
        long begun = System.nanoTime();
        while (true) {
            try {
                List<ResultFiles.Entry> entries = ResultFiles.readAll(Path.of(file));
                if (!Arrays.equals(indices, entries.stream().mapToInt(ResultFiles.Entry::index).toArray())) {
                    throw new EngineException("--results: results file " + file + " holds other results than " + executor + " wrote", 0);
                }
                taken.add(file);
                return entries;
            } catch (IOException e) {
                boolean missing = e.getCause() instanceof NoSuchFileException;
                if (!missing || System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw new EngineException("--results: " + e.getMessage() + ", written by " + executor
                            + (missing ? "; is the folder the same on every machine?" : ""), 0);
                }
                pause();
            }
        }
    }

    /** Says, once for each executor, why its results are sent instead. */
    void say(String executor, String trouble) {
        if (said.add(executor)) {
            System.getLogger(Results.class.getPackageName()).log(
                    System.Logger.Level.WARNING,
                    "{0} cannot write to {1}, its results are sent and kept in the run store instead: {2}", executor, folder, trouble);
        }
    }

    /** Removes files whose results nobody takes: those of a task that ran twice, or whose parent was told to stop. */
    void removeOthers() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!taken.contains(file.toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            System.getLogger(Results.class.getPackageName()).log(System.Logger.Level.DEBUG, "removing files that nobody reads", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a file of results", e);
        }
    }
}
