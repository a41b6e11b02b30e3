package dev.fastback.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher script and the real Java with a program of one line, which says which of its versions runs. */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class ClassArchiveTest {
    private static final String ARCHIVED = "dev.fastback.app.Main source: shared objects file";

    @TempDir
    Path folder;

    private Path project;
    private Path jar;
    private Path archives;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("fast back"));
        for (String script : List.of("fastback", "find-jdk.sh")) {
            Files.copy(Path.of("..", script), project.resolve(script));
        }
        jar = project.resolve("app/target/fastback-app.jar");
        archives = project.resolve("app/target/cds");
        Files.createDirectories(project.resolve("app/target/lib"));
        library("library");
        program("one", "");
        Files.writeString(project.resolve("app/target/launcher.stamp"), System.getProperty("java.home") + "\n");
    }

    @Test
    void aJarThatChangedUnderTheSameSizeAndTimeRunsItsNewCode() throws Exception {
        assertThat(run()).isEqualTo("one\n");
        awaitArchive();
        assertThat(runAndListClasses("one")).contains(ARCHIVED);
        FileTime time = Files.getLastModifiedTime(jar);
        long size = Files.size(jar);
        program("two", "");
        Files.setLastModifiedTime(jar, time);
        assertThat(Files.size(jar)).isEqualTo(size);
        assertThat(run()).isEqualTo("two\n");
        awaitArchive();
        assertThat(runAndListClasses("two")).contains(ARCHIVED);
    }

    @Test
    void aLibraryThatWasTouchedOrMovedAwayAndBackGetsItsArchiveAgain() throws Exception {
        run();
        awaitArchive();
        Path library = library("library");
        Files.setLastModifiedTime(library, FileTime.fromMillis(System.currentTimeMillis() - 86_400_000));
        assertThat(run()).isEqualTo("one\n");
        library("library");
        assertThat(run()).isEqualTo("one\n");
        awaitArchive();
        assertThat(runAndListClasses("one")).contains(ARCHIVED);
        try (Stream<Path> files = Files.list(archives)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jsa"))).hasSize(1);
        }
    }

    @Test
    void threeFirstRunsAtOnceMakeOneArchive() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(builder("").redirectOutput(folder.resolve("out" + i).toFile()).start());
        }
        for (int i = 0; i < 3; i++) {
            assertThat(processes.get(i).waitFor()).isZero();
            assertThat(folder.resolve("out" + i)).hasContent("one");
        }
        awaitArchive();
        try (Stream<Path> files = Files.list(archives)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".jsa")))
                    .containsExactlyInAnyOrder("current", "lock", "log");
        }
        assertThat(runAndListClasses("one")).contains(ARCHIVED);
    }

    @Test
    void anArchiveThatCannotBeMadeIsDoneWithout() throws Exception {
        program("one", "System.exit(3);");
        assertThat(run()).isEqualTo("one\n");
        awaitEndOfWork();
        assertThat(run()).isEqualTo("one\n");
        assertThat(Files.readAllLines(archives.resolve("current"))).startsWith("none");
        program("two", "");
        assertThat(run()).isEqualTo("two\n");
        awaitArchive();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsDoneWithout() throws Exception {
        Files.writeString(archives, "a file where the folder would be");
        assertThat(run()).isEqualTo("one\n");
        assertThat(archives).hasContent("a file where the folder would be");
    }

    @Test
    void aDamagedArchiveIsDoneWithout() throws Exception {
        run();
        awaitArchive();
        Path archive = archives.resolve(Files.readAllLines(archives.resolve("current")).getFirst() + ".jsa");
        byte[] bytes = Files.readAllBytes(archive);
        for (int length : new int[] {0, 100, 4096, bytes.length / 2, bytes.length - 1}) {
            Files.write(archive, Arrays.copyOf(bytes, length));
            assertThat(run()).as("%d bytes of it", length).isEqualTo("one\n");
        }
    }

    @Test
    void optionsThatContradictAnArchiveDoWithoutNoise() throws Exception {
        run();
        awaitArchive();
        for (String options : List.of("-Xmx40m", "-Xshare:off", "-Xshare:auto", "-Xint", "-XX:-UseCompressedOops", "-XX:AOTMode=off")) {
            assertThat(run(options)).as(options).isEqualTo("one\n");
        }
    }

    /** Waits until the archive is made; it may still be in the making when the first run ends. */
    private void awaitArchive() throws IOException, InterruptedException {
        awaitEndOfWork();
        assertThat(archives.resolve("current")).as(Files.readString(archives.resolve("log"))).exists();
        assertThat(Files.readAllLines(archives.resolve("current")).getFirst()).isNotEqualTo("none");
    }

    private void awaitEndOfWork() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (true) {
            try (Stream<Path> files = Files.list(archives)) {
                if (files.noneMatch(file -> file.getFileName().toString().startsWith("work"))) {
                    return;
                }
            }
            assertThat(System.nanoTime()).as("the archive takes too long").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private String run() throws IOException, InterruptedException {
        return run("");
    }

    /** Returns what a run prints; nothing may stand on standard error. */
    private String run(String options) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = builder(options).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(err).content().isEmpty();
        return Files.readString(out);
    }

    private String runAndListClasses(String output) throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        assertThat(run("-Xlog:class+load:file=" + classes)).isEqualTo(output + "\n");
        return Files.readString(classes);
    }

    private ProcessBuilder builder(String options) {
        ProcessBuilder builder = new ProcessBuilder(project.resolve("fastback").toString()).directory(folder.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FASTBACK_JAVA_OPTS", options);
        return builder;
    }

    /** Writes the program's jar: what it prints when it is run, and what it does at the rehearsal. */
    private void program(String text, String rehearsal) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path main = Files.writeString(
                sources.resolve("Main.java"),
                "package dev.fastback.app; class Main { public static void main(String[] a) { System.out.println(\"" + text + "\"); } }");
        Path other = Files.writeString(
                sources.resolve("Rehearsal.java"),
                "package dev.fastback.app; class Rehearsal { public static void main(String[] a) { Main.main(a); " + rehearsal + " } }");
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", sources.toString(), main.toString(), other.toString());
        assertThat(code).isZero();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0); // texts of one length make jars of one size
            for (String name : List.of("dev/fastback/app/Main.class", "dev/fastback/app/Rehearsal.class")) {
                entry(zip, name, Files.readAllBytes(sources.resolve(name)));
            }
        }
        Files.write(jar, bytes.toByteArray());
    }

    private Path library(String content) throws IOException {
        Path file = project.resolve("app/target/lib/library.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "library.txt", content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
