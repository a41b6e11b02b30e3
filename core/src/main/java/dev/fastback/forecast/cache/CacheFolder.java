package dev.fastback.forecast.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All caches of rows in a folder: what there is, and room for more.
 *
 * @param root the folder; it need not exist
 */
public record CacheFolder(Path root) {
    /** The bytes that all caches may have together where nothing else is said: 1 GiB. */
    public static final long USUAL_BYTES = 1L << 30;

    static final String ABOUT = "about.txt";
    private static final String NOTE = ".note";
    private static final int HEADER = 16;

    /**
     * The cache of one way of computing.
     *
     * @param key its name
     * @param about what it is, for people
     * @param rows how many it holds
     * @param bytes its size
     * @param lastUsed when a row was last found in it or added to it
     */
    public record Entry(String key, String about, long rows, long bytes, Instant lastUsed) {}

    private record Sized(Path path, long bytes, FileTime used) {}

    /** Returns the name of a way of computing: equal texts, equal names. */
    public static String key(Map<String, String> way) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(way).forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        byte[] hash = RowKey.sha256(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    /**
     * Returns the caches, by name.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public List<Entry> entries() {
        Map<Path, List<Sized>> byFolder = new TreeMap<>();
        for (Sized file : files(root, RowFile.ENDING)) {
            byFolder.computeIfAbsent(file.path().getParent(), folder -> new ArrayList<>()).add(file);
        }
        List<Entry> entries = new ArrayList<>();
        byFolder.forEach((folder, files) -> entries.add(new Entry(
                folder.getFileName().toString(),
                about(folder),
                files.stream().mapToLong(file -> rows(file.path())).sum(),
                files.stream().mapToLong(Sized::bytes).sum(),
                files.stream().map(Sized::used).max(Comparator.naturalOrder()).orElseThrow().toInstant())));
        return entries;
    }

    /**
     * Removes all caches and notes; a process that uses one goes on with what it has open.
     *
     * @return the bytes that are free now
     * @throws UncheckedIOException if something cannot be removed
     */
    public long clear() {
        long freed = 0;
        try {
            for (Sized file : files(root, "")) {
                Files.deleteIfExists(file.path());
                freed += file.bytes();
            }
            if (Files.isDirectory(root)) {
                try (Stream<Path> folders = Files.list(root)) {
                    for (Path folder : folders.filter(Files::isDirectory).toList()) {
                        Files.deleteIfExists(folder);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the forecast cache cannot be cleared: " + e.getMessage(), e);
        }
        return freed;
    }

    /** Returns what was noted under a name; empty if nothing was. A note is a line that takes long to find out and can be found out again. */
    public java.util.Optional<String> note(String name) {
        try {
            return java.util.Optional.of(Files.readString(root.resolve(name + NOTE), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return java.util.Optional.empty();
        }
    }

    /** Notes something under a name, whole or not at all. */
    public void keepNote(String name, String text) {
        try {
            PrivateFolder.folder(root);
            Path part = PrivateFolder.file(root.resolve(UUID.randomUUID() + RowFile.PART));
            try {
                Files.writeString(part, text + "\n", StandardCharsets.UTF_8);
                Files.move(part, root.resolve(name + NOTE), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            System.getLogger(CacheFolder.class.getName()).log(System.Logger.Level.DEBUG, "a note is not kept", e);
        }
    }

    /** Removes the files used least recently until the others fit, but not the one given; and what killed processes left behind. */
    static void evict(Path root, long mostBytes, Path newest) throws IOException {
        try {
            List<Sized> files = files(root, RowFile.ENDING);
            long sum = files.stream().mapToLong(Sized::bytes).sum();
            files.sort(Comparator.comparing(Sized::used).thenComparing(file -> file.path().toString()));
            for (Sized file : files) {
                if (sum <= mostBytes) {
                    break;
                }
                if (!file.path().equals(newest)) {
                    Files.deleteIfExists(file.path());
                    sum -= file.bytes();
                }
            }
            FileTime old = FileTime.from(Instant.now().minus(1, ChronoUnit.DAYS));
            for (Sized file : files(root, RowFile.PART)) {
                if (file.used().compareTo(old) < 0) {
                    Files.deleteIfExists(file.path());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Sized> files(Path root, String ending) {
        List<Sized> files = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(root, 2)) {
            for (Path path : (Iterable<Path>) paths.filter(path -> path.toString().endsWith(ending)).filter(Files::isRegularFile)::iterator) {
                try {
                    files.add(new Sized(path, Files.size(path), Files.getLastModifiedTime(path)));
                } catch (NoSuchFileException e) {
                    continue; // another process has removed it
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the forecast cache cannot be read: " + e.getMessage(), e);
        }
        return files;
    }

    private static String about(Path folder) {
        try {
            return Files.readString(folder.resolve(ABOUT), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static long rows(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            return header.length < HEADER ? 0 : ByteBuffer.wrap(header).getInt(12);
        } catch (IOException e) {
            return 0;
        }
    }
}
