package dev.fastback.data;

import java.util.List;

/** Tells from a file's first bytes what it is. */
public final class FileMagic {
    private record Format(String name, int... start) {
        boolean matches(byte[] bytes, int length) {
            if (length < start.length) {
                return false;
            }
            for (int i = 0; i < start.length; i++) {
                if ((bytes[i] & 0xff) != start[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final Format UTF_8_MARK = new Format("UTF-8 with a byte order mark", 0xef, 0xbb, 0xbf);
    private static final Format GZIP = new Format("gzip", 0x1f, 0x8b);

    private static final List<Format> UTF_16_MARKS =
            List.of(new Format("UTF-16 text", 0xff, 0xfe), new Format("UTF-16 text", 0xfe, 0xff));

    private static final Format PARQUET = new Format("a Parquet file", 'P', 'A', 'R', '1');

    private static final Format ZIP = new Format("a zip archive or spreadsheet", 'P', 'K', 3, 4);

    private static final List<Format> OTHERS = List.of(
            ZIP,
            PARQUET,
            new Format("an encrypted Parquet file", 'P', 'A', 'R', 'E'),
            new Format("compressed with zstd", 0x28, 0xb5, 0x2f, 0xfd),
            new Format("compressed with xz", 0xfd, '7', 'z', 'X', 'Z'),
            new Format("compressed with bzip2", 'B', 'Z', 'h'),
            new Format("compressed with gzip twice", 0x1f, 0x8b));

    private FileMagic() {}

    /** Returns whether the bytes start a Parquet file. */
    public static boolean isParquet(byte[] bytes, int length) {
        return PARQUET.matches(bytes, length);
    }

    /** Returns whether the bytes start a zip archive. */
    public static boolean isZip(byte[] bytes, int length) {
        return ZIP.matches(bytes, length);
    }

    /** Returns whether the bytes start UTF-16 text with a byte order mark. */
    public static boolean isUtf16(byte[] bytes, int length) {
        return UTF_16_MARKS.stream().anyMatch(mark -> mark.matches(bytes, length));
    }

    /** Returns whether the bytes start a gzip stream. */
    public static boolean isGzip(byte[] bytes, int length) {
        return GZIP.matches(bytes, length);
    }

    /**
     * Returns where the text starts: after a byte order mark, if there is one.
     *
     * @throws BarDataException if the bytes start another kind of file
     */
    public static int textStart(byte[] bytes, int length, String source) {
        for (Format format : OTHERS) {
            if (format.matches(bytes, length)) {
                throw BarDataException.of(source, "is " + format.name() + ", not text, gzip or zip; unpack or export it as CSV");
            }
        }
        return UTF_8_MARK.matches(bytes, length) ? UTF_8_MARK.start().length : 0;
    }
}
