package dev.fastback.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher script in a project that looks built, with JDKs that only say how they were called. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class LauncherTest {
    @TempDir
    Path folder;

    private Path project;
    private Path script;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("fast back"));
        script = executable(project.resolve("fastback"), Files.readString(Path.of("..", "fastback")));
        String finder = Files.readString(Path.of("..", "find-jdk.sh"));
        // The usual folders of this machine, where a JDK may be, become one that is not there.
        Files.writeString(
                project.resolve("find-jdk.sh"),
                finder.replaceAll("(/usr|/opt|/Library)/[^ ;]*(java|jvm|Java|jdk)[^ ;\n]*", "/no/such/folder/*"));
        Files.createDirectories(project.resolve("app/target"));
    }

    @Test
    void passesArgumentsOnFromAnyFolderAndThroughLinks() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        Path link = Files.createSymbolicLink(folder.resolve("fb"), Path.of("fast back", "fastback"));
        Path second = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("fb"), link);
        for (Path start : List.of(script, link, second)) {
            Result result = run(start, Map.of(), "data", "check", "a b.csv", "*");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("jdk 25", "<dev.fastback.app.Main>\n<data>\n<check>\n<a b.csv>\n<*>\n");
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
    void namesOfFilesNeedUtf8AlsoInAPlainLocale() throws Exception {
        built(jdk("jdk 25", "25.0.1"));
        assertThat(run(script, Map.of("LC_ALL", "C")).out()).contains("locale C.UTF-8");
        assertThat(run(script, Map.of("LC_ALL", "de_DE.utf8")).out()).contains("locale de_DE.utf8");
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
            for (String tool : List.of("dirname", "readlink", "find", "head", "tail", "mkdir", "rm", "mv", "touch", "flock")) {
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
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private record Result(int code, String out, String err) {}

    private Result run(Path start, Map<String, String> environment, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(start.toString()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "FASTBACK_JAVA_OPTS", "LC_ALL"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Result(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
