package dev.fastback.terminal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of an output stands for.
 *
 * @param path the file, with the links of its name followed: one that is there, or one that can be made
 * @param descriptor the number, where it is an open file of this process such as {@code /dev/stdout}; -1 where it is not
 */
record OutputPlace(Path path, int descriptor) {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** Folders of open files, of this or any process. What lies in them looks like links, and is none that could be followed. */
    private static final Pattern DESCRIPTORS = Pattern.compile("/dev/fd|/proc/(\\d+)(/task/\\d+)?/fd");

    /**
     * Follows the links of a name, though what they point to be missing.
     *
     * @throws IOException if they go round in a loop, or cannot be read
     */
    static OutputPlace of(Path file) throws IOException {
        Path path = file;
        for (int links = 0; links <= MOST_LINKS; links++) {
            int descriptor = descriptor(path);
            if (descriptor >= 0 || !Files.isSymbolicLink(path)) {
                return new OutputPlace(path, descriptor);
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        throw new FileSystemException(file.toString(), null, "its links go round in a loop");
    }

    /** Returns whether it is an open file, which is written to where it stands and never replaced. */
    boolean isDescriptor() {
        return descriptor >= 0;
    }

    /** Returns the number of the open file that a path stands for; -1 if it is none. */
    private static int descriptor(Path path) {
        @Nullable Path folder = path.toAbsolutePath().getParent();
        @Nullable Path name = path.getFileName();
        if (folder == null || name == null || !name.toString().matches("\\d{1,9}")) {
            return -1;
        }
        try {
            Matcher matcher = DESCRIPTORS.matcher(folder.toRealPath().toString());
            boolean own = matcher.matches()
                    && (matcher.group(1) == null || matcher.group(1).equals(Long.toString(ProcessHandle.current().pid())));
            return own ? Integer.parseInt(name.toString()) : -1;
        } catch (IOException e) {
            return -1; // no such folder
        }
    }
}
