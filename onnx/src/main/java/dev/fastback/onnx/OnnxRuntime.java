package dev.fastback.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.fastback.component.OneLine;
import dev.fastback.onnx.card.CardException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime: its native libraries, whether they work here, what computes models, and what that is called. The libraries are unpacked once where the system property
 * {@code fastback.native.dir} names a folder, as the store's are; else the runtime unpacks them into a temporary folder at each start. With
 * {@value #NATIVE_PATH} they are taken from a folder of the user's.
 */
final class OnnxRuntime {
    static final String NATIVE_PATH = "onnxruntime.native.path";
    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";
    private static final String KEPT = "fastback.native.dir";
    private static final Pattern LIBRARY = Pattern.compile("lib[\\w.+-]+\\.so[\\w.]*|[\\w.-]+\\.(?:dll|dylib)");
    private static final Pattern DEVICE = Pattern.compile("([a-z]+)(?::(\\d{1,3}))?");
    private static final List<String> DEVICES = List.of("cpu", "cuda", "tensorrt", "rocm", "directml", "coreml", "openvino");

    /** Devices that the jar for GPUs has; for all others natives have to be built. */
    private static final List<String> IN_JAR = List.of("cuda", "tensorrt");
    /** Devices without a library of their own: the runtime's is built with them or not. */
    private static final List<String> BUILT_IN = List.of("directml", "coreml");

    private static @Nullable Loaded loaded;

    private OnnxRuntime() {}

    /** What came of loading: the environment, or why there is none. */
    private record Loaded(@Nullable OrtEnvironment environment, @Nullable String reason) {}

    /** Returns why the runtime cannot work here, in one line; empty if it can. */
    static Optional<String> unavailable() {
        return Optional.ofNullable(load().reason());
    }

    /**
     * Returns the environment, of which a process has one.
     *
     * @throws CardException if the runtime cannot work here
     */
    static OrtEnvironment environment() {
        Loaded state = load();
        if (state.environment() == null) {
            throw new CardException("ONNX Runtime cannot work here: " + state.reason());
        }
        return state.environment();
    }

    private static synchronized Loaded load() {
        Loaded known = loaded;
        if (known == null) {
            try {
                switchTelemetryOff();
                keepLibraries();
                OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "fastback");
                environment.setTelemetry(false);
                known = new Loaded(environment, null);
            } catch (LinkageError | RuntimeException | OrtException e) {
                known = new Loaded(null, why(e));
            }
            loaded = known;
        }
        return known;
    }

    /**
     * Tells the native library, before it is loaded, to send nothing to its makers: version 1.29.0 for Linux does so unless this variable is set, and what it collects
     * ends the process where the command line has 4 KiB and more. Java cannot set a variable of its own process, the C library can.
     *
     * @throws IllegalStateException if it cannot be told
     */
    private static void switchTelemetryOff() {
        Linker linker = Linker.nativeLinker();
        boolean windows = platform().startsWith("win");
        Optional<MemorySegment> function = linker.defaultLookup().find(windows ? "_putenv_s" : "setenv");
        if (function.isEmpty()) {
            if (windows) {
                return; // there it is the environment's setting alone, below
            }
            throw new IllegalStateException("its telemetry cannot be switched off; set " + NO_TELEMETRY + "=1");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(NO_TELEMETRY);
            MemorySegment one = arena.allocateFrom("1");
            if (windows) {
                int failed = (int) linker.downcallHandle(
                                function.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                        .invokeExact(name, one);
                requireDone(failed);
            } else {
                int failed = (int) linker.downcallHandle(
                                function.get(),
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                        .invokeExact(name, one, 1);
                requireDone(failed);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("its telemetry cannot be switched off", e);
        }
    }

    private static void requireDone(int failed) {
        if (failed != 0) {
            throw new IllegalStateException("its telemetry cannot be switched off; set " + NO_TELEMETRY + "=1");
        }
    }

    private static String why(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = OneLine.of(root);
        String folder = System.getProperty(NATIVE_PATH);
        if (message.contains("VERS_")) {
            return "the libraries in " + folder + " are of another version than its Java part, " + VERSION + ": " + message;
        }
        return message + (folder == null ? "" : " (libraries from " + folder + ")");
    }

    /** The version that the module was built with; libraries must be of exactly this one. */
    static final String VERSION = "1.29.0";

    /** Returns the version of the runtime that is loaded. */
    static String version() {
        return environment().getVersion();
    }

    /** Unpacks the libraries of this platform to the folder for them, once, and has the runtime take them from there. */
    private static void keepLibraries() {
        String folder = System.getProperty(KEPT, "");
        if (folder.isEmpty() || System.getProperty(NATIVE_PATH) != null) {
            return;
        }
        String platform = platform();
        Path place = Path.of(folder, "onnxruntime-" + VERSION + "-" + platform);
        String[] names = {System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni")};
        if (Arrays.stream(names).allMatch(name -> Files.isRegularFile(place.resolve(name)))) {
            System.setProperty(NATIVE_PATH, place.toString());
            return;
        }
        try {
            Files.createDirectories(place);
            for (String name : names) {
                unpack("/ai/onnxruntime/native/" + platform + "/" + name, place.resolve(name));
            }
            System.setProperty(NATIVE_PATH, place.toString());
        } catch (IOException e) {
            System.getLogger(OnnxRuntime.class.getName()).log(System.Logger.Level.DEBUG, "libraries are not kept", e);
        }
    }

    private static void unpack(String resource, Path file) throws IOException {
        URL url = OrtEnvironment.class.getResource(resource);
        if (url == null) {
            throw new IOException("no " + resource + " in the runtime's jar");
        }
        Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try (InputStream in = url.openStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux") + "-"
                + (architecture.equals("amd64") || architecture.equals("x86_64") ? "x64" : architecture.equals("arm64") ? "aarch64" : architecture);
    }

    /**
     * Checks the name of a device.
     *
     * @throws CardException if there is no such device
     */
    static void requireDevice(String device) {
        Matcher matcher = DEVICE.matcher(device);
        if (!matcher.matches() || !DEVICES.contains(matcher.group(1))) {
            throw new CardException("unknown device " + device + "; known: " + String.join(", ", DEVICES) + ", with a colon and a number for one of several");
        }
    }

    /**
     * Has a session compute on a device.
     *
     * @throws CardException if the device's library is not there or does not load; the message names what is missing
     */
    static void use(String device, OrtSession.SessionOptions options) {
        Matcher matcher = DEVICE.matcher(device);
        requireDevice(device);
        if (!matcher.matches() || matcher.group(1).equals("cpu")) {
            return;
        }
        int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        try {
            switch (matcher.group(1)) {
                case "cuda" -> options.addCUDA(number);
                case "tensorrt" -> options.addTensorrt(number);
                case "rocm" -> options.addROCM(number);
                case "directml" -> options.addDirectML(number);
                case "coreml" -> options.addCoreML();
                default -> options.addOpenVINO("");
            }
        } catch (OrtException | LinkageError e) {
            throw new CardException(deviceMissing(matcher.group(1), e));
        }
    }

    /** Says what a device lacks: the library that its provider needs, or the provider itself. */
    static String deviceMissing(String device, Throwable e) {
        String folder = System.getProperty(NATIVE_PATH, "");
        String provider = System.mapLibraryName("onnxruntime_providers_" + device);
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        Path library = folder.isEmpty() ? Path.of(provider) : Path.of(folder, provider);
        String missing = Files.isRegularFile(library) ? missingOf(library) : library(said);
        if (missing != null && !missing.equals(provider)) {
            return "device " + device + ": " + provider + " needs " + missing + ", which is not on this machine's library path; CUDA libraries must be of the "
                    + "version that the provider was built for (docs/models.md)";
        }
        String lacks = BUILT_IN.contains(device)
                ? "the runtime's library" + (folder.isEmpty() ? "" : " in " + folder) + " was not built with it"
                : "there is no " + provider + (folder.isEmpty() ? "" : " in " + folder);
        String folders = "name a folder with all libraries of " + (IN_JAR.contains(device) ? "" : "a build with it of ") + "exactly " + VERSION + " with -D"
                + NATIVE_PATH + "=FOLDER (docs/models.md)";
        return "device " + device + ": " + lacks + "; "
                + (IN_JAR.contains(device) ? "use the jar onnxruntime_gpu " + VERSION + " instead of onnxruntime, or " : "") + folders + "; the runtime says: "
                + said;
    }

    /** Returns the first library that another one lacks, as the system's loader says it; null if it loads. */
    private static @Nullable String missingOf(Path library) {
        try {
            System.load(library.toAbsolutePath().toString());
            return null;
        } catch (UnsatisfiedLinkError e) {
            String said = String.valueOf(e.getMessage()).replace(library.toAbsolutePath().toString(), "");
            return library(said);
        }
    }

    private static @Nullable String library(String said) {
        Matcher matcher = LIBRARY.matcher(said);
        return matcher.find() ? matcher.group() : null;
    }

    /**
     * Returns which instructions the processor has, as far as they decide what the runtime computes with: other ones may round otherwise.
     */
    static String processor() {
        return Processor.TEXT;
    }

    /** Asks once: the system takes milliseconds to say it. */
    private static final class Processor {
        static final String TEXT = read();
    }

    private static String read() {
        String architecture = System.getProperty("os.arch");
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.name") + " " + architecture;
        }
        try (Stream<String> lines = Files.lines(file)) {
            TreeSet<String> features = new TreeSet<>();
            lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .ifPresent(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split(" "))
                            .filter(word -> word.matches("avx.*|fma|f16c|sse4_2|amx.*|asimd.*|sve.*|bf16|i8mm"))
                            .forEach(features::add));
            return (architecture + " " + String.join(" ", features)).strip();
        } catch (IOException e) {
            return architecture;
        }
    }
}
