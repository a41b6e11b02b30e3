package dev.fastback.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Faults below the JVM of a child process and of all its children: a small library that is loaded before the C library and takes some of
 * its calls. It is compiled for each test, so it needs Linux and a C compiler.
 */
public final class NativeFaults {
    private static final long COMPILER_SECONDS = 60;

    private final Path library;

    private NativeFaults(Path library) {
        this.library = library;
    }

    /**
     * Compiles the library into a folder; empty, with the reason printed, where that is not possible.
     *
     * @param folder must exist
     */
    public static Optional<NativeFaults> in(Path folder) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return absent("faults below the JVM are for Linux only");
        }
        Path source = folder.resolve("faults.c");
        Path library = folder.resolve("faults.so");
        try (InputStream text = Objects.requireNonNull(NativeFaults.class.getResourceAsStream("faults.c"), "faults.c")) {
            Files.write(source, text.readAllBytes());
            Process compiler = new ProcessBuilder("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("faults.log").toFile())
                    .start();
            if (!compiler.waitFor(COMPILER_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                compiler.destroyForcibly();
                return absent("gcc does not compile: " + Files.readString(folder.resolve("faults.log")).lines().findFirst().orElse(""));
            }
            return Optional.of(new NativeFaults(library));
        } catch (IOException e) {
            return absent("there is no gcc");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return absent("interrupted");
        }
    }

    private static Optional<NativeFaults> absent(String reason) {
        System.out.println("no faults below the JVM: " + reason);
        return Optional.empty();
    }

    /**
     * Lets {@code fsync} and {@code fdatasync} fail with an input/output error.
     *
     * @param fileName what the file's path contains
     * @param after how many calls succeed before
     */
    public void failSync(ProcessBuilder child, String fileName, int after) {
        load(child, Map.of("FAULT_SYNC_FILE", fileName, "FAULT_SYNC_AFTER", Integer.toString(after)));
    }

    /**
     * Sets the wall clock wrong; clocks that only measure are left alone.
     *
     * @param shift how far, to either side
     * @param period after this time it is as far wrong to the other side, and back again; zero for a clock that stays wrong
     */
    public void shiftClock(ProcessBuilder child, Duration shift, Duration period) {
        load(child, Map.of(
                "FAULT_CLOCK_SECONDS", Long.toString(shift.toSeconds()),
                "FAULT_CLOCK_PERIOD_MS", Long.toString(period.toMillis())));
    }

    private void load(ProcessBuilder child, Map<String, String> settings) {
        try {
            child.environment().put("LD_PRELOAD", library.toRealPath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        child.environment().putAll(settings);
    }
}
