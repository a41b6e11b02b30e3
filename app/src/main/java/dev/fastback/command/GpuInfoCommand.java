package dev.fastback.command;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.engine.DeviceProvider.Choice;
import dev.fastback.engine.DeviceProvider.Listing;
import dev.fastback.engine.Devices;
import dev.fastback.report.DeviceListing;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the devices that the GPU engine can use. */
@Command(
        name = "gpu-info",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the devices that CUDA and OpenCL offer, which of them --engine gpu would use, and why, or why none.",
            "Nothing but the device's driver is needed. OpenCL devices that are processors are listed, and used only when named."
        },
        footer = {"", "Exit codes: 0 done, whether or not there is a GPU; 2 bad usage; 4 standard output cannot be written; 70 an internal fault."})
final class GpuInfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ListArguments how = new ListArguments();

    @Option(names = "--device", paramLabel = "DEVICE", description = "What --device of optimize would choose: a number of the list, a part of a name, several with commas, all, or auto (default).")
    @Nullable String device;

    GpuInfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Listing listing = Devices.list();
        List<Choice> choices;
        try {
            choices = listing.chooseAll(device);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--device: " + e.getMessage(), e);
        }
        DeviceListing devices = new DeviceListing(listing, choices);
        how.write(terminal, devices::json, devices::table);
        return ExitCode.DONE;
    }
}
