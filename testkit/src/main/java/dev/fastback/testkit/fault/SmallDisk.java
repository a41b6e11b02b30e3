package dev.fastback.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory; whoever asks for one where none can be mounted is skipped. */
@SuppressWarnings("try") // a test that is interrupted while it unmounts has ended anyway
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @param options of mount, for example {@code size=20m,ro}
     */
    public static SmallDisk mount(Path folder, String options) throws IOException, InterruptedException {
        String user = System.getProperty("user.name");
        assumeThat(user).as("mounting a small file system needs root").isEqualTo("root");
        int exit = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        assumeThat(exit).as("this container may not mount file systems").isZero();
        return new SmallDisk(folder);
    }

    /** Shows a folder at a second place, where it cannot be written. */
    public static SmallDisk mirrorReadOnly(Path folder, Path mirror) throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name")).as("mounting needs root").isEqualTo("root");
        assumeThat(run("mount", "--bind", folder.toString(), mirror.toString())).as("this container may not mount folders").isZero();
        SmallDisk disk = new SmallDisk(mirror);
        disk.remount("bind,ro");
        return disk;
    }

    /** Changes the options. */
    public void remount(String options) throws IOException, InterruptedException {
        command("mount", "-o", "remount," + options, folder.toString());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        command("umount", folder.toString());
    }

    private static void command(String... line) throws IOException, InterruptedException {
        assertThat(run(line)).as(String.join(" ", line)).isZero();
    }

    private static int run(String... line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end of " + String.join(" ", line));
        }
        return process.exitValue();
    }
}
