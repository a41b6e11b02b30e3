package dev.fastback.testkit.fault;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A user whom permissions stop, for tests that run as root, whom they do not stop. Programs run as this user with {@code setpriv} of
 * util-linux, on files that are handed over.
 */
public final class OtherUser {
    private static final String ID = "65534";
    private static final List<String> PREFIX = List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
    private static final long SECONDS = 60;

    private OtherUser() {}

    /** Returns whether this process runs as root, so that permissions must be tested as the other user. */
    public static boolean isNeeded() {
        return System.getProperty("user.name").equals("root");
    }

    /** Returns the other user; empty, with the reason printed, where no program can be run as one. */
    public static Optional<OtherUser> find() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(PREFIX);
        line.add("true");
        try {
            if (run(line) == 0) {
                return Optional.of(new OtherUser());
            }
            System.out.println("no other user than root: setpriv may not change the user here");
        } catch (IOException e) {
            System.out.println("no other user than root: there is no setpriv");
        }
        return Optional.empty();
    }

    /** Returns the command that runs a command as this user. */
    public List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(PREFIX);
        line.addAll(command);
        return List.copyOf(line);
    }

    /** Makes this user the owner of a folder or file and all below it; modes stay, and links are not followed. */
    public void own(Path place) throws IOException, InterruptedException {
        int exit = run(List.of("chown", "-R", "-h", ID + ":" + ID, place.toString()));
        if (exit != 0) {
            throw new IOException("chown of " + place + " ended with " + exit);
        }
    }

    /**
     * Copies this process's class path to where this user can read it.
     *
     * @param folder must exist and be empty; belongs to this user afterwards
     * @return the class path of the copy
     */
    public String copyOfClassPath(Path folder) throws IOException, InterruptedException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path copy = folder.resolve(copies.size() + "-" + source.getFileName());
                copy(source, copy);
                copies.add(copy.toString());
            }
        }
        own(folder);
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectory(target.resolve(source.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = file.equals(source) ? target : target.resolve(source.relativize(file));
                Files.copy(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static int run(List<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end of " + String.join(" ", line));
        }
        return process.exitValue();
    }
}
