package dev.fastback.command.model;

import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.forecast.cache.CacheFolder;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.TextTable;
import dev.fastback.terminal.UsageException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists the forecasts of models that are kept. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Lists what is kept: for each model and way of computing it, its rows, their size, and when they were last used.",
        footer = {"", "Exit codes: 0 done; 2 bad usage, or the cache cannot be read; 4 standard output cannot be written; 70 an internal fault."})
final class CacheShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ListArguments how = new ListArguments();

    CacheShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<CacheFolder.Entry> entries;
        try {
            entries = new CacheFolder(RunHome.of(terminal).forecasts()).entries();
        } catch (UncheckedIOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        how.write(terminal, () -> json(entries), screen -> table(entries, screen));
        return ExitCode.DONE;
    }

    private static String json(List<CacheFolder.Entry> entries) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("bytes", entries.stream().mapToLong(CacheFolder.Entry::bytes).sum());
        root.put("mostBytes", CacheFolder.USUAL_BYTES);
        root.put("models", entries.stream().map(CacheShowCommand::json).toList());
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> json(CacheFolder.Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", entry.key());
        map.put("about", entry.about());
        map.put("rows", entry.rows());
        map.put("bytes", entry.bytes());
        map.put("lastUsed", entry.lastUsed().truncatedTo(ChronoUnit.SECONDS).toString());
        return map;
    }

    private static String table(List<CacheFolder.Entry> entries, Screen screen) {
        if (entries.isEmpty()) {
            return "no forecasts are kept\n";
        }
        TextTable table = new TextTable(1).withHeadings(1).withLeastTelling(List.of(3, 2));
        table.row(List.of("model", "rows", "bytes", "last used"));
        for (CacheFolder.Entry entry : entries) {
            table.row(List.of(
                    entry.about(),
                    String.format(Locale.ROOT, "%,d", entry.rows()),
                    String.format(Locale.ROOT, "%,d", entry.bytes()),
                    entry.lastUsed().truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        StringBuilder out = new StringBuilder();
        table.appendTo(out, screen);
        return out.toString();
    }
}
