package dev.fastback.spark;

import dev.fastback.codec.StudyCodec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What must be equal where results are to be: Java's feature number and the build of Fastback.
 *
 * @param java feature number of Java
 * @param fastback the first digits of the SHA-256 of core's jar; where core is a folder of classes, of the class that reads studies
 */
record Build(int java, String fastback) implements Serializable {
    private static final long serialVersionUID = 1L;

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

    private static String digest() {
        try {
            Path place = Path.of(StudyCodec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path file = Files.isDirectory(place) ? place.resolve("dev/fastback/codec/StudyCodec.class") : place;
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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
