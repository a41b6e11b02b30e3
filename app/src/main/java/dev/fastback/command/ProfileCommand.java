package dev.fastback.command;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.ListFormat;
import dev.fastback.profile.Profile;
import dev.fastback.profile.ProfileJson;
import dev.fastback.profile.ProfilePage;
import dev.fastback.profile.ProfileRun;
import dev.fastback.profile.ProfileTable;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Tells where the time of an optimization goes. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "fastback profile [OPTIONS] [optimize] [SYMBOL...] [OPTIONS OF optimize]",
        description = {
            "Runs an optimize command line and tells where its processor time went: by part, by process and thread, with waiting and allocations apart.",
            "Options of profile come first; from the first other word on all is optimize's. The run is the same as without a profile and its "
                    + "report is written, but shown only with --out."
        },
        footer = {
            "",
            "Examples:",
            "  fastback profile ETHUSD 50 8",
            "  fastback profile --report profile.html --data prices/ --sims 500 --engine processes --workers 4",
            "Exit codes: as of optimize."
        })
final class ProfileCommand implements Callable<Integer> {
    private static final String OPTIMIZE = "optimize";
    private static final List<String> RECORDERS = List.of(ProcessProfile.ASYNC_PROFILER, ProcessProfile.FLIGHT_RECORDER);

    private final Terminal terminal;
    private final Interruption interruption;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    ListFormat format = ListFormat.TABLE;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the profile to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page with a flame graph as well: one HTML file.")
    @Nullable Path report;

    @Option(
            names = "--recorder",
            paramLabel = "NAME",
            description = "What looks at stacks: async-profiler or flight-recorder (default: async-profiler where it works, else flight-recorder).")
    @Nullable String recorder;

    @Option(names = "--wide", description = ListArguments.WIDE)
    boolean wide;

    @Unmatched
    List<String> words = new ArrayList<>();

    ProfileCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        AtomicOutput output = AtomicOutput.to(terminal, out);
        AtomicOutput page = report == null ? null : AtomicOutput.to(terminal, report, "--report");
        if (out != null && out.equals(report)) {
            throw new UsageException("--out and --report name the same file: " + out);
        }
        if (recorder != null && !RECORDERS.contains(recorder)) {
            throw new UsageException("--recorder is " + String.join(" or ", RECORDERS) + ": " + recorder);
        }
        List<String> command = new ArrayList<>(words);
        if (command.isEmpty() || !command.getFirst().equals(OPTIMIZE)) {
            command.addFirst(OPTIMIZE);
        }
        interruption.watch();
        interruption.writing(); // the command has its own patience
        Profile profile = new ProfileRun(interruption.stop(), terminal.environment(), recorder).of(command);
        if (profile.processes().isEmpty()) {
            terminal.say("no profile: the command ended with exit code " + profile.exitCode());
            return profile.exitCode() == ExitCode.DONE ? ExitCode.FAULT : profile.exitCode();
        }
        Screen screen = out != null ? Screen.PLAIN : wide ? terminal.screen().wide() : terminal.screen();
        String text = format == ListFormat.JSON ? ProfileJson.of(profile) : screen.show(ProfileTable.of(profile, screen));
        output.write(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
        if (page != null) {
            page.write(stream -> ProfilePage.write(profile, stream));
        }
        return profile.exitCode();
    }
}
