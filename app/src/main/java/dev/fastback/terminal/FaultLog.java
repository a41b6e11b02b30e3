package dev.fastback.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps the stack trace of an internal fault in a file for the user alone. What goes wrong with that is no second fault. */
public final class FaultLog {
    private FaultLog() {}

    /** Writes the trace, and returns where it is or how to see it. */
    public static String keep(Throwable fault) {
        try {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            return "details in " + write(trace.toString());
        } catch (Throwable unwritable) { // file descriptors, memory or classes may be what was missing in the first place
            return "run again with --debug for details";
        }
    }

    private static Path write(String trace) throws IOException {
        // Without the help of createTempFile, whose random numbers need file descriptors. Nothing that is there is written to.
        Path file = Path.of(
                System.getProperty("java.io.tmpdir"),
                "fastback-fault-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".log");
        FileAttribute<?>[] mode = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        try (SeekableByteChannel out =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(trace.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        return file;
    }
}
