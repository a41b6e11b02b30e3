package dev.fastback.command.usage;

import dev.fastback.command.arguments.DurationConverter;
import dev.fastback.component.NearName;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.DataFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in the words of its user: options as they were typed, types without Java's names. */
final class UsageMessages {
    private UsageMessages() {}

    /** Returns one line. */
    static String of(ParameterException e, String[] arguments) {
        String message = e.getMessage() == null ? "bad usage" : e.getMessage().lines().findFirst().orElse("");
        return switch (e) {
            case MaxValuesExceededException twice -> repeated(e, arguments).map(option -> option + " is given twice").orElse(message);
            case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
                unknown(e.getCommandLine().getCommandSpec(), unmatched.getUnmatched().getFirst());
            case MissingParameterException missing when !missing.getMissing().isEmpty() ->
                missing(e.getCommandLine().getCommandSpec(), missing, arguments);
            case MutuallyExclusiveArgsException exclusive -> exclusive(exclusive, message);
            default -> e.getValue() == null
                    ? message
                    : switch (e.getArgSpec()) {
                        case OptionSpec option -> value(option, typed(option, arguments), e.getValue(), message);
                        case PositionalParamSpec parameter -> value(parameter, parameter.paramLabel(), e.getValue(), message);
                        case null, default -> message;
                    };
        };
    }

    /** Says that a word is no option, command or argument, and what may have been meant. */
    private static String unknown(CommandSpec spec, String word) {
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.split("=", 2)[0];
            List<String> names = spec.options().stream().flatMap(option -> Stream.of(option.names())).toList();
            return "there is no option " + name + NearName.question(name, names);
        }
        List<String> commands = List.copyOf(spec.subcommands().keySet());
        if (commands.isEmpty()) {
            return word + " is one word too many for " + spec.qualifiedName();
        }
        String place = spec.root() == spec ? "" : spec.name() + " ";
        String question = spec.root() == spec && NearName.of(word, commands).isEmpty() ? optimizeQuestion(word) : "";
        return "there is no command " + place + word + (question.isEmpty() ? NearName.orAll(word, commands, "commands") : question);
    }

    /** Asks whether a symbol or file was to be optimized; nothing if there is no such symbol or file. */
    private static String optimizeQuestion(String word) {
        return SyntheticMarket.symbols().contains(word)
                ? "; did you mean fastback optimize " + word + "?"
                : DataFiles.isThere(word) ? "; did you mean fastback optimize --data " + word + "?" : "";
    }

    private static String missing(CommandSpec spec, MissingParameterException e, String[] arguments) {
        ArgSpec argument = e.getMissing().getFirst();
        if (argument instanceof OptionSpec option) {
            List<String> uses = uses(option, arguments);
            return uses.isEmpty()
                    ? option.longestName() + " " + option.paramLabel() + " is missing" + choices(option).replaceFirst(",", ":")
                    : uses.getLast() + " needs a value: " + option.paramLabel() + choices(option);
        }
        return "name " + (argument instanceof PositionalParamSpec && argument.arity().max() > 1 ? "at least one " : "a ")
                + argument.paramLabel() + ": " + spec.qualifiedName() + " " + argument.paramLabel();
    }

    private static String choices(ArgSpec option) {
        return option.type().isEnum() ? ", " + oneOf(option) : "";
    }

    private static String oneOf(ArgSpec option) {
        List<String> names = names(option);
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    private static List<String> names(ArgSpec option) {
        return Arrays.stream(option.type().getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String exclusive(MutuallyExclusiveArgsException e, String message) {
        List<String> names = e.getCommandLine().getParseResult() == null
                ? List.of()
                : e.getCommandLine().getCommandSpec().argGroups().stream()
                        .filter(group -> group.exclusive() && group.options().stream().allMatch(o -> message.contains(o.longestName())))
                        .flatMap(group -> group.options().stream())
                        .map(OptionSpec::longestName)
                        .toList();
        return names.isEmpty() ? message : "give one of " + names.stream().collect(Collectors.joining(" and ")) + ", not both";
    }

    /** Says what a value must be. */
    private static String value(ArgSpec option, String typed, String value, String message) {
        Class<?> type = option.type();
        if (type.isEnum()) {
            return typed + " must be " + oneOf(option) + ": " + value + NearName.question(value, names(option));
        }
        if (type == boolean.class) {
            return typed + " takes no value: " + value;
        }
        if (type == Integer.class || type == Long.class || type == long.class) {
            return typed + " must be a whole number" + (type == Integer.class ? " up to " + Integer.MAX_VALUE : "") + ": " + value;
        }
        if (type == Double.class) {
            return typed + " must be a number, with a point before its decimals: " + value;
        }
        if (option.converters().length > 0 && option.converters()[0] instanceof DurationConverter) {
            return typed + " must be " + DurationConverter.WANTED + ": " + value;
        }
        return message;
    }

    /** Returns the first option of which a name occurs for the second time, as typed there. */
    private static Optional<String> repeated(ParameterException e, String[] arguments) {
        return e.getCommandLine().getCommandSpec().options().stream()
                .filter(option -> !option.isMultiValue())
                .map(option -> uses(option, arguments))
                .filter(uses -> uses.size() > 1)
                .map(uses -> uses.get(1))
                .findFirst();
    }

    private static String typed(OptionSpec option, String[] arguments) {
        List<String> uses = uses(option, arguments);
        return uses.isEmpty() ? option.longestName() : uses.getFirst();
    }

    private static List<String> uses(OptionSpec option, String[] arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2)[0])
                .filter(name -> Arrays.asList(option.names()).contains(name))
                .toList();
    }
}
