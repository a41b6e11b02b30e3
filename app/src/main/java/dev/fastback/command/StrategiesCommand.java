package dev.fastback.command;

import dev.fastback.classics.Classics;
import dev.fastback.command.arguments.ListFormat;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.custom.Component;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.evaluation.Metrics;
import dev.fastback.input.OwnStrategies;
import dev.fastback.json.CanonicalJson;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.TextTable;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists strategies with their parameters, shows one with its source, begins a new one. */
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Lists the classic strategies and their parameters; with a NAME or a .java file shows one, its ranges and its source.",
            "With --new writes a commented file to begin a strategy of your own with. The guide is docs/strategies.md."
        },
        footer = {"", "Exit codes: 0 done; 2 bad usage, or a source that does not compile."})
final class StrategiesCommand implements Callable<Integer> {
    private static final String TEMPLATE =
            """
            // %1$s: a strategy for Fastback. The guide is docs/strategies.md.
            //
            //   fastback run --strategy %1$s.java --data prices.csv          one backtest
            //   fastback optimize --strategy %1$s.java --data prices.csv     parameters fitted and tested walk-forward
            //
            // Its parameters are the components of the record. @Range says which values are searched, @Default the one of a single
            // backtest; a component without @Range is a setting.
            public record %1$s(
                    @Range(min = 2, max = 60) @Default("10") int fast,
                    @Range(min = 5, max = 200, step = 5) @Default("40") int slow,
                    @Range(min = 0.01, max = 0.20, step = 0.01) @Default("0.1") double stop)
                    implements SignalStrategy {

                // Parameters that make no sense together are never tried.
                public boolean valid() {
                    return fast < slow;
                }

                // What is known at the close of a bar is acted on at the open of the next.
                public Signals signals(Indicators in) {
                    Line quick = in.ema(fast);
                    Line calm = in.ema(slow);
                    return Signals.enterLong(quick.crossesAbove(calm))
                            .exitLong(quick.crossesBelow(calm))
                            .stopLoss(stop);
                }
            }
            """;

    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "NAME|FILE", description = "A classic strategy, or a .java file.")
    @Nullable String name;

    @Option(names = "--new", paramLabel = "FILE", description = "Write a file to begin with; its name is that of the strategy: Breakout.java.")
    @Nullable Path newFile;

    @Option(names = "--metrics", description = "List what --metric and --where understand.")
    boolean metrics;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json (default: table).")
    ListFormat format = ListFormat.TABLE;

    StrategiesCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (newFile != null) {
            begin(newFile);
        } else if (metrics) {
            terminal.out().print(terminal.screen().show(metricList(terminal.screen())));
        } else if (name != null) {
            show(name);
        } else {
            list();
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private void list() {
        List<RecordStrategy> all = Classics.names().stream().map(each -> Classics.of(each, Map.of())).toList();
        if (format == ListFormat.JSON) {
            terminal.out().println(CanonicalJson.write(Map.of("strategies", all.stream().map(StrategiesCommand::json).toList())));
            return;
        }
        TextTable table = new TextTable(2).withHeadings(1).withFolding();
        table.row(List.of("strategy", "parameters (their values in a single run)"));
        all.forEach(strategy -> table.row(List.of(strategy.name(), strategy.components().stream()
                .map(StrategiesCommand::text)
                .collect(Collectors.joining("  ")))));
        StringBuilder out = new StringBuilder();
        table.appendTo(out, terminal.screen());
        terminal.out().print(terminal.screen().show(out + "\nfastback strategies NAME shows one and its source; --new FILE.java begins one of your own.\n"));
    }

    private static String text(Component component) {
        return component.name() + (component.range() == null ? "" : " " + component.range()) + " (" + component.value() + ")";
    }

    private void show(String given) {
        interruption.watch(); // the code of a strategy runs when its class is made ready
        RecordStrategy strategy = OwnStrategies.find(given, RunHome.forCaches(terminal));
        String source = source(given);
        if (format == ListFormat.JSON) {
            Map<String, @Nullable Object> json = json(strategy);
            json.put("source", source.isEmpty() ? null : source);
            terminal.out().println(CanonicalJson.write(json));
            return;
        }
        TextTable table = new TextTable(4);
        table.row(List.of("parameter", "kind", "searched", "in a single run"));
        strategy.components().forEach(component ->
                table.row(List.of(component.name(), component.kind(), component.range() == null ? "-" : component.range(), component.value())));
        StringBuilder out = new StringBuilder(strategy.name()).append(": bars to warm up ").append(strategy.needs().warmUpBars())
                .append(strategy.looksAtLongerBars() ? ", where bars are hours" : "").append("\n\n");
        table.appendTo(out);
        terminal.print((source.isEmpty() ? out : out.append('\n').append(source)).toString());
    }

    /** Returns the source of a file or of a classic; empty of a strategy that somebody else provides compiled. */
    private static String source(String given) {
        return OwnStrategies.isFile(given) ? OwnStrategies.read(given) : Classics.names().contains(given) ? Classics.source(given) : "";
    }

    private static Map<String, @Nullable Object> json(RecordStrategy strategy) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", strategy.name());
        json.put("provider", strategy.spec().provider());
        json.put("sourceHash", strategy.spec().sourceHash());
        json.put("warmUpBars", strategy.needs().warmUpBars());
        List<Map<String, @Nullable Object>> parameters = new ArrayList<>();
        for (Component component : strategy.components()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", component.name());
            one.put("kind", component.kind());
            one.put("range", component.range());
            one.put("value", component.value());
            parameters.add(one);
        }
        json.put("parameters", parameters);
        return json;
    }

    private static String metricList(Screen screen) {
        TextTable table = new TextTable(3).withHeadings(1).withFolding();
        table.row(List.of("metric", "better", "what it is"));
        Stream.concat(Metrics.list().stream(), Metrics.provided().stream())
                .forEach(measure -> table.row(List.of(measure.name(), measure.isBetterSmall() ? "small" : "large", measure.meaning())));
        StringBuilder out = new StringBuilder();
        table.appendTo(out, screen);
        return out.toString();
    }

    private void begin(Path file) {
        String last = String.valueOf(file.getFileName());
        String type = last.endsWith(".java") ? last.substring(0, last.length() - ".java".length()) : "";
        if (type.isEmpty() || !Character.isJavaIdentifierStart(type.charAt(0)) || !type.chars().allMatch(Character::isJavaIdentifierPart)) {
            throw new UsageException("--new: a file is named as its strategy, for example Breakout.java: " + file);
        }
        try {
            Files.writeString(file, String.format(Locale.ROOT, TEMPLATE, type), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("--new: " + file + " is there already and is not replaced");
        } catch (IOException e) {
            throw new UsageException("--new: cannot write " + file + ": " + AtomicOutput.reason(e));
        }
        terminal.say("wrote " + file + "; run it with: fastback run --strategy " + file);
    }
}
