package dev.fastback.command;

import dev.fastback.command.arguments.CommandLines;
import dev.fastback.command.study.StudyExecution;
import dev.fastback.command.usage.UsageMessages;
import dev.fastback.custom.EndlessStrategyException;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.engine.EngineException;
import dev.fastback.input.LoadedMarket;
import dev.fastback.input.OwnStrategies;
import dev.fastback.journal.JournalException;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.store.StoreException;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.FaultLog;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.StandardOutput;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import dev.fastback.terminal.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine;

/** The entry point: parses arguments, runs a command, and turns whatever happens into one line and an exit code. */
public final class Main {
    /** The least that picocli accepts. */
    private static final int NARROWEST_HELP = 55;

    private static final int USUAL_HELP = 80;

    private Main() {}

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] args) {
        ProcessProfile.begin(ProcessProfile.MAIN);
        System.getProperties().putIfAbsent("java.util.logging.SimpleFormatter.format", "fastback: %5$s%n"); // a warning is one line
        Interruption interruption = new Interruption(true);
        int code = ExitCode.FAULT;
        try {
            StandardOutput out = StandardOutput.ofProcess();
            Terminal terminal = Terminal.ofProcess(out);
            interruption.showsOn(terminal);
            code = runGuarded(terminal, interruption, args);
            terminal.out().flush();
            String loss = out.loss();
            if (loss != null) {
                terminal.say("cannot write to standard output: " + loss);
                code = ExitCode.STOPPED;
            }
        } catch (Throwable e) { // not even a fault can be told the usual way, for want of file descriptors or memory
            code = ExitCode.FAULT;
            System.err.println("fastback: internal fault: " + e.getClass().getName());
        } finally {
            try {
                ProcessProfile.end();
            } finally {
                interruption.finish(code);
            }
        }
    }

    /** Runs a command line; errors of the virtual machine, which a command does not catch, end in one line as well. */
    static int runGuarded(Terminal terminal, Interruption interruption, String... args) {
        try {
            return run(terminal, interruption, args);
        } catch (OutOfMemoryError e) {
            if (isDebug(args)) {
                e.printStackTrace(terminal.err());
            }
            long mebibytes = Runtime.getRuntime().maxMemory() / (1 << 20);
            terminal.say("out of memory at " + mebibytes + " MiB; give more with FASTBACK_JAVA_OPTS=-Xmx" + 2 * mebibytes
                    + "m, or run fewer simulations");
            return ExitCode.FAULT;
        } catch (Error e) {
            if (isDebug(args)) {
                e.printStackTrace(terminal.err());
            }
            return fault(terminal, e);
        }
    }

    /** Runs a command line and returns its exit code. */
    static int run(Terminal terminal, Interruption interruption, String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            terminal.out().println(Version.line()); // as picocli would, which takes three times as long as starting Java
            return ExitCode.DONE;
        }
        if (args.length > 0 && args[0].equals("help")) {
            String[] asked = Arrays.copyOfRange(args, 1, args.length + 1);
            asked[args.length - 1] = "--help";
            return runCommand(terminal, interruption, asked);
        }
        return runCommand(terminal, interruption, args);
    }

    /** Runs a command line the long way. */
    static int runCommand(Terminal terminal, Interruption interruption, String... args) {
        CommandLine commandLine = CommandLines.configure(commandLine(new CommandFactory(terminal, interruption), args))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.clamp(terminal.screen().columns(), NARROWEST_HELP, USUAL_HELP))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.screen().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((e, arguments) -> usage(terminal, e, arguments));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> failure(terminal, e, isDebug(args)));
        return commandLine.execute(args);
    }

    /** Makes the root command with all commands, or with the one that the first word names: each takes its time. */
    private static CommandLine commandLine(CommandFactory factory, String... args) {
        CommandLine root = new CommandLine(new FastbackCommand(), factory);
        boolean named = args.length > 0 && FastbackCommand.COMMANDS.stream().anyMatch(command -> command.getKey().equals(args[0]));
        FastbackCommand.COMMANDS.stream()
                .filter(command -> !named || command.getKey().equals(args[0]))
                .forEach(command -> root.addSubcommand(command.getKey(), command.getValue()));
        CommandLine profile = root.getSubcommands().get("profile");
        if (profile != null) {
            profile.setStopAtUnmatched(true).setUnmatchedOptionsArePositionalParams(false); // what is behind its options is another command's
        }
        return root;
    }

    /** Returns the root command with all commands. */
    static CommandLine whole(Terminal terminal, Interruption interruption) {
        return commandLine(new CommandFactory(terminal, interruption));
    }

    private static int usage(Terminal terminal, ParameterException e, String[] arguments) {
        if (isDebug(arguments)) {
            e.printStackTrace(terminal.err());
        }
        terminal.say(UsageMessages.of(e, arguments));
        terminal.err().println("Try 'fastback "
                + (e.getCommandLine().getParent() == null ? "" : e.getCommandLine().getCommandSpec().qualifiedName().replaceFirst("^fastback ", "") + " ")
                + "--help'.");
        return ExitCode.USAGE;
    }

    /** Returns whether {@code --debug} is among the words, which is asked before they are parsed, and when they cannot be. */
    private static boolean isDebug(String... arguments) {
        return Arrays.asList(arguments).contains("--debug");
    }

    private static int failure(Terminal terminal, Exception e, boolean debug) {
        if (debug) {
            e.printStackTrace(terminal.err());
        }
        if (e instanceof OwnStrategies.SourceException source) {
            source.errors().forEach(terminal::say);
            return ExitCode.USAGE;
        }
        if (e instanceof UsageException || e instanceof BarDataException || e instanceof StoreException || e instanceof EndlessStrategyException) {
            terminal.say(firstLine(String.valueOf(e.getMessage())));
            return ExitCode.USAGE;
        }
        if (e instanceof AtomicOutput.StorageException || e instanceof JournalException || e instanceof StudyExecution.StoppedByLimit) {
            terminal.say(firstLine(String.valueOf(e.getMessage())));
            return ExitCode.STOPPED;
        }
        if (e instanceof LoadedMarket.StoppedWhileReading) {
            terminal.say(String.valueOf(e.getMessage()));
            return ExitCode.INTERRUPTED;
        }
        if (e instanceof EngineException stopped) {
            terminal.say(firstLine(String.valueOf(e.getMessage())));
            return stopped.results() == 0 ? ExitCode.NOTHING_RAN : ExitCode.STOPPED;
        }
        return fault(terminal, e);
    }

    private static int fault(Terminal terminal, Throwable e) {
        terminal.say("internal fault: " + firstLine(e.toString()) + "; " + FaultLog.keep(e));
        return ExitCode.FAULT;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
