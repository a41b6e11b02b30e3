import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar and gives its classes of Java 5's form the form of Java 8, with the stack maps that it demands: Java keeps classes of older forms out of
 * archives and verifies them at each start (docs/adr/0112). Code, names and constants stay. Run as a source file: {@code java NewerClasses.java IN OUT}.
 */
final class NewerClasses {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final String NOTE = "The class files of this jar were written anew, with stack maps, by Fastback's build-release; nothing else was changed.\n";

    private static final String NOTE_NAME = "META-INF/CHANGES-BY-FASTBACK.txt";

    private final ClassFile reader;
    private final ClassFile writer;

    private NewerClasses(ClassLoader jar) {
        ClassHierarchyResolver types = ClassHierarchyResolver.defaultResolver().orElse(ClassHierarchyResolver.ofResourceParsing(jar));
        reader = ClassFile.of();
        // A pool of its own, because code that shares one with its source is copied as it is.
        writer = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(types));
    }

    static void main(String[] words) throws IOException {
        Path in = Path.of(words[0]);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {in.toUri().toURL()})) {
            new NewerClasses(loader).copy(in, Path.of(words[1]));
        }
    }

    private void copy(Path in, Path out) throws IOException {
        try (JarFile jar = new JarFile(in.toFile()); ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().equals(NOTE_NAME)) {
                    continue; // written anew before
                }
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                put(zip, entry.getName(), entry.getTime(), entry.getName().endsWith(".class") ? newer(bytes) : bytes);
            }
            put(zip, NOTE_NAME, 0, NOTE.getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] newer(byte[] bytes) {
        ClassModel model = reader.parse(bytes);
        if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
            return bytes;
        }
        return writer.transformClass(
                model,
                ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                        .andThen(ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }

    private static void put(ZipOutputStream zip, String name, long time, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
