package dev.fastback.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.component.Components;
import dev.fastback.component.ListedComponent;
import dev.fastback.forecast.builtin.Forecasters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the native libraries are found, kept, and kept quiet. */
class OnnxRuntimeTest {
    @TempDir
    Path folder;

    /** Loads the runtime and says why not, or its version. */
    static final class Load {
        public static void main(String[] args) {
            System.out.println(Components.whyUnavailable(new OnnxProvider()).orElseGet(OnnxRuntime::version));
        }
    }

    /** Where its telemetry is on, version 1.29.0 ends the process here. */
    @Test
    void aLongCommandLineDoesNotEndTheProcess() throws Exception {
        assertThat(load(List.of(), "x".repeat(6000))).isEqualTo("0 " + OnnxRuntime.VERSION);
    }

    @Test
    void librariesAreUnpackedOnceWhereAFolderIsNamed() throws Exception {
        List<String> kept = List.of("-Dfastback.native.dir=" + folder);
        assertThat(load(kept)).isEqualTo("0 " + OnnxRuntime.VERSION);
        List<Path> libraries = files();
        assertThat(libraries).hasSize(2).allMatch(path -> path.toString().contains("onnxruntime-" + OnnxRuntime.VERSION));
        List<Object> times = new ArrayList<>();
        for (Path library : libraries) {
            times.add(Files.getLastModifiedTime(library));
        }
        assertThat(load(kept)).isEqualTo("0 " + OnnxRuntime.VERSION);
        for (int i = 0; i < times.size(); i++) {
            assertThat((Object) Files.getLastModifiedTime(libraries.get(i))).isEqualTo(times.get(i));
        }
    }

    @Test
    void librariesThatDoNotLoadAreAReasonInOneLine() throws Exception {
        for (String name : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
            Files.writeString(folder.resolve(name), "no library");
        }
        String said = load(List.of("-Donnxruntime.native.path=" + folder));
        assertThat(said).startsWith("0 ").contains("libraries from " + folder);
    }

    @Test
    void isListedAmongTheForecasters() {
        assertThat(Forecasters.all().list()).filteredOn(part -> part.name().equals("onnx")).singleElement().matches(ListedComponent::isAvailable);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static String load(List<String> options, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.add(Load.class.getName());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + out.lines().reduce("", (before, line) -> line); // the JVM may warn of the file before
    }
}
