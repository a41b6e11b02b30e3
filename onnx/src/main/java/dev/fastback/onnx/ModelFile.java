package dev.fastback.onnx;

import dev.fastback.component.Sha256;
import dev.fastback.onnx.card.CardException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;

/**
 * An ONNX file and the files beside it that hold its weights.
 *
 * @param path the file
 * @param external the files beside it, by name
 * @param sha256 of the file and, in the order of their names, of those beside it
 * @param bytes of all of them
 */
record ModelFile(Path path, Set<String> external, String sha256, long bytes) {
    /** What a message of protocol buffers may have at most. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int BUFFER = 1 << 16;

    /**
     * Looks at a file.
     *
     * @throws CardException if it is not there, is no ONNX file, is too large, or lacks a file with its weights
     */
    static ModelFile of(Path path, String card) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new CardException(card + ": there is no model " + path);
            }
            long bytes = Files.size(path);
            if (bytes > MOST_BYTES) {
                throw new CardException(card + ": " + path + " has more than 2 GiB, which no ONNX file can have; export it again with external data, "
                        + "and keep both files in one folder");
            }
            Set<String> external = ExternalData.locations(path);
            MessageDigest digest = Sha256.begin();
            hash(path, digest);
            for (String name : external) {
                Path data = path.resolveSibling(name);
                if (!Files.isRegularFile(data)) {
                    throw new CardException(card + ": " + path.getFileName() + " keeps its weights in " + name + ", which is not beside it");
                }
                bytes += Files.size(data);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                hash(data, digest);
            }
            return new ModelFile(path, external, Sha256.hex(digest), bytes);
        } catch (IOException e) {
            throw new CardException(card + ": " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static void hash(Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
    }

    /** Finds in an ONNX file the names of those that hold its weights, without reading the weights. */
    private static final class ExternalData {
        // Fields of onnx.proto: ModelProto.graph 7, GraphProto.initializer 5, TensorProto.external_data 13, StringStringEntryProto key 1, value 2.
        private static final int GRAPH = 7;
        private static final int INITIALIZER = 5;
        private static final int EXTERNAL = 13;

        private final Set<String> found = new TreeSet<>();

        static Set<String> locations(Path path) throws IOException {
            ExternalData data = new ExternalData();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                data.read(bytes, GRAPH, graph -> data.read(graph, INITIALIZER, tensor -> data.read(tensor, EXTERNAL, data::entry)));
            } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException | BufferUnderflowException e) {
                // No ONNX file, or a damaged one: the runtime says so when it opens it.
                data.found.clear();
            }
            return data.found;
        }

        private interface Part {
            void take(ByteBuffer message);
        }

        private void read(ByteBuffer message, int field, Part part) {
            while (message.hasRemaining()) {
                long tag = varint(message);
                switch ((int) (tag & 7)) {
                    case 0 -> varint(message);
                    case 1 -> message.position(message.position() + 8);
                    case 5 -> message.position(message.position() + 4);
                    case 2 -> {
                        int length = Math.toIntExact(varint(message));
                        if (tag >>> 3 == field) {
                            part.take(message.slice(message.position(), length));
                        }
                        message.position(message.position() + length);
                    }
                    default -> throw new IllegalArgumentException("no such wire type");
                }
            }
        }

        private void entry(ByteBuffer entry) {
            String[] words = new String[2];
            for (int field = 1; field <= 2; field++) {
                int index = field - 1;
                read(entry.duplicate(), field, text -> words[index] = StandardCharsets.UTF_8.decode(text).toString());
            }
            if ("location".equals(words[0]) && words[1] != null && !words[1].isBlank()) {
                found.add(words[1]);
            }
        }

        private static long varint(ByteBuffer bytes) {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte b = bytes.get();
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("no number");
        }
    }
}
