package dev.fastback.formats;

import dev.fastback.data.findings.BarDataException;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of a schema, and where a batch has it.
 *
 * @param field the column as the schema describes it
 * @param node its number among the columns and parts of columns
 * @param buffer the number of its first buffer, before the buffers of view columns that stand in front of it are counted
 * @param views how many view columns stand in front of it
 */
record ArrowColumn(Field field, int node, int buffer, int views) {
    /** What a column can be used for. */
    enum Use {
        TIME("time"),
        NUMBER("number"),
        SYMBOL("symbol");

        private final String noun;

        Use(String noun) {
            this.noun = noun;
        }
    }

    /** Returns the column's name. */
    String name() {
        @Nullable String name = field.name();
        return name == null ? "" : name;
    }

    /** Returns whether the column's type is that of a time. */
    boolean isTime() {
        return field.dictionary() == null && (field.typeType() == Type.Timestamp || field.typeType() == Type.Date);
    }

    /** Returns whether the column holds times of day without a zone. */
    boolean isLocal() {
        return isTime() && field.typeType() == Type.Timestamp && type(new Timestamp()).timezone() == null;
    }

    /** Returns whether the column holds whole numbers, or numbers that stand for other values. */
    boolean isWhole() {
        return field.typeType() == Type.Int;
    }

    /** Returns whether the column holds texts. */
    boolean isText() {
        return switch (field.typeType()) {
            case Type.Utf8, Type.LargeUtf8, Type.Utf8View, Type.Binary, Type.LargeBinary, Type.BinaryView -> true;
            default -> false;
        };
    }

    /**
     * Checks that the column's type can be used.
     *
     * @throws BarDataException if it cannot
     */
    void require(Use use, String source) {
        boolean fits = switch (field.typeType()) {
            case Type.Int -> true;
            case Type.FloatingPoint -> use != Use.SYMBOL;
            case Type.Decimal -> use == Use.NUMBER;
            case Type.Timestamp, Type.Date -> use == Use.TIME;
            default -> isText();
        };
        if (!fits) {
            throw BarDataException.of(source, "column " + name().toLowerCase(Locale.ROOT) + ": type "
                    + Type.name(field.typeType()) + " is no " + use.noun);
        }
    }

    /**
     * Reads the column's values of a batch.
     *
     * @param dictionaries what the numbers of columns with a dictionary stand for
     * @throws BarDataException if the batch is damaged
     */
    Cells cells(ArrowBatch batch, Dictionaries dictionaries) throws IOException {
        @Nullable DictionaryEncoding encoding = field.dictionary();
        int first = buffer;
        for (int i = 0; i < views; i++) {
            first = Math.addExact(first, batch.viewBuffers(i));
        }
        if (encoding == null) {
            return values(batch, first);
        }
        @Nullable Int index = encoding.indexType();
        Cells codes = index == null
                ? ArrowCells.whole(batch, node, first, Integer.BYTES, true)
                : ArrowCells.whole(batch, node, first, width(index.bitWidth(), Long.SIZE, batch), index.isSigned());
        return new ArrowCells.Coded((ArrowCells.Whole) codes, dictionaries.get(encoding.id(), batch), batch);
    }

    /** Reads the values of a batch that is not of numbers that stand for them. */
    Cells values(ArrowBatch batch, int first) throws IOException {
        return switch (field.typeType()) {
            case Type.Int -> {
                Int type = type(new Int());
                yield ArrowCells.whole(batch, node, first, width(type.bitWidth(), Long.SIZE, batch), type.isSigned());
            }
            case Type.FloatingPoint -> ArrowCells.real(batch, node, first, switch (type(new FloatingPoint()).precision()) {
                case Precision.HALF -> Short.BYTES;
                case Precision.SINGLE -> Float.BYTES;
                case Precision.DOUBLE -> Double.BYTES;
                default -> throw batch.damaged("the precision of column " + name() + " is none");
            });
            case Type.Decimal -> {
                Decimal type = type(new Decimal());
                yield ArrowCells.decimal(batch, node, first, width(type.bitWidth(), 256, batch), type.scale());
            }
            case Type.Timestamp -> switch (type(new Timestamp()).unit()) {
                case TimeUnit.SECOND -> ArrowCells.time(batch, node, first, Long.BYTES, 1_000, 1);
                case TimeUnit.MILLISECOND -> ArrowCells.time(batch, node, first, Long.BYTES, 1, 1);
                case TimeUnit.MICROSECOND -> ArrowCells.time(batch, node, first, Long.BYTES, 1, 1_000);
                case TimeUnit.NANOSECOND -> ArrowCells.time(batch, node, first, Long.BYTES, 1, 1_000_000);
                default -> throw batch.damaged("the unit of column " + name() + " is none");
            };
            case Type.Date -> switch (type(new Date()).unit()) {
                case DateUnit.DAY -> ArrowCells.time(batch, node, first, Integer.BYTES, 86_400_000, 1);
                case DateUnit.MILLISECOND -> ArrowCells.time(batch, node, first, Long.BYTES, 1, 1);
                default -> throw batch.damaged("the unit of column " + name() + " is none");
            };
            case Type.Utf8, Type.Binary -> ArrowCells.texts(batch, node, first, false);
            case Type.LargeUtf8, Type.LargeBinary -> ArrowCells.texts(batch, node, first, true);
            case Type.Utf8View, Type.BinaryView -> ArrowCells.views(batch, node, first, batch.viewBuffers(views));
            default -> throw batch.damaged("column " + name() + " has type " + Type.name(field.typeType()));
        };
    }

    private <T extends com.google.flatbuffers.Table> T type(T empty) {
        @SuppressWarnings("unchecked") // it fills what it is given
        T type = (T) Objects.requireNonNull(field.type(empty), "a type");
        return type;
    }

    private static int width(int bits, int most, ArrowBatch batch) {
        if (bits < Byte.SIZE || bits > most || Integer.bitCount(bits) != 1) {
            throw batch.damaged("a number is said to have " + bits + " bits");
        }
        return bits / Byte.SIZE;
    }
}
