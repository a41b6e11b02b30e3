package dev.fastback.forecast.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Rows in a file that never changes once it has its name: it is written under another one, and what is cut short or damaged is found by its checksum. Looking a
 * row up is a binary search in the mapped file.
 */
final class RowFile {
    // Layout, big-endian: magic (8 bytes), floats per row, number of rows (4 bytes each), the keys in rising order (16 bytes each),
    // the rows in the same order (4 bytes per float), CRC-32C of all before it (8 bytes).
    static final String ENDING = ".rows";
    static final String PART = ".part";
    private static final long MAGIC = 0x4642_524f_5753_3031L;
    private static final int HEADER = 16;
    private static final int KEY = 16;

    private final Path path;
    private final ByteBuffer bytes;
    private final int width;
    private final int count;
    private volatile boolean used;

    private RowFile(Path path, ByteBuffer bytes, int width, int count) {
        this.path = path;
        this.bytes = bytes;
        this.width = width;
        this.count = count;
    }

    /**
     * Opens a file and checks all of it.
     *
     * @throws IOException if it cannot be read, or is not whole
     */
    static RowFile open(Path path, int width) throws IOException {
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        int size = bytes.limit();
        if (size < HEADER + Long.BYTES || bytes.getLong(0) != MAGIC || bytes.getInt(8) != width) {
            throw new IOException("no file of rows of " + width + " numbers");
        }
        int count = bytes.getInt(12);
        if (count < 0 || size != size(width, count) || crc(bytes.slice(0, size - Long.BYTES)) != bytes.getLong(size - Long.BYTES)) {
            throw new IOException("the file is damaged");
        }
        return new RowFile(path, bytes, width, count);
    }

    /** Writes rows to a new file of a folder, whole or not at all. */
    static RowFile write(Path folder, int width, SortedMap<RowKey, float[]> rows) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size(width, rows.size())));
        bytes.putLong(MAGIC).putInt(width).putInt(rows.size());
        rows.keySet().forEach(key -> bytes.putLong(key.high()).putLong(key.low()));
        for (Map.Entry<RowKey, float[]> row : rows.entrySet()) {
            for (float value : row.getValue()) {
                bytes.putFloat(value);
            }
        }
        bytes.putLong(crc(bytes.slice(0, bytes.position()))).flip();
        String name = UUID.randomUUID().toString();
        Path part = PrivateFolder.file(folder.resolve(name + PART));
        Path path = folder.resolve(name + ENDING);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return new RowFile(path, bytes.rewind(), width, rows.size());
    }

    /** Returns the bytes that a file of so many rows has. */
    static long size(int width, int count) {
        return HEADER + (long) count * (KEY + 4L * width) + Long.BYTES;
    }

    private static long crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    /** Copies a row to an array, if it is there. */
    boolean find(RowKey key, float[] into, int at) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int place = HEADER + middle * KEY;
            long first = bytes.getLong(place);
            int order = first == key.high() ? Long.compare(bytes.getLong(place + 8), key.low()) : Long.compare(first, key.high());
            if (order == 0) {
                copy(middle, into, at);
                used = true;
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private void copy(int row, float[] into, int at) {
        int place = HEADER + count * KEY + row * 4 * width;
        for (int i = 0; i < width; i++) {
            into[at + i] = bytes.getFloat(place + 4 * i);
        }
    }

    /** Adds all rows to a map. */
    void addTo(SortedMap<RowKey, float[]> rows) {
        for (int i = 0; i < count; i++) {
            float[] row = new float[width];
            copy(i, row, 0);
            rows.put(new RowKey(bytes.getLong(HEADER + i * KEY), bytes.getLong(HEADER + i * KEY + 8)), row);
        }
    }

    Path path() {
        return path;
    }

    int count() {
        return count;
    }

    long size() {
        return size(width, count);
    }

    /** Marks the file as used now, if it was; the marks decide which files go first. */
    void touch() {
        if (!used) {
            return;
        }
        used = false;
        try {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
        } catch (IOException e) {
            System.getLogger(RowFile.class.getName()).log(System.Logger.Level.DEBUG, "the use of a file is not marked", e);
        }
    }

    /** Returns how many of the smallest files are worth joining into one of at most so many bytes; fewer than two for none. */
    static int worthJoining(List<RowFile> bySize, long most) {
        long sum = 0;
        int n = 0;
        while (n < bySize.size() && sum + bySize.get(n).size() <= most) {
            sum += bySize.get(n++).size();
        }
        return n;
    }
}
