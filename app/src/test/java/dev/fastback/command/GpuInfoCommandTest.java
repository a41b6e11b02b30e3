package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GpuInfoCommandTest {
    @Test
    void saysWhatIsThereAndWhatWouldBeUsed() {
        CommandLineRun run = CommandLineRun.of("gpu-info");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.startsWith("--engine gpu uses "))).hasSize(1);
    }

    @Test
    void writesTheSameAsJson() {
        CommandLineRun run = CommandLineRun.of("gpu-info", "--format", "json");
        assertThat(run.code()).isZero();
        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertThat(root.get("schemaVersion").intValue()).isEqualTo(1);
        assertThat(root.get("devices").isArray()).isTrue();
        assertThat(root.get("reason").stringValue()).isNotBlank();
        if (root.get("chosen").isNull()) {
            assertThat(root.get("devices").valueStream()).as("usable GPUs").noneMatch(device -> device.get("gpu").booleanValue() && device.get("unusable").isNull());
        } else {
            assertThat(root.get("devices").get(root.get("chosen").intValue()).get("gpu").booleanValue()).isTrue();
        }
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        CommandLineRun run = CommandLineRun.of("gpu-info", "--device", "no such device");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("fastback: --device: there is no device no such device");
    }

    @Test
    void devicesNeedTheEngineThatUsesThem() {
        for (String options : new String[] {"--device 0", "--require-gpu", "--engine threads --device 0", "--precision float", "--engine threads --precision float"}) {
            String[] all = Stream.concat(Stream.of("optimize", "ETHUSD", "5", "--no-store"), Stream.of(options.split(" "))).toArray(String[]::new);
            CommandLineRun run = CommandLineRun.of(all);
            assertThat(run.code()).as(options).isEqualTo(2);
            assertThat(run.err()).as(options).contains("--engine gpu");
        }
    }

    @Test
    void withoutAGpuThreadsRunAndSayWhyOrNothingRuns() {
        String plain = hash(CommandLineRun.of("optimize", "ETHUSD", "20", "--no-store", "--format", "json"));
        CommandLineRun run = CommandLineRun.of("optimize", "ETHUSD", "20", "--no-store", "--format", "json", "--engine", "gpu");
        assertThat(run.code()).isZero();
        assertThat(hash(run)).isEqualTo(plain);
        CommandLineRun required = CommandLineRun.of("optimize", "ETHUSD", "20", "--no-store", "--engine", "gpu", "--require-gpu");
        boolean hasGpu = CommandLineRun.of("gpu-info").out().contains("--engine gpu uses device");
        assertThat(required.code()).isEqualTo(hasGpu ? 0 : 3);
        if (!hasGpu) {
            assertThat(run.err()).contains("--engine gpu: ").contains("; running on threads");
            assertThat(required.err()).startsWith("fastback: --require-gpu: ");
        }
    }

    @Test
    void workerProcessesComputeOnTheDeviceThatIsNamedOrSayWhyNot() {
        String[] study = {"optimize", "ETHUSD", "40", "--no-store", "--format", "json"};
        String plain = hash(CommandLineRun.of(study));
        CommandLineRun auto = CommandLineRun.of(with(study, "--engine", "processes", "--workers", "2", "--device", "auto"));
        assertThat(hash(auto)).isEqualTo(plain);
        if (!CommandLineRun.of("gpu-info").out().contains("--engine gpu uses device")) {
            assertThat(auto.err()).contains("--engine processes: no ").contains("; running on processors");
            CommandLineRun required = CommandLineRun.of(with(study, "--engine", "processes", "--require-gpu"));
            assertThat(required.code()).isEqualTo(3);
            assertThat(required.err()).startsWith("fastback: --require-gpu: ");
        }
        JsonNode devices = JsonMapper.shared().readTree(CommandLineRun.of("gpu-info", "--format", "json").out()).get("devices");
        boolean hasDevice = !devices.isEmpty() && devices.get(0).get("unusable").isNull();
        if (!hasDevice) {
            System.out.println("skipped: OpenCL has no device; install pocl-opencl-icd");
        }
        Assumptions.assumeTrue(hasDevice, "OpenCL has no device");
        for (String precision : new String[] {"double", "float"}) {
            CommandLineRun run = CommandLineRun.of(with(study, "--engine", "processes", "--workers", "2", "--device", "0", "--precision", precision));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(hash(run)).as(precision).isEqualTo(plain);
            JsonNode provenance = JsonMapper.shared().readTree(run.out()).get("provenance");
            assertThat(provenance.get("device").stringValue()).isEqualTo(devices.get(0).get("name").stringValue());
            assertThat(run.err()).doesNotContain("continuing without it");
        }
        CommandLineRun inThisProcess = CommandLineRun.of(with(study, "--engine", "gpu", "--device", "0"));
        assertThat(hash(inThisProcess)).isEqualTo(plain);
        long bytes = JsonMapper.shared().readTree(inThisProcess.out()).at("/provenance/deviceMemoryBytes").asLong();
        assertThat(bytes).as("bars of the study, eight bytes a price").isGreaterThan(8 * 3 * 6);
    }

    private static String[] with(String[] study, String... more) {
        return Stream.concat(Stream.of(study), Stream.of(more)).toArray(String[]::new);
    }

    private static String hash(CommandLineRun run) {
        return JsonMapper.shared().readTree(run.out()).get("resultHash").stringValue();
    }
}
