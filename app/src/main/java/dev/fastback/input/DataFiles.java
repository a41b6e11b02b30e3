package dev.fastback.input;

import dev.fastback.data.files.BarFolder;
import dev.fastback.data.findings.BarReport;
import dev.fastback.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of bars that paths on the command line stand for. */
public final class DataFiles {
    /** What stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private DataFiles() {}

    /**
     * Returns the files in the order of the paths, each folder's in the order of their names; {@code -} stays.
     *
     * @throws UsageException if a path is none
     * @throws dev.fastback.data.findings.BarDataException if a folder cannot be read, or has no such file
     */
    public static List<String> of(List<String> paths) {
        List<String> files = new ArrayList<>();
        for (String path : paths) {
            if (path.isBlank()) {
                throw new UsageException("the name of a file is empty");
            }
            if (isFolder(path)) {
                BarFolder.files(path(path)).forEach(file -> files.add(file.toString()));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    /** Returns what a check found in a file, and how all of it is listed. */
    public static String remark(String file, BarReport report) {
        long count = report.warningCount() + report.errorCount();
        String list = file.equals(STANDARD_INPUT) ? "" : "; fastback data check " + file + " lists " + (count == 1 ? "it" : "all");
        return report.summary() + "; the first: " + report.findings().getFirst().describe() + list;
    }

    /**
     * Returns whether a path is that of a folder.
     *
     * @throws UsageException if it is none
     */
    static boolean isFolder(String path) {
        return !path.equals(STANDARD_INPUT) && Files.isDirectory(path(path));
    }

    /** Returns whether a word is the name of a file or folder that is there. */
    public static boolean isThere(String word) {
        try {
            return !word.isBlank() && Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Returns a path.
     *
     * @throws UsageException if the text is none
     */
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("--data: no path: " + text);
        }
    }
}
