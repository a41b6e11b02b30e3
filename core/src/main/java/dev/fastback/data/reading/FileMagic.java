package dev.fastback.data.reading;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells from a file's first bytes what it is. */
public final class FileMagic {
    /** How many of a file's first bytes {@link #table} and {@link #compression} need at most. */
    public static final int LENGTH = 32;

    /** The name of the Parquet format. */
    public static final String PARQUET = "parquet";

    /** The name of the Arrow format, files and streams; feather files are Arrow files. */
    public static final String ARROW = "arrow";

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

    private static final Format PARQUET_FILE = new Format("a Parquet file", 'P', 'A', 'R', '1');
    private static final Format ARROW_FILE = new Format("an Arrow or Feather file", 'A', 'R', 'R', 'O', 'W', '1');
    private static final Format ARROW_STREAM = new Format("an Arrow stream", 0xff, 0xff, 0xff, 0xff);

    private static final Format ZSTD = new Format("compressed with zstd", 0x28, 0xb5, 0x2f, 0xfd);
    private static final Format XZ = new Format("compressed with xz", 0xfd, '7', 'z', 'X', 'Z');
    private static final Format BZIP2 = new Format("compressed with bzip2", 'B', 'Z', 'h');

    private static final Format ZIP = new Format("a zip archive or spreadsheet", 'P', 'K', 3, 4);

    private static final String UNPACK = "; unpack it";
    private static final String AS_CSV = "; save it as CSV";
    private static final String FROM_PYTHON = "; write it with to_csv or to_parquet";

    /** What is no text, each with the way out; the first that matches. */
    private static final List<Other> OTHERS = List.of(
            new Other(ZIP, UNPACK),
            other("a zip archive without a file", "; put the table into it", 'P', 'K', 5, 6),
            new Other(PARQUET_FILE, AS_CSV),
            other("an encrypted Parquet file", "; write it without encryption", 'P', 'A', 'R', 'E'),
            other("UTF-32 text", "; save it as UTF-8", 0xff, 0xfe, 0, 0),
            other("UTF-32 text", "; save it as UTF-8", 0, 0, 0xfe, 0xff),
            new Other(ZSTD, UNPACK),
            new Other(XZ, UNPACK),
            new Other(BZIP2, UNPACK),
            other("compressed with LZ4", UNPACK, 0x04, 0x22, 0x4d, 0x18),
            other("compressed with LZMA", UNPACK, 0x5d, 0, 0),
            other("compressed with gzip twice", UNPACK, 0x1f, 0x8b),
            other("a 7z archive", UNPACK, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
            other("a RAR archive", UNPACK, 'R', 'a', 'r', '!', 0x1a, 7),
            other("an old Excel workbook (.xls)", AS_CSV, 0xd0, 0xcf, 0x11, 0xe0),
            other("a PDF document", "; prices must be a table: CSV, Parquet or JSON", '%', 'P', 'D', 'F'),
            other("an image, no text from line 1 on", "; prices must be a table: CSV, Parquet or JSON", 0x89, 'P', 'N', 'G'),
            other("an image, no text from line 1 on", "; prices must be a table: CSV, Parquet or JSON", 0xff, 0xd8, 0xff),
            new Other(ARROW_FILE, FROM_PYTHON),
            new Other(ARROW_STREAM, FROM_PYTHON),
            other("a Feather file of version 1", "; write it again with a newer pandas or pyarrow (version 2), or as CSV", 'F', 'E', 'A', '1'),
            other("an Avro file", FROM_PYTHON, 'O', 'b', 'j', 1),
            other("an HDF5 file", FROM_PYTHON, 0x89, 'H', 'D', 'F'),
            other("a NumPy array", FROM_PYTHON, 0x93, 'N', 'U', 'M', 'P', 'Y'),
            other("a Python pickle", FROM_PYTHON, 0x80, 2),
            other("a Python pickle", FROM_PYTHON, 0x80, 3),
            other("a Python pickle", FROM_PYTHON, 0x80, 4),
            other("a Python pickle", FROM_PYTHON, 0x80, 5),
            other("an R data file", "; write it with write.csv", 'R', 'D', 'X', '2', '\n'),
            other("an R data file", "; write it with write.csv", 'R', 'D', 'X', '3', '\n'),
            other("a MATLAB file", "; write it with writetable", 'M', 'A', 'T', 'L', 'A', 'B', ' '),
            other("an SQLite database", "; export the table as CSV", 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f'),
            other("a MetaTrader history file (.hst)", "; export it as CSV", 0x90, 1, 0, 0),
            other("a MetaTrader history file (.hst)", "; export it as CSV", 0x91, 1, 0, 0));

    /** A mark that a text may have, too, because a share is called so; the file's other bytes are none of a text. */
    private static final Other ORC = other("an ORC file", FROM_PYTHON, 'O', 'R', 'C');

    /** Words that begin what is text, but no table. */
    private static final List<Markup> MARKUPS = List.of(
            new Markup("<!doctype html", "a web page"),
            new Markup("<html", "a web page"),
            new Markup("<?xml", "an XML file"),
            new Markup("<", "a page or XML file"));

    private static final String TAR = "ustar";
    /** Where the mark of a tar archive ends. */
    private static final int TAR_AT = 262;

    private static final int LONGEST_TAG = 200;

    private record Other(Format format, String wayOut) {}

    private record Markup(String start, String name) {}

    private static Other other(String name, String wayOut, int... start) {
        return new Other(new Format(name, start), wayOut);
    }

    private FileMagic() {}

    /** Returns the name of the format that reads a binary table; null where the bytes start none. */
    public static @Nullable String table(byte[] bytes, int length) {
        if (PARQUET_FILE.matches(bytes, length)) {
            return PARQUET;
        }
        return ARROW_FILE.matches(bytes, length) || ARROW_STREAM.matches(bytes, length) ? ARROW : null;
    }

    /** Returns the name of the {@link Compression} of the bytes; null where they start none that lies beside the core. */
    public static @Nullable String compression(byte[] bytes, int length) {
        if (XZ.matches(bytes, length)) {
            return "xz";
        }
        if (BZIP2.matches(bytes, length)) {
            return "bzip2";
        }
        return ZSTD.matches(bytes, length) ? "zstd" : null;
    }

    /** Returns whether the bytes start a zip archive. */
    public static boolean isZip(byte[] bytes, int length) {
        return ZIP.matches(bytes, length);
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
        for (Other other : OTHERS) {
            if (other.format.matches(bytes, length)) {
                throw BarDataException.of(source, "is " + other.format.name() + other.wayOut);
            }
        }
        if (ORC.format.matches(bytes, length) && hasControls(bytes, length)) {
            throw BarDataException.of(source, "is " + ORC.format.name() + ORC.wayOut);
        }
        if (length > TAR_AT && new String(bytes, TAR_AT - TAR.length(), TAR.length(), StandardCharsets.ISO_8859_1).equals(TAR)) {
            throw BarDataException.of(source, "is a tar archive" + UNPACK);
        }
        refuseMarkup(bytes, length, source);
        return UTF_8_MARK.matches(bytes, length) ? UTF_8_MARK.start().length : 0;
    }

    private static boolean hasControls(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, LENGTH); i++) {
            if (bytes[i] >= 0 && bytes[i] < '\t') {
                return true;
            }
        }
        return false;
    }

    /** Refuses pages; names of columns in angle brackets are none. */
    private static void refuseMarkup(byte[] bytes, int length, String source) {
        String start = new String(bytes, 0, Math.min(length, LONGEST_TAG), StandardCharsets.ISO_8859_1).stripLeading();
        int end = start.indexOf('>');
        boolean isName = start.startsWith("<") && end > 0 && end + 1 < start.length() && ",;|\t".indexOf(start.charAt(end + 1)) >= 0;
        for (Markup markup : MARKUPS) {
            if (!isName && start.toLowerCase(Locale.ROOT).startsWith(markup.start)) {
                String first = Printable.text(start.lines().findFirst().orElse("")).toLowerCase(Locale.ROOT);
                throw BarDataException.at(source, 1, "open", null, "missing column; this is " + markup.name + " (" + first
                        + "), did the download fail? Prices must be CSV, Parquet or JSON");
            }
        }
    }
}
