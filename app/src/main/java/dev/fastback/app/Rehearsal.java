package dev.fastback.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Does what a usual run does, and loads every class of ours, so that Java can note what belongs into the archive of classes that the
 * launcher makes. Prints nothing.
 */
final class Rehearsal {
    private static final String RUN = "optimize ETHUSD --sims 50 --workers 8";
    private static final String OURS = "dev/fastback/";

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param args the folder that is the run store meanwhile
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        StandardOutput out = new StandardOutput(OutputStream.nullOutputStream());
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                out.printer(),
                new PrintStream(OutputStream.nullOutputStream()),
                Map.of("FASTBACK_HOME", args[0]),
                false);
        Interruption interruption = new Interruption(true);
        int code = Main.run(terminal, interruption, RUN.split(" "));
        for (String file : System.getProperty("java.class.path").split(File.pathSeparator)) {
            loadOurs(Path.of(file));
        }
        interruption.finish(code);
    }

    private static void loadOurs(Path file) throws IOException, ClassNotFoundException {
        if (Files.isDirectory(file)) {
            return;
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(OURS) && name.endsWith(".class")) {
                    String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    Class.forName(type, false, Rehearsal.class.getClassLoader());
                }
            }
        }
    }
}
