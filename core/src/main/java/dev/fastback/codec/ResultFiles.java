package dev.fastback.codec;

import dev.fastback.journal.ResultPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Files of encoded results in a folder that the machines of a cluster share. A file is written whole, on the disk, before it gets its name, and never
 * changes then.
 *
 * <p>Layout, big-endian: the 8 bytes {@code FBRESUL1}; then per result the index of its simulation, its length and the CRC-32C of its bytes (4 bytes
 * each), and the bytes as {@link SimulationCodec} writes them.
 *
 * <p>A journal keeps a place instead of a result as bytes that begin with a format number which no result has: a build that knows no places says that
 * another build wrote the run. Layout: 128 (1 byte), offset (8), length (4), CRC-32C of the result (4), path in UTF-8.
 *
 * <p>An object reads results and keeps the last file that it has read; one thread uses it.
 */
public final class ResultFiles {
    /** How the names of files end. */
    public static final String SUFFIX = ".results";

    private static final byte[] MAGIC = "FBRESUL1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 3 * Integer.BYTES;
    private static final byte PLACE = (byte) 128;
    private static final int PLACE_HEAD = 1 + Long.BYTES + 2 * Integer.BYTES;

    private @Nullable String lastName;
    private byte[] last = {};

    /** Makes a reader. */
    public ResultFiles() {}

    /**
     * A result in a file.
     *
     * @param index of its simulation
     * @param bytes encoded
     */
    public record Entry(int index, byte[] bytes, ResultPlace place) {}

    /**
     * Writes a file.
     *
     * @param file does not exist; its folder is made where it is missing
     * @param indices of the simulations
     * @param results encoded, one for each
     * @throws IOException if it cannot be written; nothing is left then
     */
    public static void write(Path file, int[] indices, List<byte[]> results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling("." + file.getFileName());
        try {
            try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeAll(out, ByteBuffer.wrap(MAGIC));
                for (int i = 0; i < indices.length; i++) {
                    byte[] bytes = results.get(i);
                    writeAll(out, ByteBuffer.allocate(HEAD + bytes.length)
                            .putInt(indices[i]).putInt(bytes.length).putInt(crc(bytes, 0, bytes.length)).put(bytes).flip());
                }
                out.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /**
     * Returns all results of a file, in its order.
     *
     * @throws IOException if it is missing, cannot be read or is damaged; the message is one line that names it
     */
    public static List<Entry> readAll(Path file) throws IOException {
        byte[] all = contents(file.toString());
        if (all.length < MAGIC.length || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(file.toString(), 0);
        }
        List<Entry> entries = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(all).position(MAGIC.length);
        while (in.hasRemaining()) {
            int at = in.position();
            if (in.remaining() < HEAD) {
                throw damaged(file.toString(), at);
            }
            int index = in.getInt();
            int length = in.getInt();
            int crc = in.getInt();
            if (index < 0 || length < 0 || length > in.remaining() || crc(all, in.position(), length) != crc) {
                throw damaged(file.toString(), at);
            }
            ResultPlace place = new ResultPlace(file.toString(), in.position(), length, crc);
            byte[] bytes = new byte[length];
            in.get(bytes);
            entries.add(new Entry(index, bytes, place));
        }
        return entries;
    }

    /**
     * Returns the bytes of a result.
     *
     * @throws IOException if the file is missing, cannot be read or is damaged there; the message is one line that names it
     */
    public byte[] read(ResultPlace place) throws IOException {
        if (!place.file().equals(lastName)) {
            lastName = null;
            last = contents(place.file());
            lastName = place.file();
        }
        if (place.offset() < 0 || place.length() < 0 || place.offset() + place.length() > last.length
                || crc(last, (int) place.offset(), place.length()) != place.crc()) {
            throw damaged(place.file(), place.offset());
        }
        return Arrays.copyOfRange(last, (int) place.offset(), (int) place.offset() + place.length());
    }

    private static byte[] contents(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException("results file " + file + " is missing", e);
        } catch (IOException e) {
            throw new IOException("results file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static IOException damaged(String file, long at) {
        return new IOException("results file " + file + " is damaged at byte " + at);
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Returns a place as a journal keeps it. */
    public static byte[] encode(ResultPlace place) {
        byte[] path = place.file().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(PLACE_HEAD + path.length)
                .put(PLACE).putLong(place.offset()).putInt(place.length()).putInt(place.crc()).put(path).array();
    }

    /** Returns the place that bytes of a journal tell of; null where they are a result. */
    public static @Nullable ResultPlace place(byte[] bytes) {
        if (bytes.length < PLACE_HEAD || bytes[0] != PLACE) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(1);
        long offset = in.getLong();
        int length = in.getInt();
        int crc = in.getInt();
        return new ResultPlace(new String(bytes, PLACE_HEAD, bytes.length - PLACE_HEAD, StandardCharsets.UTF_8), offset, length, crc);
    }
}
