package dev.fastback.data.files;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder with one file of bars for each instrument. */
public final class BarFolder {
    private static final int LOOKED_AT = 256;

    private BarFolder() {}

    /**
     * Returns the files of a folder whose names end as those of bars do, in any case, sorted by name: {@code .csv}, {@code .tsv} and
     * {@code .json}, also compressed ({@code .gz}, {@code .xz}, {@code .bz2}, {@code .zst}, {@code .zip}), {@code .parquet},
     * {@code .feather}, {@code .arrow}, {@code .arrows} and {@code .ipc}. A {@code .json} file counts when it holds an array. Hidden files,
     * whose names start with a point, and folders inside are passed over.
     *
     * @throws BarDataException if the folder cannot be read, has no such file, or has two for one symbol
     */
    public static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, BarFolder::isBarFile)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw BarDataException.of(folder.toString(), e);
        } catch (DirectoryIteratorException e) {
            throw BarDataException.of(folder.toString(), e.getCause() instanceof IOException cause ? cause : new IOException(e));
        }
        if (files.isEmpty()) {
            throw BarDataException.of(folder.toString(), "no .csv, .json, .parquet or .feather file in this folder, compressed ones included");
        }
        files.sort(Comparator.comparing(BarFolder::name));
        Map<String, Path> bySymbol = new HashMap<>();
        for (Path file : files) {
            @Nullable Path other = bySymbol.put(BarReader.symbolOf(file), file);
            if (other != null) {
                throw BarDataException.of(folder.toString(), Printable.text(name(other)) + " and "
                        + Printable.text(name(file)) + " are of the same symbol; keep one of them");
            }
        }
        return List.copyOf(files);
    }

    private static boolean isBarFile(Path file) {
        return !name(file).startsWith(".") && BarFileNames.isBarFile(name(file)) && Files.isRegularFile(file)
                && (!BarFileNames.isDoubtful(name(file)) || isArray(file));
    }

    /** Returns whether a JSON file holds an array, as dumps of bars do; notes and results about bars are objects. */
    private static boolean isArray(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8).strip().startsWith("[");
        } catch (IOException e) {
            return true; // whoever reads it says what is wrong with it
        }
    }

    private static String name(Path file) {
        @Nullable Path last = file.getFileName();
        return last == null ? "" : last.toString();
    }
}
