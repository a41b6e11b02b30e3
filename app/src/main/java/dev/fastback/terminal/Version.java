package dev.fastback.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Fastback's version, as the build wrote it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** Returns what {@code --version} prints. */
    public static String line() {
        return "fastback " + text() + " (Java " + Runtime.version() + ")";
    }

    /** Returns the version, for example {@code 0.1.0}. */
    public static String text() {
        // The jar's manifest is in memory already; a resource is looked for and opened, which takes half as long as starting Java.
        String manifest = Version.class.getPackage().getImplementationVersion();
        return manifest != null ? manifest : resource();
    }

    private static String resource() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the build");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("version.properties cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
