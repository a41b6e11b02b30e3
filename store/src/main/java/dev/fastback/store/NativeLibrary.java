package dev.fastback.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * Keeps SQLite's native library unpacked between starts. The driver unpacks it into a temporary folder at each start, which takes
 * longer than everything else about opening a store. With the system property {@value #FOLDER} it is unpacked there once, under a
 * name with its version and platform, so that no other version is ever loaded. Where that folder cannot hold it, because it is read-only,
 * full, or must not hold programs, it is unpacked into the system's temporary folder for the time of the process.
 */
final class NativeLibrary {
    /** Names the folder to keep the library in; its parent must exist. Without it the driver does as usual. */
    static final String FOLDER = "fastback.native.dir";

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Loads the library and tells the driver where it is, unless it was told already.
     *
     * @throws StoreException if no folder can hold it; left to itself, the driver would say so in many lines
     */
    static synchronized void prepare() {
        String folder = System.getProperty(FOLDER, "");
        if (folder.isEmpty() || System.getProperty(PATH) != null) {
            return;
        }
        String name = System.mapLibraryName("sqlitejdbc");
        String platform = (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).replaceAll("[^\\w-]", "");
        Path kept = Path.of(folder, "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform);
        String why = load(kept, name);
        if (why == null) {
            tell(kept, name);
            return;
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String whyNot;
        try {
            Path own = Files.createTempDirectory(temporary, "fastback-sqlite-"); // nobody else can write to it
            own.toFile().deleteOnExit();
            whyNot = load(own, name);
            own.resolve(name).toFile().deleteOnExit(); // before its folder: the last one asked for is the first one deleted
            if (whyNot == null) {
                tell(own, name);
                return;
            }
        } catch (IOException e) {
            whyNot = reason(e);
        }
        throw new StoreException("SQLite's library can be loaded neither from " + folder + " (" + why + ") nor from " + temporary + " ("
                + whyNot + "); name a folder with FASTBACK_JAVA_OPTS=-D" + FOLDER + "=FOLDER");
    }

    private static void tell(Path place, String name) {
        System.setProperty(PATH, place.toString());
        System.setProperty(NAME, name);
        if (System.getProperty(TEMPORARY) == null) {
            System.setProperty(TEMPORARY, place.toString()); // the driver looks through all of it for left-overs of its own
        }
    }

    /** Loads the library from a folder, into which it is unpacked where it is missing; returns why that fails, null if it does not. */
    private static @Nullable String load(Path place, String name) {
        Path library = place.resolve(name);
        try {
            if (!Files.exists(library)) {
                // OSInfo looks at every mapping of the process, so it is asked only once.
                unpack("/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name, place, name);
            }
            System.load(library.toAbsolutePath().toString()); // the driver's own call then finds it loaded
            return null;
        } catch (IOException e) {
            return reason(e);
        } catch (UnsatisfiedLinkError e) {
            return String.valueOf(e.getMessage()).replace(library + ": ", "").lines().findFirst().orElse("it cannot be loaded");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void unpack(String resource, Path place, String name) throws IOException {
        Files.createDirectories(place);
        Path temporary = Files.createTempFile(place, name, ".tmp");
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no native library for this platform");
            }
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, place.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
