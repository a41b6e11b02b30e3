package dev.fastback.command.usage;

import dev.fastback.terminal.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page, in the macros of man(7), from what picocli knows of the commands: the same texts as {@code --help}. */
public final class ManPage {
    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    /** Returns the page of a command and all below it. */
    public static String of(CommandSpec root) {
        ManPage page = new ManPage();
        page.line(".TH FASTBACK 1 \"\" \"fastback " + text(Version.text()) + "\" \"User Commands\"");
        page.line(".SH NAME");
        page.line("fastback \\- " + text(sentence(root)));
        page.line(".SH SYNOPSIS");
        page.line(".B fastback");
        page.line(".I COMMAND");
        page.line("[options] [arguments]");
        page.line(".SH OPTIONS");
        page.options(root.options());
        root.subcommands().values().forEach(command -> page.command(command.getCommandSpec()));
        page.line(".SH EXIT STATUS");
        root.usageMessage().exitCodeList().forEach((code, meaning) -> page.term(code, meaning));
        page.line(".SH ENVIRONMENT");
        page.term("FASTBACK_HOME", "Where runs are kept (default: ~/.fastback).");
        page.term("FASTBACK_JAVA_OPTS", "Options for Java, for example -Xmx4g.");
        page.term("NO_COLOR", "No colours on the terminal, if set to anything.");
        return page.out.toString();
    }

    private static String sentence(CommandSpec spec) {
        return String.format(Locale.ROOT, String.join(" ", spec.usageMessage().description()));
    }

    private void command(CommandSpec spec) {
        line(".SH \"" + text(spec.qualifiedName().toUpperCase(Locale.ROOT)) + "\"");
        String arguments = spec.positionalParameters().stream()
                .map(parameter -> parameter.arity().min() == 0 ? "[" + parameter.paramLabel() + "]" : parameter.paramLabel())
                .collect(Collectors.joining(" "));
        line(".B " + text(spec.qualifiedName()));
        line(text("[options] " + arguments).strip());
        line(".PP");
        line(text(sentence(spec)));
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            term(parameter.paramLabel(), lines(parameter.description()));
        }
        List<OptionSpec> grouped = spec.argGroups().stream().flatMap(group -> group.options().stream()).toList();
        options(spec.options().stream().filter(option -> !grouped.contains(option)).toList());
        for (ArgGroupSpec group : spec.argGroups()) {
            line(".SS \"" + text(String.format(Locale.ROOT, String.valueOf(group.heading())).strip().replace(":", "")) + "\"");
            options(group.options());
        }
        String footer = Stream.of(spec.usageMessage().footer()).map(line -> String.format(Locale.ROOT, line)).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n.PP\n"));
        if (!footer.isEmpty()) {
            line(".PP");
            footer.lines().forEach(part -> line(part.equals(".PP") ? part : text(part)));
        }
        spec.subcommands().values().forEach(command -> command(command.getCommandSpec()));
    }

    private void options(List<OptionSpec> options) {
        for (OptionSpec option : options) {
            String names = Arrays.stream(option.names()).collect(Collectors.joining(", "));
            term(names + (option.arity().max() > 0 ? "=" + option.paramLabel() : ""), lines(option.description()));
        }
    }

    // picocli has formatted the descriptions of options and parameters already.
    private static String lines(String[] description) {
        return String.join(" ", description).replaceAll("\\s+", " ");
    }

    private void term(Object name, String meaning) {
        line(".TP");
        line(".B " + text(String.valueOf(name)));
        line(text(meaning));
    }

    /** Returns a text whose backslashes, hyphens and first full stops mean themselves. */
    private static String text(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
