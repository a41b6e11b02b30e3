package dev.fastback.spark;

import dev.fastback.codec.StudyCodec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What must be equal where results are to be: Java's feature number and the build of Fastback.
 *
 * @param java feature number of Java
 * @param fastback the first digits of the SHA-256 of the classes and their names, core's or, where all is in one jar, all of Fastback's
 */
record Build(int java, String fastback) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String OURS = "dev/fastback/";

    /** Thrown on a machine with another build; the message is one line that names both. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    private static final class Holder {
        static final Build HERE = new Build(Runtime.version().feature(), digest());
    }

    /** Returns the build of this process. */
    static Build here() {
        return Holder.HERE;
    }

    /** Digests all classes of core by name, whether they lie in a jar or in a folder. */
    private static String digest() {
        try {
            Path place = Path.of(StudyCodec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (Files.isDirectory(place)) {
                digest(place, digest);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    digest(jar.getPath("/"), digest);
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void digest(Path root, MessageDigest digest) throws IOException {
        Map<String, Path> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> classes.put(root.relativize(file).toString().replace('\\', '/'), file));
        }
        classes.keySet().removeIf(name -> !name.startsWith(OURS)); // where all is in one jar, others' are many
        for (Map.Entry<String, Path> each : classes.entrySet()) {
            digest.update(each.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(each.getValue()));
        }
    }

    /**
     * Does nothing where this is the build.
     *
     * @throws Mismatch elsewhere
     */
    void requireHere() {
        Build here = here();
        if (!here.equals(this)) {
            throw new Mismatch("an executor runs Fastback " + here.fastback() + " on Java " + here.java() + ", this is " + fastback + " on Java " + java
                    + ": install the same on every machine");
        }
    }
}
