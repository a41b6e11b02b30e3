package dev.fastback.data.files;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The only file of a zip archive, as a stream that at its end refuses an archive with more of them. Where the first one is called
 * {@code .csv}, files of other kinds behind it, as reports about it, are left out.
 */
final class ZippedFile extends InputStream {
    private final ZipInputStream zip;
    private final String source;
    private final String first;
    private boolean ended;

    private ZippedFile(ZipInputStream zip, String source, String first) {
        this.zip = zip;
        this.source = source;
        this.first = first;
    }

    /**
     * Opens the file.
     *
     * @throws BarDataException if the archive is damaged, empty or a spreadsheet
     */
    static ZippedFile open(InputStream in, String source) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        @Nullable String name = nextFile(zip, source);
        if (name == null) {
            throw BarDataException.of(source, "is a zip archive without a file, or a damaged one");
        }
        if (name.equals("[Content_Types].xml") || name.startsWith("_rels/") || name.equals("mimetype")) {
            throw BarDataException.of(source, "is " + document(zip, source, name) + "; save the sheet as CSV");
        }
        return new ZippedFile(zip, source, name);
    }

    /** Tells what an archive is of which the first file is one of an office program. */
    private static String document(ZipInputStream zip, String source, String first) throws IOException {
        for (@Nullable String name = first; name != null; name = nextFile(zip, source)) {
            if (name.startsWith("xl/")) {
                return "an Excel workbook";
            }
        }
        return first.equals("mimetype") ? "an OpenDocument spreadsheet or text" : "an Office document";
    }

    private static @Nullable String nextFile(ZipInputStream zip, String source) throws IOException {
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                    return entry.getName();
                }
            }
            return null;
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw BarDataException.of(source, "is a zip archive that is damaged or of an unknown kind");
        }
    }

    private static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static boolean isTable(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(csv|tsv|json|parquet|feather|arrow|gz|xz|bz2|zst)");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = ended ? -1 : zip.read(into, offset, length);
        if (count < 0 && !ended) {
            ended = true;
            @Nullable String second = nextFile(zip, source);
            while (second != null && isCsv(first) && !isTable(second)) {
                second = nextFile(zip, source);
            }
            if (second != null) {
                throw BarDataException.of(source, "is a zip archive of several files (" + Printable.text(first) + ", "
                        + Printable.text(second) + ", ...); unpack it and give the folder");
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
