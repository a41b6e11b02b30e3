package dev.fastback.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * Keeps SQLite's native library unpacked between starts. The driver unpacks it into a temporary folder at each start, which takes
 * longer than everything else about opening a store. With the system property {@value #FOLDER} it is unpacked there once, under a
 * name with its version and platform, so that no other version is ever loaded.
 */
final class NativeLibrary {
    /** Names the folder to keep the library in; its parent must exist. Without it the driver does as usual. */
    static final String FOLDER = "fastback.native.dir";

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** Tells the driver where the library is, unless it was told already; leaves it to the driver where that fails. */
    static synchronized void prepare() {
        String folder = System.getProperty(FOLDER, "");
        if (folder.isEmpty() || System.getProperty(PATH) != null) {
            return;
        }
        String name = System.mapLibraryName("sqlitejdbc");
        String platform = (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).replaceAll("[^\\w-]", "");
        Path place = Path.of(folder, "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform);
        try {
            if (!Files.exists(place.resolve(name))) {
                // OSInfo looks at every mapping of the process, so it is asked only once.
                unpack("/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name, place, name);
            }
        } catch (IOException e) {
            return;
        }
        System.setProperty(PATH, place.toString());
        System.setProperty(NAME, name);
        if (System.getProperty(TEMPORARY) == null) {
            System.setProperty(TEMPORARY, place.toString()); // the driver looks through all of it for left-overs of its own
        }
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
