package dev.fastback.parquet;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.util.Arrays;
import java.util.Locale;

/** One column of the current batch. */
abstract class Cells {
    private final int index;
    private Validity validity = Validity.NO_NULLS;

    /**
     * Makes one without a batch.
     *
     * @param schema the column
     */
    Cells(ColumnSchema schema) {
        this.index = schema.columnIndex();
    }

    /** Returns the column's place in the schema. */
    final int index() {
        return index;
    }

    /** Moves to the reader's current batch. */
    final void take(ColumnReader reader) {
        validity = reader.getLeafValidity();
        load(reader);
    }

    /** Keeps the values of the reader's current batch. */
    abstract void load(ColumnReader reader);

    final boolean isNull(int i) {
        return validity.isNull(i);
    }

    /** Returns the exception for a column whose type cannot hold the field. */
    static BarDataException wrongType(ColumnSchema schema, BarSource source, String wanted) {
        Object type = schema.logicalType() == null ? schema.type() : schema.logicalType();
        return BarDataException.of(source.name(), "column " + schema.name().toLowerCase(Locale.ROOT) + ": type "
                + type.toString().lines().findFirst().orElse("") + " is no " + wanted);
    }

    /** The bytes of a column of texts, decimals or other byte strings. */
    static final class Binary {
        private byte[] bytes = {};
        private int[] offsets = {};

        void load(ColumnReader reader) {
            bytes = reader.getBinaryValues();
            offsets = reader.getBinaryOffsets();
        }

        byte[] bytes() {
            return bytes;
        }

        /** Returns where value {@code i} starts, without blanks before it. */
        int start(int i) {
            int p = offsets[i];
            while (p < offsets[i + 1] && isBlank(bytes[p])) {
                p++;
            }
            return p;
        }

        /** Returns where value {@code i} ends, without blanks after it. */
        int end(int i) {
            int p = offsets[i + 1];
            while (p > offsets[i] && isBlank(bytes[p - 1])) {
                p--;
            }
            return Math.max(p, start(i));
        }

        /** Returns value {@code i} with its blanks. */
        byte[] value(int i) {
            return Arrays.copyOfRange(bytes, offsets[i], offsets[i + 1]);
        }

        private static boolean isBlank(byte b) {
            return b == ' ' || b == '\t';
        }
    }
}
