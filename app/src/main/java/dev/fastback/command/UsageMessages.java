package dev.fastback.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with a command line in the words of its user: options as they were typed, types without Java's names. */
final class UsageMessages {
    private UsageMessages() {}

    /** Returns one line. */
    static String of(ParameterException e, String[] arguments) {
        String message = e.getMessage() == null ? "bad usage" : e.getMessage().lines().findFirst().orElse("");
        if (e instanceof MaxValuesExceededException) {
            return repeated(e, arguments).map(option -> option + " is given twice").orElse(message);
        }
        if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null && option.type() != null) {
            Class<?> type = option.type();
            String wanted = type == Integer.class || type == Long.class || type == long.class
                    ? "a whole number" + (type == Integer.class ? " up to 2147483647" : "")
                    : type == Double.class ? "a number, with a point before its decimals" : null;
            if (wanted != null) {
                return typed(option, arguments) + " must be " + wanted + ": " + e.getValue();
            }
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
