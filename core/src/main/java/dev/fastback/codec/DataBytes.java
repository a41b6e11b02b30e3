package dev.fastback.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes values into an array of bytes, and reads them back, all of it. */
final class DataBytes {
    private static final int USUAL = 256;

    private DataBytes() {}

    /** Writes something. */
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads something. */
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** Returns what is written. */
    static byte[] of(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns what is read.
     *
     * @param what it is, for messages
     * @throws IllegalArgumentException if there are too few bytes, or too many
     */
    static <T> T read(String what, byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            T value = reader.read(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException(what + " has " + in.available() + " bytes too many");
            }
            return value;
        } catch (IOException e) {
            String how = e instanceof EOFException ? " is cut short at " + bytes.length + " bytes" : " is damaged: " + e.getMessage();
            throw new IllegalArgumentException(what + how, e);
        }
    }
}
