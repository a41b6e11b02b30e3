package dev.fastback.parquet;

import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarFormat;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Follows the pages of a column from header to header before any is unpacked. With inconsistent sizes the library would
 * allocate without bound, or search for the rest of a page forever.
 */
final class PageCheck {
    private static final int MAGIC_BYTES = 4;
    private static final int FIRST_HEADER_BYTES = 256;
    private static final int MAX_HEADER_BYTES = 1 << 20;

    /** Deflate packs at most 1,032 bytes into one, Snappy fewer. */
    private static final long MAX_PACKING = 1_032;
    private static final long SMALL_PAGE = 4_096;
    /** Zstandard and Brotli pack any number of equal bytes into a few; writers make pages of about 1 MiB. */
    private static final long LARGE_PAGE = 16 << 20;

    private final BarFormat.Content content;
    private final String name;

    /**
     * Makes one for a file.
     *
     * @param name the file's name as messages give it
     */
    PageCheck(BarFormat.Content content, String name) {
        this.content = content;
        this.name = name;
    }

    /**
     * Checks the part of a column that a group of rows has.
     *
     * @param start where its first page is
     * @param rows the rows of the group
     * @throws BarDataException if the pages are not as they say
     * @throws IOException if the file cannot be read
     */
    void check(ColumnMetaData column, long start, long rows) throws IOException {
        long end = start + column.totalCompressedSize();
        if (start < MAGIC_BYTES || end < start || end > content.length() - 2 * MAGIC_BYTES) {
            throw damaged(column, "its pages are said to be at bytes " + start + " to " + end + " of " + content.length());
        }
        long values = 0;
        for (long place = start; place < end; ) {
            int room = (int) Math.min(end - place, MAX_HEADER_BYTES);
            ByteBuffer bytes = content.read(place, Math.min(room, FIRST_HEADER_BYTES));
            PageHeader page;
            try {
                page = PageHeader.read(bytes);
            } catch (BufferUnderflowException longer) {
                bytes = content.read(place, room);
                page = headerOf(column, place, bytes);
            } catch (RuntimeException e) {
                throw damaged(column, "no page at byte " + place);
            }
            long body = place + bytes.position();
            if (!fits(page, column.codec()) || page.packedBytes() > end - body) {
                throw damaged(column, "the page at byte " + place + " does not fit");
            }
            values += page.isData() ? page.values() : 0;
            place = body + page.packedBytes();
        }
        if (values != rows || column.numValues() != rows) {
            throw damaged(column, "its pages have " + values + " values for " + rows + " rows");
        }
    }

    private PageHeader headerOf(ColumnMetaData column, long place, ByteBuffer bytes) {
        try {
            return PageHeader.read(bytes);
        } catch (RuntimeException e) {
            throw damaged(column, "no page at byte " + place);
        }
    }

    private static boolean fits(PageHeader page, CompressionCodec codec) {
        if (page.packedBytes() < 0 || page.unpackedBytes() < 0) {
            return false;
        }
        if (page.isDictionary() && (page.values() < 0 || page.values() > page.unpackedBytes())) {
            return false;
        }
        if (page.isData() && page.values() < 0) {
            return false;
        }
        return codec == CompressionCodec.UNCOMPRESSED
                ? page.packedBytes() == page.unpackedBytes()
                : page.unpackedBytes() <= MAX_PACKING * page.packedBytes() + (packsAnyNumber(codec) ? LARGE_PAGE : SMALL_PAGE);
    }

    private static boolean packsAnyNumber(CompressionCodec codec) {
        return codec == CompressionCodec.ZSTD || codec == CompressionCodec.BROTLI;
    }

    private BarDataException damaged(ColumnMetaData column, String what) {
        return BarDataException.of(
                name, "is damaged: column " + column.pathInSchema().leafName().toLowerCase(Locale.ROOT) + ": " + what);
    }
}
