package dev.fastback.forecast.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one way of computing, by the hash of their input: those of earlier runs on disk, those of this one in memory until there are enough for a file.
 * Any number of processes may use a folder at the same time: files appear under their name when they are whole, never change, and hold only what
 * any process would compute. What cannot be read or written is not there: nothing depends on a cache. Safe for use by many threads.
 */
public final class RowCache {
    /** Rows in memory at most. */
    static final int PENDING = 1 << 14;
    /** Files after which the small ones are joined. */
    static final int FILES = 16;
    private static final long LARGEST_JOINED = 64L << 20;

    private final @Nullable Path root;
    private final @Nullable Path folder;
    private final int width;
    private final long mostBytes;
    private final String about;
    private final Map<RowKey, float[]> pending = new HashMap<>();
    private volatile List<RowFile> files = List.of();

    private RowCache(@Nullable Path root, String key, int width, String about, long mostBytes) {
        this.root = root;
        this.folder = root == null ? null : root.resolve(key);
        this.width = width;
        this.about = about;
        this.mostBytes = mostBytes;
    }

    /**
     * Opens the cache of one way of computing.
     *
     * @param root where caches lie; null for memory alone
     * @param key names the way: whatever may change a bit of a row is in it
     * @param width numbers in a row
     * @param about what it is, for people
     * @param mostBytes of all caches there; when there is more, the files that were used least recently go
     */
    public static RowCache open(@Nullable Path root, String key, int width, String about, long mostBytes) {
        RowCache cache = new RowCache(root, key, width, about, mostBytes);
        cache.files = cache.read();
        return cache;
    }

    /** Copies the row of an input to an array, if it is known. */
    public boolean find(RowKey key, float[] into, int at) {
        for (RowFile file : files) {
            if (file.find(key, into, at)) {
                return true;
            }
        }
        float[] row;
        synchronized (this) {
            row = pending.get(key);
        }
        if (row != null) {
            System.arraycopy(row, 0, into, at, width);
        }
        return row != null;
    }

    /** Keeps rows that were computed; those of row {@code i} begin at {@code i} times the width. */
    public synchronized void keep(List<RowKey> keys, float[] rows) {
        for (int i = 0; i < keys.size(); i++) {
            float[] row = new float[width];
            System.arraycopy(rows, i * width, row, 0, width);
            pending.put(keys.get(i), row);
            if (pending.size() >= PENDING) {
                flush();
            }
        }
    }

    /** Writes what is in memory to a file, joins files when there are many, and lets those go for which there is no room. */
    public synchronized void flush() {
        files.forEach(RowFile::touch);
        if (pending.isEmpty()) {
            return;
        }
        if (root != null && folder != null) {
            try {
                PrivateFolder.folder(folder);
                Path description = folder.resolve(CacheFolder.ABOUT);
                if (!Files.exists(description)) {
                    Files.writeString(description, about, StandardCharsets.UTF_8);
                }
                List<RowFile> more = new ArrayList<>(files);
                RowFile written = RowFile.write(folder, width, new TreeMap<>(pending));
                more.add(RowFile.open(written.path(), width));
                files = List.copyOf(more);
                join();
                CacheFolder.evict(root, mostBytes, written.path());
            } catch (IOException | UnsupportedOperationException e) {
                log(e);
            }
        }
        pending.clear();
    }

    /** Makes one file of the small ones when there are many; another process that does so at the same time makes the same. */
    private void join() throws IOException {
        if (files.size() <= FILES) {
            return;
        }
        List<RowFile> bySize = files.stream().sorted(Comparator.comparingLong(RowFile::size)).toList();
        int n = RowFile.worthJoining(bySize, LARGEST_JOINED);
        if (n < 2) {
            return;
        }
        TreeMap<RowKey, float[]> rows = new TreeMap<>();
        List<RowFile> joined = bySize.subList(0, n);
        joined.forEach(file -> file.addTo(rows));
        RowFile one = RowFile.open(RowFile.write(folderOrFail(), width, rows).path(), width);
        List<RowFile> left = new ArrayList<>(bySize.subList(n, bySize.size()));
        left.add(one);
        files = List.copyOf(left);
        for (RowFile file : joined) {
            Files.deleteIfExists(file.path());
        }
    }

    private Path folderOrFail() throws IOException {
        if (folder == null) {
            throw new IOException("there is no folder");
        }
        return folder;
    }

    private List<RowFile> read() {
        List<RowFile> found = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*" + RowFile.ENDING)) {
            for (Path path : paths) {
                try {
                    found.add(RowFile.open(path, width));
                } catch (IOException e) {
                    log(e);
                    Files.deleteIfExists(path); // damaged, or gone already
                }
            }
        } catch (IOException e) {
            log(e);
        }
        found.sort(Comparator.comparing(file -> file.path().toString()));
        return List.copyOf(found);
    }

    private static void log(Exception e) {
        System.getLogger(RowCache.class.getName()).log(System.Logger.Level.DEBUG, "rows are not kept or found", e);
    }
}
