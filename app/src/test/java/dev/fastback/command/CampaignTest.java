package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that runs the long campaigns, with a Maven that only says how it was called: what it asks for is there. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class CampaignTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void everyCampaignAsksForATestThatIsThereAndReadsItsProperty() throws Exception {
        Result list = run();
        assertThat(list.code()).isEqualTo(2);
        List<String> names = list.err().lines().filter(line -> line.startsWith("  ")).map(line -> line.strip().split(" ")[0]).toList();
        assertThat(names).contains("crash", "workers", "everyone", "store", "parquet", "engines");
        for (String name : names) {
            Result whole = run(name);
            assertThat(whole.code()).as(whole.err()).isZero();
            Matcher asked = Pattern.compile("(?s)<-pl>\\n<(\\S+)>.*<-Dtest=(\\w+)>\\n<-D(fastback\\.\\w+)=(\\w+)>").matcher(whole.out());
            assertThat(asked.find()).as(whole.out()).isTrue();
            List<String> modules = List.of(asked.group(1).split(","));
            assertThat(modules).allSatisfy(module -> assertThat(ROOT.resolve(module).resolve("pom.xml")).exists());
            Path test = find(asked.group(2));
            assertThat(modules).contains(ROOT.relativize(test).getName(0).toString());
            assertThat(Files.readString(test)).contains("\"" + asked.group(3) + "\"");
            assertThat(Files.readString(ROOT.resolve("docs/reliability.md"))).contains("./campaign " + name, asked.group(2));
        }
        assertThat(run("crash", "7").out()).contains("<-Dfastback.kills=7>");
    }

    @Test
    void whatIsNoCampaignIsSaidBeforeMavenIsCalled() throws Exception {
        for (List<String> line : List.of(
                List.of("nosuch"), List.of("crash", "x"), List.of("crash", "0"), List.of("crash", "-1"), List.of("engines", "3"), List.of("crash", "1", "2"))) {
            Result refused = run(line.toArray(String[]::new));
            assertThat(refused.code()).as("%s", line).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).isNotBlank();
        }
        assertThat(run("--help").code()).isZero();
    }

    private static Path find(String test) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    var found = files.filter(file -> file.endsWith(test + ".java")).findFirst();
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new AssertionError("there is no test " + test);
    }

    private record Result(int code, String out, String err) {}

    private Result run(String... args) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path maven = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("campaign").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(Map.of(
                "PATH", bin + ":" + System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home")));
        int code = builder.start().waitFor();
        return new Result(code, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
