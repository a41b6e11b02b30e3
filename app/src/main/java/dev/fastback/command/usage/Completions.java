package dev.fastback.command.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import picocli.AutoComplete;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** Completion scripts: picocli's for bash, and with a frame for zsh, one of our own for fish, which picocli does not know. */
public final class Completions {
    /** Where picocli's script holds the values of an option or of SHELL: constants of enums in capitals. Other arguments are names, which stay as they are. */
    private static final Pattern VALUES = Pattern.compile("(?m)^ *local (?:\\w+_option|SHELL_pos_param)_args=\\(.*\\).*$");

    private static final Pattern CONSTANT = Pattern.compile("\"[A-Z_]+\"");

    private Completions() {}

    // zsh reads the script as the body of a function _fastback when completion is first asked for: what it defines has to answer that time, too. There is
    // no compopt in zsh, and the alias that picocli's script makes of it does not reach the functions of a file that is read so.
    private static final String ZSH_BEGIN = """
            #compdef fastback
            autoload -U +X bashcompinit && bashcompinit
            (( $+functions[compopt] )) || compopt() { : }
            """;

    private static final String ZSH_END = """
            [[ $funcstack[1] != _fastback ]] || _bash_complete -o default -F _complete_fastback
            """;

    /** Returns the script for zsh, to be kept as {@code _fastback} in a folder of {@code fpath}. */
    public static String zsh(CommandLine root) {
        return ZSH_BEGIN + bash(root) + "\n" + ZSH_END;
    }

    /** Returns the script for bash. */
    public static String bash(CommandLine root) {
        Matcher values = VALUES.matcher(AutoComplete.bash(root.getCommandName(), root));
        return values.replaceAll(line -> Matcher.quoteReplacement(lowerConstants(line.group())));
    }

    private static String lowerConstants(String line) {
        return CONSTANT.matcher(line).replaceAll(word -> word.group().toLowerCase(Locale.ROOT));
    }

    /** Returns the script for fish. */
    public static String fish(CommandLine root) {
        List<String> lines = new ArrayList<>();
        lines.add("# Completion of fastback for fish.");
        lines.add("complete -c fastback -f");
        level(lines, root.getCommandSpec(), List.of());
        return String.join("\n", lines) + "\n";
    }

    private static void level(List<String> lines, CommandSpec spec, List<String> path) {
        String here = condition(spec, path);
        spec.subcommands().forEach((name, command) -> lines.add("complete -c fastback " + here + " -a " + name + " -d "
                + quoted(firstSentence(format(command.getCommandSpec().usageMessage().description())))));
        for (OptionSpec option : spec.options()) {
            lines.add("complete -c fastback " + here + option(option));
        }
        spec.positionalParameters().stream()
                .flatMap(parameter -> candidates(parameter).stream())
                .forEach(word -> lines.add("complete -c fastback " + here + " -a " + word));
        if (spec.positionalParameters().stream().anyMatch(parameter -> parameter.paramLabel().equals("PATH"))) {
            lines.add("complete -c fastback " + here + " -F");
        }
        spec.subcommands().forEach((name, command) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            level(lines, command.getCommandSpec(), below);
        });
    }

    /** Returns when a level's words are offered: its commands have been typed, and none of those below it. */
    private static String condition(CommandSpec spec, List<String> path) {
        List<String> conditions = new ArrayList<>();
        path.forEach(name -> conditions.add("__fish_seen_subcommand_from " + name));
        if (!spec.subcommands().isEmpty()) {
            conditions.add("not __fish_seen_subcommand_from " + String.join(" ", spec.subcommands().keySet()));
        }
        return "-n '" + String.join("; and ", conditions) + "'";
    }

    private static String option(OptionSpec option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            List<String> values = candidates(option);
            boolean file = option.paramLabel().equals("FILE") || option.paramLabel().equals("PATH");
            line.append(file ? " -r -F" : " -x").append(values.isEmpty() ? "" : " -a " + quoted(String.join(" ", values)));
        }
        return line.append(" -d ").append(quoted(firstSentence(option.description()))).toString();
    }

    private static List<String> candidates(ArgSpec argument) {
        if (argument.type().isEnum()) {
            return Arrays.stream(argument.type().getEnumConstants()).map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
        }
        Iterable<String> names = argument.completionCandidates();
        return names == null ? List.of() : StreamSupport.stream(names.spliterator(), false).toList();
    }

    // picocli formats the descriptions of options itself, those of commands not.
    private static String[] format(String[] lines) {
        return Arrays.stream(lines).map(line -> String.format(Locale.ROOT, line)).toArray(String[]::new);
    }

    private static String firstSentence(String[] lines) {
        String text = lines.length == 0 ? "" : lines[0].replaceAll("\\s+", " ");
        int end = text.indexOf(". ");
        return end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
