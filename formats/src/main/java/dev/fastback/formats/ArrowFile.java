package dev.fastback.formats;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * An Arrow file or stream: its columns, and where its batches are.
 *
 * <p>Layout [1]: a message is -1, the length of its description, the description, all of that a multiple of 8 bytes long, and its body. A
 * stream is the message of the schema, those of dictionaries and of rows, and -1, 0 at its end. A file is {@code ARROW1}, two zeros, a
 * stream, the footer, which says where the messages are, the footer's length, and {@code ARROW1}.
 *
 * <p>[1] Arrow Columnar Format, "Serialization and Interprocess Communication (IPC)".
 */
final class ArrowFile {
    private static final byte[] MAGIC = {'A', 'R', 'R', 'O', 'W', '1'};
    private static final int CONTINUED = -1;
    private static final int PREFIX_BYTES = 8;
    private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

    private final BarFormat.Content content;
    private final String name;
    private final List<ArrowColumn> columns = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /** Where a message of rows or of a dictionary is. */
    private record Block(long offset, int description, long body) {}

    private ArrowFile(BarFormat.Content content, String name) {
        this.content = content;
        this.name = name;
    }

    /**
     * Opens a file or stream.
     *
     * @throws BarDataException if it is damaged
     */
    static ArrowFile open(BarFormat.Content content, String name) throws IOException {
        ArrowFile file = new ArrowFile(content, name);
        if (content.length() >= MAGIC.length && content.read(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            file.openFile();
        } else {
            file.openStream();
        }
        return file;
    }

    /** Returns the columns at the top level. */
    List<ArrowColumn> columns() {
        return columns;
    }

    /** Takes the columns' values of some rows, in the order of the file. */
    interface Taker {
        void take(int rows, List<Cells> cells);
    }

    /** Hands over the values of some columns, batch by batch. */
    void read(List<ArrowColumn> used, Taker taker) throws IOException {
        read(used, taker, Integer.MAX_VALUE);
    }

    /** Hands over the values of some columns in the first batch, if there is one. */
    void readFirst(List<ArrowColumn> used, Taker taker) throws IOException {
        read(used, taker, 1);
    }

    private void read(List<ArrowColumn> used, Taker taker, int most) throws IOException {
        Dictionaries dictionaries = new Dictionaries();
        int batches = 0;
        for (Block block : blocks) {
            if (batches == most) {
                return;
            }
            Message message = message(block.offset(), block.description());
            long start = block.offset() + block.description();
            if (message.headerType() == MessageHeader.DictionaryBatch) {
                DictionaryBatch batch = header(message, new DictionaryBatch());
                takeDictionary(batch, new ArrowBatch(content, name, rows(batch.data()), start, block.body()), used, dictionaries);
            } else if (message.headerType() == MessageHeader.RecordBatch) {
                ArrowBatch batch = new ArrowBatch(content, name, rows(header(message, new RecordBatch())), start, block.body());
                List<Cells> cells = new ArrayList<>();
                for (ArrowColumn column : used) {
                    cells.add(column.cells(batch, dictionaries));
                }
                taker.take(batch.rows(), cells);
                batches++;
            } else {
                throw damaged("a message is neither of rows nor of a dictionary");
            }
        }
    }

    private static void takeDictionary(
            DictionaryBatch batch, ArrowBatch data, List<ArrowColumn> used, Dictionaries dictionaries) throws IOException {
        for (ArrowColumn column : used) {
            @Nullable DictionaryEncoding encoding = column.field().dictionary();
            if (encoding != null && encoding.id() == batch.id()) {
                dictionaries.put(batch.id(), new ArrowColumn(column.field(), 0, 0, 0).values(data, 0), batch.isDelta());
                return;
            }
        }
    }

    private void openFile() throws IOException {
        long tail = content.length() - TAIL_BYTES;
        if (tail < PREFIX_BYTES) {
            throw truncated();
        }
        ByteBuffer end = content.read(tail, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = end.getInt();
        if (!end.equals(ByteBuffer.wrap(MAGIC))) {
            throw truncated();
        }
        if (length <= 0 || length > tail - PREFIX_BYTES) {
            throw damaged("its footer is said to have " + length + " bytes");
        }
        long footerStart = tail - length;
        Footer footer = Footer.getRootAsFooter(content.read(footerStart, length).order(ByteOrder.LITTLE_ENDIAN));
        take(footer.schema());
        LongPredicate fits = place -> place >= PREFIX_BYTES && place <= footerStart;
        for (int i = 0; i < footer.dictionariesLength(); i++) {
            add(footer.dictionaries(i), fits);
        }
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            add(footer.recordBatches(i), fits);
        }
    }

    private void add(org.apache.arrow.flatbuf.Block block, LongPredicate fits) {
        long body = block.offset() + block.metaDataLength();
        if (block.metaDataLength() < PREFIX_BYTES || block.bodyLength() < 0 || !fits.test(block.offset()) || !fits.test(body)
                || !fits.test(body + block.bodyLength())) {
            throw damaged("a batch is said to be at byte " + block.offset());
        }
        blocks.add(new Block(block.offset(), block.metaDataLength(), block.bodyLength()));
    }

    private void openStream() throws IOException {
        long place = 0;
        boolean described = false;
        while (true) {
            if (content.length() - place < PREFIX_BYTES) {
                throw truncated();
            }
            ByteBuffer prefix = content.read(place, PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            int mark = prefix.getInt();
            int length = prefix.getInt();
            if (mark != CONTINUED || length < 0) {
                throw damaged("there is no message at byte " + place);
            }
            if (length == 0) {
                break;
            }
            if (length > content.length() - place - PREFIX_BYTES) {
                throw truncated();
            }
            Message message = message(place, PREFIX_BYTES + length);
            long body = place + PREFIX_BYTES + length;
            if (message.bodyLength() < 0 || message.bodyLength() > content.length() - body) {
                throw truncated();
            }
            if (message.headerType() == MessageHeader.Schema) {
                if (described) {
                    throw damaged("it has two schemas");
                }
                take(header(message, new Schema()));
                described = true;
            } else {
                blocks.add(new Block(place, PREFIX_BYTES + length, message.bodyLength()));
            }
            place = body + message.bodyLength();
        }
        if (!described) {
            throw damaged("it has no schema");
        }
        if (place + PREFIX_BYTES < content.length()) {
            throw damaged("something follows after its end");
        }
    }

    private Message message(long offset, int length) throws IOException {
        ByteBuffer bytes = content.read(offset, length).order(ByteOrder.LITTLE_ENDIAN);
        // Files from before 2019 have no mark before the length.
        bytes.position(bytes.getInt(0) == CONTINUED ? PREFIX_BYTES : Integer.BYTES);
        return Message.getRootAsMessage(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static <T extends com.google.flatbuffers.Table> T header(Message message, T empty) {
        @SuppressWarnings("unchecked") // it fills what it is given
        T header = (T) Objects.requireNonNull(message.header(empty), "a message's header");
        return header;
    }

    private RecordBatch rows(@Nullable RecordBatch batch) {
        if (batch == null) {
            throw damaged("a batch is empty");
        }
        return batch;
    }

    private void take(@Nullable Schema schema) {
        if (schema == null) {
            throw damaged("it has no schema");
        }
        if (schema.endianness() != Endianness.Little) {
            throw BarDataException.of(name, "is an Arrow file of a machine that stores numbers big end first, which is not read; write it as CSV");
        }
        Places places = new Places();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            Field field = Objects.requireNonNull(schema.fields(i), "a field");
            columns.add(new ArrowColumn(field, places.node, places.buffer, places.views));
            places.pass(field);
        }
    }

    /** Counts the parts of columns and their buffers in the order in which batches have them. */
    private static final class Places {
        private int node;
        private int buffer;
        private int views;

        void pass(Field field) {
            node++;
            if (field.dictionary() != null) {
                buffer += 2;
                return;
            }
            buffer += switch (field.typeType()) {
                case Type.Null, Type.RunEndEncoded -> 0;
                case Type.Struct_, Type.FixedSizeList, Type.Union -> 1;
                case Type.Utf8, Type.Binary, Type.LargeUtf8, Type.LargeBinary, Type.ListView, Type.LargeListView -> 3;
                default -> 2;
            };
            if (field.typeType() == Type.Union && isDense(field)) {
                buffer++;
            }
            if (field.typeType() == Type.Utf8View || field.typeType() == Type.BinaryView) {
                views++;
            }
            for (int i = 0; i < field.childrenLength(); i++) {
                pass(Objects.requireNonNull(field.children(i), "a part of a column"));
            }
        }

        private static boolean isDense(Field field) {
            var union = (org.apache.arrow.flatbuf.Union) field.type(new org.apache.arrow.flatbuf.Union());
            return union != null && union.mode() == org.apache.arrow.flatbuf.UnionMode.Dense;
        }
    }

    private BarDataException truncated() {
        return BarDataException.of(name, "is truncated: the mark that ends an Arrow file or stream is not there");
    }

    private BarDataException damaged(String what) {
        return BarDataException.of(name, "is damaged: " + what);
    }
}
