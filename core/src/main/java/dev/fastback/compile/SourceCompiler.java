package dev.fastback.compile;

import dev.fastback.api.Strategy;
import dev.fastback.component.Sha256;
import dev.fastback.custom.CompiledClasses;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the source of a strategy in memory: the one record in it that implements {@link Strategy}, and whatever else it declares. Annotations are
 * not processed. {@code import dev.fastback.api.*;} is added where the source imports nothing of it; places in messages are those of the source
 * as it is written.
 */
public final class SourceCompiler {
    private static final String IMPORT = "import dev.fastback.api.*; ";
    private static final Pattern OWN_IMPORT = Pattern.compile("(?m)^\\s*import\\s+dev\\s*\\.\\s*fastback\\s*\\.\\s*api\\b");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.\\s]+;");

    private SourceCompiler() {}

    /** Returns why nothing can be compiled here, in one line with the way out; empty if it can. */
    public static Optional<String> unavailable() {
        return ToolProvider.getSystemJavaCompiler() != null
                ? Optional.empty()
                : Optional.of("strategies in source need the compiler of a JDK, and " + System.getProperty("java.home")
                        + " is a Java runtime without one (module jdk.compiler); start Fastback with a JDK");
    }

    /** Returns the SHA-256 of a source, as UTF-8, in hexadecimal. */
    public static String hash(String source) {
        return Sha256.hex(source.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Compiles.
     *
     * @param file what messages call the source; if it ends with .java, its last name is that of the public type, as for javac
     * @throws CompileException if it does not compile, or does not hold exactly one strategy
     * @throws IllegalStateException if there is no compiler, see {@link #unavailable}
     */
    public static CompiledClasses compile(String file, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException(unavailable().orElse("no compiler"));
        }
        Source text = Source.of(file, source);
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        SortedMap<String, ByteArrayOutputStream> made = new TreeMap<>();
        boolean isCompiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-implicit:none", "-nowarn", "-Xlint:none", "-parameters", "-g", "-classpath", classPath());
            // The writer takes what the compiler says of a fault of its own, pages of it.
            isCompiled = compiler.getTask(new StringWriter(), new Memory(files, made), found, options, null, List.of(text)).call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!isCompiled) {
            throw new CompileException(text.errors(found.getDiagnostics()));
        }
        SortedMap<String, byte[]> classes = new TreeMap<>();
        made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new CompiledClasses(classes, strategyIn(file, classes));
    }

    /** Returns where the api is, and what else the program was started with, so that a strategy may use libraries of its own. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        CodeSource api = Strategy.class.getProtectionDomain().getCodeSource();
        if (api != null) {
            try {
                places.add(Path.of(api.getLocation().toURI()).toString());
            } catch (URISyntaxException | RuntimeException e) {
                // then it is on the class path, if anywhere
            }
        }
        places.add(System.getProperty("java.class.path", ""));
        return String.join(File.pathSeparator, places);
    }

    private static String strategyIn(String file, SortedMap<String, byte[]> classes) {
        List<String> strategies = new ArrayList<>();
        for (String name : classes.keySet()) {
            Class<?> type = load(classes, name);
            if (Strategy.class.isAssignableFrom(type) && !type.isInterface()) {
                strategies.add(name);
            }
        }
        if (strategies.size() == 1) {
            return strategies.getFirst();
        }
        throw new CompileException(List.of(strategies.isEmpty()
                ? file + ": there is no strategy in it: a record that implements SignalStrategy or BarStrategy"
                : file + ": there are several strategies in it, and a file has one: " + String.join(", ", strategies)));
    }

    private static Class<?> load(SortedMap<String, byte[]> classes, String name) {
        try {
            return Class.forName(name, false, new ClassLoader(SourceCompiler.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String wanted) throws ClassNotFoundException {
                    byte[] bytes = classes.get(wanted);
                    if (bytes == null) {
                        throw new ClassNotFoundException(wanted);
                    }
                    return defineClass(wanted, bytes, 0, bytes.length);
                }
            });
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("it was just compiled", e);
        }
    }

    /** A source with the import, and the way back to places in it. */
    private static final class Source extends SimpleJavaFileObject {
        private final String file;
        private final String content;
        private final long line;
        private final long column;
        private final int added;

        private Source(String file, String content, long line, long column, int added) {
            super(uri(file), Kind.SOURCE);
            this.file = file;
            this.content = content;
            this.line = line;
            this.column = column;
            this.added = added;
        }

        static Source of(String file, String source) {
            if (OWN_IMPORT.matcher(source).find()) {
                return new Source(file, source, 0, 0, 0);
            }
            Matcher declared = PACKAGE.matcher(source);
            int at = declared.find() ? declared.end() : 0;
            String before = source.substring(0, at);
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            long column = at - (before.lastIndexOf('\n') + 1) + 1L;
            return new Source(file, before + IMPORT + source.substring(at), line, column, IMPORT.length());
        }

        private static URI uri(String file) {
            Path name = Path.of(file).getFileName();
            String last = name == null ? "Strategy.java" : name.toString();
            try {
                return new URI("memory", null, "/" + (last.endsWith(".java") ? last : last + ".java"), null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("this is no name of a source file: " + file, e);
            }
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }

        List<String> errors(List<Diagnostic<? extends JavaFileObject>> found) {
            List<String> lines = new ArrayList<>();
            for (Diagnostic<? extends JavaFileObject> one : found) {
                if (one.getKind() == Diagnostic.Kind.ERROR) {
                    long shift = one.getLineNumber() == line && one.getColumnNumber() > column ? added : 0;
                    String place = one.getLineNumber() == Diagnostic.NOPOS
                            ? file
                            : file + ":" + one.getLineNumber() + ":" + (one.getColumnNumber() - shift);
                    lines.add(place + ": " + one.getMessage(Locale.ROOT).lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("error"));
                }
            }
            return lines.isEmpty() ? List.of(file + ": the compiler gave up without naming a place; is an expression nested too deeply?") : lines;
        }
    }

    /** Keeps what is compiled in memory. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final SortedMap<String, ByteArrayOutputStream> made;

        Memory(JavaFileManager files, SortedMap<String, ByteArrayOutputStream> made) {
            super(files);
            this.made = made;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    made.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
