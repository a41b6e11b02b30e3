package dev.fastback.command.study;

import dev.fastback.command.Main;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.input.DataFiles;
import dev.fastback.input.OwnStrategies;
import dev.fastback.input.StudySettings;
import dev.fastback.json.CanonicalJson;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arguments of {@code optimize} that define a study, as a run keeps them: paths absolute, and what the environment decided
 * written out, so that they give the same study in any folder and any environment.
 *
 * @param arguments in the order of {@code optimize --help}
 */
record StudyRequest(List<String> arguments) {
    private static final String ARGUMENTS = "arguments";
    private static final Set<String> NOT_OF_THE_STUDY = Set.of(
            OptimizeCommand.ENGINE_HEADING, OptimizeCommand.RUN_HEADING, OptimizeCommand.STORE_HEADING);

    StudyRequest {
        arguments = List.copyOf(arguments);
    }

    /** Returns the request of a parsed command line. */
    static StudyRequest of(CommandSpec spec, OptimizeCommand command, StudySettings settings) {
        List<String> arguments = new ArrayList<>();
        for (ArgGroupSpec group : spec.argGroups()) {
            if (!NOT_OF_THE_STUDY.contains(String.valueOf(group.heading()))) {
                group.options().forEach(option -> append(arguments, spec, option));
            }
        }
        if (spec.commandLine().getParseResult().matchedOption("--sims") == null && !settings.isOwn()) {
            arguments.addAll(List.of("--sims", Integer.toString(settings.walkForward().simulations())));
        }
        if (command.study.mode == null && settings.mode() != null) {
            arguments.addAll(List.of("--mode", settings.mode().name()));
        }
        if (!command.symbols.isEmpty()) {
            arguments.add("--");
            arguments.addAll(command.symbols);
        }
        return new StudyRequest(arguments);
    }

    private static void append(List<String> arguments, CommandSpec spec, OptionSpec option) {
        List<String> given = spec.commandLine().getParseResult().matchedOption(option.longestName()) == null
                ? List.of()
                : option.originalStringValues();
        for (String value : given) {
            if (option.arity().max() == 0) {
                if (Boolean.parseBoolean(value)) {
                    arguments.add(option.longestName());
                }
            } else {
                arguments.add(option.longestName());
                arguments.add(option.longestName().equals("--forecaster") ? cards(value) : isPath(option, value) ? absolute(value) : value);
            }
        }
    }

    private static boolean isPath(OptionSpec option, String value) {
        return switch (option.longestName()) {
            case "--data" -> !value.equals(DataFiles.STANDARD_INPUT);
            case "--strategy" -> OwnStrategies.isFile(value);
            default -> option.type() == Path.class;
        };
    }

    /** Returns a forecaster with the paths of cards and files in it absolute. */
    private static String cards(String forecaster) {
        return Arrays.stream(forecaster.split(",", -1))
                .map(String::strip)
                .map(StudyRequest::withAbsolutePath)
                .collect(Collectors.joining(","));
    }

    private static String withAbsolutePath(String forecaster) {
        return forecaster.startsWith(Forecasters.LINEAR_FILE)
                ? Forecasters.LINEAR_FILE + absolute(forecaster.substring(Forecasters.LINEAR_FILE.length()))
                : Forecasters.isCard(forecaster) ? absolute(forecaster) : forecaster;
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    /** Returns the text that is stored. */
    String json() {
        return CanonicalJson.write(Map.of(ARGUMENTS, arguments));
    }

    /**
     * Returns the request of a stored text.
     *
     * @throws UsageException if it is none
     */
    static StudyRequest parse(String json) {
        try {
            JsonNode node = JsonMapper.shared().readTree(json).get(ARGUMENTS);
            if (node != null && node.isArray()) {
                return new StudyRequest(node.valueStream().map(JsonNode::asString).toList());
            }
        } catch (JacksonException e) {
            throw new UsageException("the run's request cannot be read: " + e.getOriginalMessage());
        }
        throw new UsageException("the run's request cannot be read");
    }

    /** Returns whether bars are read from standard input. */
    boolean readsStandardInput() {
        return arguments.contains(DataFiles.STANDARD_INPUT);
    }

    /** Returns {@code optimize} with these arguments set. */
    OptimizeCommand command(Terminal terminal, Interruption interruption) {
        OptimizeCommand command = new OptimizeCommand(terminal, interruption);
        Main.configure(new CommandLine(command)).setExpandAtFiles(false).parseArgs(arguments.toArray(String[]::new));
        return command;
    }
}
