package dev.fastback.command.runs;

import dev.fastback.command.study.StudyRequest;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunState;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes stored runs as docs/runs.schema.json describes, or as tables for people. */
final class RunListing {
    private static final int SHOWN_SYMBOLS = 3;

    private RunListing() {}

    /** Returns all runs as JSON. */
    static String json(List<RunRecord> runs) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("runs", runs.stream().map(RunListing::line).toList());
        return text(root);
    }

    /** Returns everything about one run as JSON. */
    static String json(RunRecord record) {
        Map<String, @Nullable Object> map = line(record);
        map.put("skipped", record.counts().skipped());
        map.put("ended", record.ended() == null ? null : record.ended().toString());
        map.put("version", record.run().version());
        map.put("java", record.run().java());
        map.put("notes", record.notes());
        map.put("study", JsonMapper.shared().readTree(record.run().study()));
        map.put("arguments", JsonMapper.shared().readTree(record.run().request()).path("arguments"));
        return text(map);
    }

    private static Map<String, @Nullable Object> line(RunRecord record) {
        boolean known = record.state() != RunState.DAMAGED;
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", record.id());
        map.put("started", known ? record.run().started().toString() : null);
        map.put("state", record.state().label());
        map.put("symbols", symbols(record));
        map.put("simulations", known ? record.run().simulations() : 0);
        map.put("completed", record.counts().completed());
        map.put("failed", record.counts().failed());
        return map;
    }

    private static String text(Map<String, @Nullable Object> tree) {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(tree) + "\n";
    }

    static List<String> symbols(RunRecord record) {
        JsonNode study = JsonMapper.shared().readTree(record.run().study());
        return study.path("symbols").valueStream().map(s -> s.path("symbol").asString()).toList();
    }

    /** Returns all runs as a table. */
    static String table(List<RunRecord> runs, Screen screen) {
        if (runs.isEmpty()) {
            return "No runs yet.\n";
        }
        // The id begins with the time. What is missing or failed shows in the state as well.
        TextTable table = new TextTable(4).withHeadings(1).withLeastTelling(List.of(1, 6, 4));
        table.row(List.of("run", "started (UTC)", "state", "symbols", "simulations", "completed", "failed"));
        for (RunRecord record : runs) {
            if (record.state() == RunState.DAMAGED) {
                table.row(List.of(record.id(), "", record.state().label(), "", "", "", ""));
                continue;
            }
            table.row(List.of(
                    record.id(),
                    record.run().started().toString().replaceFirst("(\\.\\d+)?Z$", "").replace('T', ' '),
                    record.state().label(),
                    shortened(symbols(record)),
                    Integer.toString(record.run().simulations()),
                    Integer.toString(record.counts().completed()),
                    Integer.toString(record.counts().failed())));
        }
        StringBuilder out = new StringBuilder();
        table.appendTo(out, screen);
        return out.toString();
    }

    /** Returns everything about one run as text. */
    static String text(RunRecord record, Screen screen) {
        TextTable table = new TextTable(2).withFolding();
        row(table, "run", record.id());
        row(table, "state", record.state().label());
        if (record.state() != RunState.DAMAGED) {
            row(table, "started", record.run().started().toString());
            row(table, "ended", record.ended() == null ? "-" : record.ended().toString());
            row(table, "version", record.run().version() + ", Java " + record.run().java());
            row(table, "symbols", String.join(", ", symbols(record)));
            row(table, "simulations", record.run().simulations() + ": " + record.counts().completed() + " completed, "
                    + record.counts().failed() + " failed, " + record.counts().skipped() + " skipped");
            row(table, "arguments", String.join(" ", StudyRequest.parse(record.run().request()).arguments()));
        }
        record.notes().forEach(note -> row(table, "note", note));
        StringBuilder out = new StringBuilder();
        table.appendTo(out, screen);
        return out.toString();
    }

    private static void row(TextTable table, String name, String value) {
        table.row(List.of(name, value));
    }

    private static String shortened(List<String> symbols) {
        return symbols.size() <= SHOWN_SYMBOLS
                ? String.join(", ", symbols)
                : String.join(", ", symbols.subList(0, SHOWN_SYMBOLS - 1)) + ", and " + (symbols.size() - SHOWN_SYMBOLS + 1) + " more";
    }
}
