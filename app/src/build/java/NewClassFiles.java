import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar and gives its oldest classes the form of today's class files. Classes of Java 5 have no stack maps, so Java cannot keep
 * them in an archive and checks them at each start the slow way; picocli's are of that kind. Instructions, names and line numbers
 * stay. Every class that was changed is verified. Part of the build: {@code java NewClassFiles.java FROM TO}.
 */
final class NewClassFiles {
    private NewClassFiles() {}

    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Path.of(args[1]);
        Files.createDirectories(to.toAbsolutePath().getParent());
        Path unfinished = to.resolveSibling(to.getFileName() + ".new");
        try (JarFile jar = new JarFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
            ClassFile format = format(jar);
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                copy(jar, entries.nextElement(), format, out);
            }
        }
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ClassFile format(JarFile jar) {
        ClassHierarchyResolver own = ClassHierarchyResolver.ofResourceParsing(type -> {
            String name = type.descriptorString();
            try {
                JarEntry entry = jar.getJarEntry(name.substring(1, name.length() - 1) + ".class");
                return entry == null ? null : jar.getInputStream(entry);
            } catch (IOException e) {
                throw new IllegalStateException(name, e);
            }
        });
        return ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                ConstantPoolSharingOption.NEW_POOL,
                ClassHierarchyResolverOption.of(own.orElse(ClassHierarchyResolver.defaultResolver()).cached()));
    }

    private static void copy(JarFile jar, JarEntry entry, ClassFile format, ZipOutputStream out) throws IOException {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class")) {
            ClassModel old = format.parse(bytes);
            if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
                bytes = renewed(old, format);
            }
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(bytes);
    }

    private static byte[] renewed(ClassModel old, ClassFile format) {
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_25_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        // Methods that nobody touches are copied as they are, without stack maps.
        ClassTransform everyMethod = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
        byte[] bytes = format.transformClass(old, version.andThen(everyMethod));
        List<VerifyError> errors = format.verify(bytes);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(old.thisClass().asInternalName(), errors.getFirst());
        }
        return bytes;
    }
}
