package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.testkit.fault.OtherUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real launcher script in a project that looks built, with JDKs that only say how they were called; for the archive of classes with
 * the real Java and a program of one line, which says which of its versions runs.
 */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class LauncherTest {
    @TempDir
    Path folder;

    private Path project;
    private Path script;
    private Path jar;
    private Path archive;

    /** As whom the launcher runs; null for the user of this process. */
    private @Nullable OtherUser user;

    @AfterEach
    void letTheFolderBeRemoved() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isDirectory).forEach(place -> place.toFile().setWritable(true));
        }
    }

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("fast back"));
        script = executable(project.resolve("fastback"), Files.readString(Path.of("..", "fastback")));
        Files.copy(Path.of("..", "run-java.sh"), project.resolve("run-java.sh"));
        String finder = Files.readString(Path.of("..", "find-jdk.sh"));
        // The usual folders of this machine, where a JDK may be, become one that is not there.
        Files.writeString(
                project.resolve("find-jdk.sh"),
                finder.replaceAll("(/usr|/opt|/Library)/[^ ;]*(java|jvm|Java|jdk)[^ ;\n]*", "/no/such/folder/*"));
        Files.createDirectories(project.resolve("app/target"));
    }

    @Test
    void tooFewOpenFilesAreRefusedBeforeJavaStarts() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        Path few = executable(folder.resolve("few"), "#!/bin/sh\nulimit -n \"$1\"\nshift\nexec \"$@\"\n");
        Result refused = run(few, Map.of(), "20", script.toString(), "--version");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).matches("fastback: no more than 20 files may be open at once, and Java needs \\d+: ulimit -n \\d+, or more for the work itself\n");
        assertThat(project.resolve("app/target/cds")).doesNotExist(); // not even an empty one, which would say that none can be made
        assertThat(run(few, Map.of(), "200", script.toString(), "--version").code()).isZero();
    }

    @Test
    void passesArgumentsOnFromAnyFolderAndThroughLinks() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        Path link = Files.createSymbolicLink(folder.resolve("fb"), Path.of("fast back", "fastback"));
        Path second = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("fb"), link);
        for (Path start : List.of(script, link, second)) {
            Result result = run(start, Map.of(), "data", "check", "a b.csv", "*");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("jdk 25", "<dev.fastback.command.Main>\n<data>\n<check>\n<a b.csv>\n<*>\n");
            assertThat(result.out()).contains("<" + project.toRealPath() + "/app/target/fastback-app.jar:");
        }
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        Path old = jdk("jdk 17", "17.0.15");
        Path newer = jdk("jdk 26", "26");
        Path path = Files.createSymbolicLink(folder.resolve("java"), newer.resolve("bin/java")).getParent();
        Result result = run(script, Map.of("JAVA_HOME", old.toString(), "PATH", path + ":" + System.getenv("PATH")));
        assertThat(result.out()).as(result.err()).contains("jdk 26");
        assertThat(run(script, Map.of("JAVA_HOME", newer.toString())).out()).contains("jdk 26");
        assertThat(run(script, Map.of()).out()).contains("jdk 25");
    }

    @Test
    void withoutAJdkItSaysInOneLineWhatToInstall() throws Exception {
        for (String home : List.of("/no/such/jdk", jdk("jdk 17", "17.0.15").toString(), folder.toString())) {
            Result result = run(script, Map.of("JAVA_HOME", home, "PATH", toolsWithoutJava().toString()));
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).hasLineCount(1).contains("no JDK 25 or newer", "install");
        }
    }

    @Test
    void withoutMavenTheFirstRunSaysInOneLineWhatToInstall() throws Exception {
        Path home = jdk("jdk 25", "25.0.1");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Result result = run(script, Map.of("JAVA_HOME", home.toString(), "PATH", toolsWithoutJava().toString()));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).contains("Maven");
    }

    @Test
    void theFirstRunSaysWhatItsBuildIsAt() throws Exception {
        Map<String, String> environment = withMaven("echo '[INFO] Building Fastback core 0.1.0-SNAPSHOT           [1/2]'\nsleep 3\n"
                + "echo '[INFO] Building Fastback app 0.1.0-SNAPSHOT            [2/2]'\nsleep 3\n");
        Result result = run(script, environment, "runs");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).containsSubsequence("building, this happens once", "building 1 of 2, Fastback core\n", "building 2 of 2, Fastback app\n");
        assertThat(result.out()).contains("<runs>");
    }

    @Test
    void aBuildThatFailsShowsItsLastLines() throws Exception {
        Result result = run(script, withMaven("echo '[ERROR] no such symbol'\nexit 1\n"), "runs");
        assertThat(result.code()).isEqualTo(70);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("the build failed", "launcher-build.log", "[ERROR] no such symbol");
    }

    @Test
    void aBuildEndsWithItsLauncher() throws Exception {
        Path id = folder.resolve("id");
        Process launcher = builder(script, withMaven("echo $$ >'" + id + "'\nexec sleep 100\n"), "runs").start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!(Files.exists(id) && Files.readString(id).endsWith("\n"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
        Optional<ProcessHandle> maven = ProcessHandle.of(Long.parseLong(Files.readString(id).strip()));
        ProcessRun.signal(launcher, "TERM");
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(130);
        if (maven.isPresent()) {
            maven.get().onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(project.resolve("app/target/launcher.stamp")).doesNotExist();
    }

    @Test
    void theFirstBuildLeavesOutTheChecksThatChangedSourcesGoThrough() throws Exception {
        Path words = folder.resolve("words");
        Map<String, String> environment = withMaven("echo \"$@\" >'" + words + "'\nmkdir -p core/target/classes\n");
        Path source = Files.createDirectories(project.resolve("core/src/main/java")).resolve("A.java");
        Files.writeString(source, "one");
        run(script, environment, "runs");
        assertThat(words).content().contains(" -Dchecks=-Xlint:-options package");
        Files.writeString(source, "another");
        run(script, environment, "runs");
        assertThat(words).content().contains(" package").doesNotContain("-Dchecks");
    }

    /** Returns an environment with a JDK that can compile, and a Maven that does what the script says. */
    private Map<String, String> withMaven(String does) throws IOException {
        Path home = jdk("jdk 25", "25.0.1");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Path tools = Files.createDirectory(folder.resolve("maven"));
        executable(tools.resolve("mvn"), "#!/bin/sh\n" + does);
        return Map.of("JAVA_HOME", home.toString(), "PATH", tools + ":" + System.getenv("PATH"));
    }

    @Test
    void namesOfFilesNeedUtf8AlsoInAPlainLocale() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        assertThat(run(script, Map.of("LC_ALL", "C")).out()).contains("locale C.UTF-8");
        assertThat(run(script, Map.of("LC_ALL", "de_DE.utf8")).out()).contains("locale de_DE.utf8");
    }

    @Test
    void theVectorModuleIsAskedForWhereTheHelpSaysSo() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        for (String line : List.of(
                "optimize --evaluator vector",
                "optimize --evaluator=VECTOR --quiet",
                "resume last --evaluator vector",
                "optimize --search direct --validation 60",
                "optimize --search=DIRECT --train=60 ETHUSD",
                "--debug optimize --mode ultra --train 60",
                "optimize --original --validation 60 --evaluator auto",
                "components")) {
            assertThat(run(script, Map.of(), line.split(" ")).out()).as(line).contains("<--add-modules=jdk.incubator.vector>");
        }
        for (String line : List.of(
                "optimize",
                "optimize --search direct",
                "optimize --search direct --validation 7",
                "optimize --search direct --train 6",
                "optimize --train 60",
                "optimize --train 60 --search exact",
                "optimize --search direct --validation 60 --quiet",
                "optimize --search direct --validation 60 --evaluator scalar",
                "optimize --strategy sma-cross --search grid --train 60",
                "resume last",
                "runs",
                "data check x")) {
            assertThat(run(script, Map.of(), line.split(" ")).out()).as(line).doesNotContain("incubator");
        }
        Map<String, String> fast = Map.of("MARKETSIM_FAST_OPTIMIZE", "1");
        assertThat(run(script, fast, "optimize", "--train", "60").out()).contains("incubator");
        assertThat(run(script, fast, "optimize", "--train", "60", "--search", "exact").out()).doesNotContain("incubator");
        assertThat(CommandLineRun.of("optimize", "--help").out().replaceAll("\\s+", " "))
                .contains("auto (default): vector where optimize searches strategies on forecasts with a budget on fits of other than six bars, without --quiet");
    }

    @Test
    void startsWhateverCdpathSays() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        Files.createDirectories(folder.resolve("elsewhere/fast back"));
        Result result = run(Path.of("fast back/fastback"), Map.of("CDPATH", folder.resolve("elsewhere") + ":" + folder), "runs");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("<" + project.toRealPath() + "/app/target/fastback-app.jar:", "<runs>");
    }

    @Test
    void aColonInThePathIsRefusedInOneLine() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        Path moved = Files.move(project, folder.resolve("fast:back"));
        Result result = run(moved.resolve("fastback"), Map.of());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).contains("fast:back", "colon");
    }

    @Test
    void aCheckoutOfSomebodyElseThatMustBeBuiltIsRefusedInOneLine() throws Exception {
        Path home = jdk("jdk 25", "25.0.1");
        runAsAUserWhomPermissionsStop();
        makeReadOnly(project.resolve("app/target"));
        Result result = run(script, Map.of("JAVA_HOME", home.toString()));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).contains("app/target is not writable", "copy");
    }

    @Test
    void aCopyWithNewTimesIsNotBuiltAgainAndAChangeIs() throws Exception {
        Path home = jdk("jdk 25", "25.0.1");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Path builds = folder.resolve("builds");
        executable(Files.createDirectory(folder.resolve("maven")).resolve("mvn"), "#!/bin/sh\necho built >>'" + builds + "'\n");
        Path source = Files.createDirectories(project.resolve("core/src/main/java")).resolve("A b.java");
        Files.writeString(source, "one");
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Map<String, String> environment =
                Map.of("JAVA_HOME", home.toString(), "PATH", folder.resolve("maven") + ":" + System.getenv("PATH"));
        assertThat(run(script, environment).err()).contains("building");
        assertThat(builds).hasContent("built");
        FileTime later = FileTime.from(Instant.now().plusSeconds(100));
        Files.setLastModifiedTime(source, later);
        Result copy = run(script, environment, "runs");
        assertThat(copy.code()).isZero();
        assertThat(copy.err()).isEmpty();
        assertThat(copy.out()).contains("<runs>");
        assertThat(builds).hasContent("built");
        Files.writeString(source, "two");
        Files.setLastModifiedTime(source, later);
        assertThat(run(script, environment).err()).contains("building");
        Files.setLastModifiedTime(Files.move(source, source.resolveSibling("C.java")), later);
        assertThat(run(script, environment).err()).as("a new name is a change").contains("building");
        assertThat(builds).hasContent("built\nbuilt\nbuilt");
        try (Stream<Path> files = Files.list(project.resolve("app/target"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("launcher.now"));
        }
    }

    @Test
    void aBuiltCheckoutThatIsReadOnlyRuns() throws Exception {
        builtProgram("one");
        runAsAUserWhomPermissionsStop();
        makeReadOnly(project.resolve("app/target"));
        assertThat(output("")).isEqualTo("one\n");
        assertThat(archive).doesNotExist();
    }

    @Test
    void aReadOnlyCheckoutRunsFromTheArchiveThatItHas() throws Exception {
        builtProgram("one");
        runAsAUserWhomPermissionsStop();
        output("");
        makeReadOnly(archive.getParent());
        makeReadOnly(project.resolve("app/target"));
        assertThat(output("")).isEqualTo("one\n");
        assertRunsFromArchive("one");
    }

    @Test
    void aPlaceThatCannotHoldAnArchiveIsDoneWithout() throws Exception {
        builtProgram("one");
        Files.writeString(archive.getParent(), "a file where the folder would be");
        assertThat(output("")).isEqualTo("one\n");
        assertThat(archive.getParent()).hasContent("a file where the folder would be");
    }

    @Test
    void aJarThatChangedUnderTheSameSizeAndTimeRunsItsNewCode() throws Exception {
        builtProgram("one");
        assertThat(output("")).isEqualTo("one\n");
        assertRunsFromArchive("one");
        FileTime time = Files.getLastModifiedTime(jar);
        long size = Files.size(jar);
        program("two");
        Files.setLastModifiedTime(jar, time);
        assertThat(Files.size(jar)).isEqualTo(size);
        assertThat(output("")).isEqualTo("two\n");
        assertRunsFromArchive("two");
    }

    @Test
    void aLibraryThatIsNewIsSeen() throws Exception {
        builtProgram("one");
        output("");
        FileTime made = Files.getLastModifiedTime(archive);
        zip(project.resolve("app/target/lib/another.jar"), "another.txt", new byte[100]);
        assertThat(output("")).isEqualTo("one\n");
        assertRunsFromArchive("one");
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(made);
    }

    @Test
    void firstRunsAtOnceMakeOneArchive() throws Exception {
        builtProgram("one");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(builder(script, Map.of())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out" + i).toFile())
                    .start());
        }
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor()).isZero();
            assertThat(folder.resolve("out" + i)).hasContent("one");
        }
        try (Stream<Path> files = Files.list(archive.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("fastback.aot", "log");
        }
        assertRunsFromArchive("one");
    }

    @Test
    void theRunThatMakesTheArchiveFindsItsBarsAndCanWriteItsPage() throws Exception {
        builtProgram("one", """
            for (int i = 1; i < a.length; i++) try {
              if (a[i - 1].equals("--report")) java.nio.file.Files.writeString(java.nio.file.Path.of(a[i]), "");
              if (a[i - 1].equals("--data") && java.nio.file.Files.readAllLines(java.nio.file.Path.of(a[i], "first.csv")).size() < 1000) System.exit(4);
            } catch (java.io.IOException e) { System.exit(3); }""");
        assertThat(output("")).isEqualTo("one\n");
        assertRunsFromArchive("one");
    }

    @Test
    void anArchiveThatCannotBeMadeIsNotTriedAgain() throws Exception {
        builtProgram("one", "if (a.length > 0) System.exit(3);"); // the run that the archive is made from has arguments
        assertThat(output("")).isEqualTo("one\n");
        FileTime tried = Files.getLastModifiedTime(archive);
        assertThat(archive).isEmptyFile();
        assertThat(output("")).isEqualTo("one\n");
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(tried);
    }

    @Test
    void aDamagedArchiveIsDoneWithout() throws Exception {
        builtProgram("one");
        output("");
        byte[] bytes = Files.readAllBytes(archive);
        for (int length : new int[] {0, 100, 4096, bytes.length / 2}) {
            Files.delete(archive);
            Files.write(archive, Arrays.copyOf(bytes, length));
            assertThat(output("")).as("%d bytes of it", length).isEqualTo("one\n");
        }
    }

    @Test
    void optionsThatContradictAnArchiveDoWithoutNoise() throws Exception {
        builtProgram("one");
        output("");
        for (String options : List.of(
                "-Xmx40m", "-Xshare:off", "-Xshare:auto", "-Xint", "-XX:-UseCompressedOops", "-XX:AOTMode=off",
                "-XX:+UseParallelGC -XX:-UseSerialGC", "-XX:ArchiveClassesAtExit=" + folder.resolve("own.jsa"))) {
            assertThat(output(options)).as(options).isEqualTo("one\n");
        }
    }

    private void builtProgram(String text) throws IOException {
        builtProgram(text, "");
    }

    private void builtProgram(String text, String further) throws IOException {
        Files.createDirectories(project.resolve("app/target/lib"));
        jar = project.resolve("app/target/fastback-app.jar");
        archive = project.resolve("app/target/cds/fastback.aot");
        zip(project.resolve("app/target/lib/library.jar"), "library.txt", new byte[100]);
        program(text, further);
        built(Path.of(System.getProperty("java.home")));
    }

    private void program(String text) throws IOException {
        program(text, "");
    }

    /** Writes the program's jar: what it prints, and what it does then. */
    private void program(String text, String further) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path main = Files.writeString(
                sources.resolve("Main.java"),
                "package dev.fastback.command; class Main { public static void main(String[] a) { System.out.println(\"" + text + "\"); "
                        + further + " } }");
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", sources.toString(), main.toString());
        assertThat(code).isZero();
        zip(jar, "dev/fastback/command/Main.class", Files.readAllBytes(sources.resolve("dev/fastback/command/Main.class")));
    }

    private static void zip(Path file, String name, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0); // texts of one length make jars of one size
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }

    /** Returns what a run prints; nothing may stand on standard error. */
    private String output(String options) throws IOException, InterruptedException {
        Result result = run(script, Map.of("FASTBACK_JAVA_OPTS", options));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    private void assertRunsFromArchive(String text) throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        Files.writeString(classes, "");
        assertThat(classes.toFile().setWritable(true, false)).isTrue();
        assertThat(output("-Xlog:class+load:file=" + classes + "::filecount=0")).isEqualTo(text + "\n");
        assertThat(classes).content().contains("dev.fastback.command.Main source: shared objects file");
    }

    private static void makeReadOnly(Path place) {
        assertThat(place.toFile().setWritable(false)).isTrue();
    }

    /**
     * Lets the launcher run as somebody whom permissions stop; skipped for root where there is no such user. All files of the test belong
     * to this user from here on: an archive made before would be taken for older than its jars, whose owner has changed.
     */
    private void runAsAUserWhomPermissionsStop() throws IOException, InterruptedException {
        if (OtherUser.isNeeded()) {
            Optional<OtherUser> found = OtherUser.find();
            assumeThat(found).as("a user other than root").isPresent();
            user = found.get();
            user.own(folder);
        }
    }

    private void built(Path jdk) throws IOException {
        Files.writeString(project.resolve("app/target/launcher.stamp"), jdk + "\n");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        if (Files.notExists(home)) {
            Files.createDirectories(home.resolve("bin"));
            Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
            executable(
                    home.resolve("bin/java"),
                    "#!/bin/sh\necho '" + name + "' locale $LC_ALL\nfor word in \"$@\"; do echo \"<$word>\"; done\n");
        }
        return home;
    }

    /** A folder with all that the launcher calls, and neither java nor mvn. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = folder.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of("dirname", "readlink", "find", "head", "tail", "mkdir", "rm", "mv", "touch", "flock", "sed", "sort", "cksum")) {
                for (String place : List.of("/usr/bin", "/bin")) {
                    Path real = Path.of(place, tool);
                    if (Files.exists(real) && Files.notExists(tools.resolve(tool))) {
                        executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
                    }
                }
            }
        }
        return tools;
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
        return file;
    }

    private record Result(int code, String out, String err) {}

    private Result run(Path start, Map<String, String> environment, String... args) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int code = builder(start, environment, args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Result(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private ProcessBuilder builder(Path start, Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(start.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(user == null ? command : user.command(command)).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of(
                        "JAVA_HOME", "FASTBACK_JAVA_OPTS", "LC_ALL", "CDPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        return builder;
    }
}
