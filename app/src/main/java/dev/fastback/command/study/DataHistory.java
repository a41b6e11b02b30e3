package dev.fastback.command.study;

import dev.fastback.input.LoadedStudy;
import dev.fastback.result.RunHistory;
import dev.fastback.store.SqliteJournal;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How often the bars of a run were looked at before, from the runs of the store that have ended. The same bars have the same data hash. */
final class DataHistory {
    private DataHistory() {}

    /** Returns the history of a run whose simulations are done. */
    static RunHistory of(LoadedStudy loaded, StudyResult result, SqliteJournal journal) {
        String own = loaded.json();
        List<RunHistory.OfSymbol> symbols = new ArrayList<>();
        List<SqliteJournal.Ended> others = journal.others();
        for (var symbol : loaded.study().symbols()) {
            String hash = symbol.bars().contentHash();
            Set<String> seen = new HashSet<>();
            long earlier = 0;
            for (SqliteJournal.Ended other : others) {
                if (!other.study().equals(own) && other.study().contains(hash) && seen.add(other.study())) {
                    earlier += trials(other, hash);
                }
            }
            symbols.add(new RunHistory.OfSymbol(symbol.name(), trials(result, symbol.name()), seen.size(), earlier));
        }
        return new RunHistory(symbols);
    }

    private static long trials(StudyResult result, String symbol) {
        long trials = 0;
        for (StrategySummary line : result.summary()) {
            trials += line.symbol().equals(symbol) ? Math.max(1, line.count(SummaryFigure.EVALUATIONS)) : 0;
        }
        return trials;
    }

    /** Returns what a run tried on bars; 0 where its study cannot be read. */
    private static long trials(SqliteJournal.Ended run, String hash) {
        long trials = 0;
        try {
            JsonNode symbols = JsonMapper.shared().readTree(run.study()).path("symbols");
            for (int s = 0; s < Math.min(symbols.size(), run.history().symbols().size()); s++) {
                trials += hash.equals(symbols.get(s).path("dataHash").asString()) ? run.history().symbols().get(s).trials() : 0;
            }
        } catch (JacksonException e) {
            System.getLogger(DataHistory.class.getName()).log(System.Logger.Level.DEBUG, "a stored study cannot be read", e);
        }
        return trials;
    }
}
