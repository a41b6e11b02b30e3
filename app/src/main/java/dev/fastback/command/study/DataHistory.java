package dev.fastback.command.study;

import dev.fastback.input.LoadedStudy;
import dev.fastback.result.RunHistory;
import dev.fastback.store.SqliteJournal;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How often the bars of a run were looked at before, from the runs of the store that have ended. The same bars have the same data hash. */
final class DataHistory {
    /** Symbols that are looked for in the text of each other study. */
    private static final int FEW = 8;

    private DataHistory() {}

    /** What was looked at before on the bars of a symbol. */
    private static final class Earlier {
        private int studies;
        private long trials;
    }

    /** Returns the history of a run whose simulations are done. */
    static RunHistory of(LoadedStudy loaded, StudyResult result, SqliteJournal journal) {
        Map<String, Earlier> byHash = new HashMap<>();
        for (StudySymbol symbol : loaded.study().symbols()) {
            byHash.put(symbol.bars().contentHash(), new Earlier());
        }
        Set<String> seen = new HashSet<>(Set.of(loaded.json()));
        for (SqliteJournal.Ended other : journal.others()) {
            // Most other studies have none of few symbols, and looking for these is quicker than reading JSON.
            boolean isOfInterest = byHash.size() > FEW || byHash.keySet().stream().anyMatch(other.study()::contains);
            if (isOfInterest && seen.add(other.study())) {
                add(other, byHash);
            }
        }
        Map<String, Long> trials = trials(result);
        List<RunHistory.OfSymbol> symbols = new ArrayList<>();
        for (StudySymbol symbol : loaded.study().symbols()) {
            Earlier earlier = Objects.requireNonNull(byHash.get(symbol.bars().contentHash()));
            symbols.add(new RunHistory.OfSymbol(symbol.name(), trials.getOrDefault(symbol.name(), 0L), earlier.studies, earlier.trials));
        }
        return new RunHistory(symbols);
    }

    /** Returns how many points were tried for each symbol. */
    private static Map<String, Long> trials(StudyResult result) {
        Map<String, Long> trials = new HashMap<>();
        for (StrategySummary line : result.summary()) {
            trials.merge(line.symbol(), Math.max(1, line.count(SummaryFigure.EVALUATIONS)), Long::sum);
        }
        return trials;
    }

    /** Adds what a run tried on bars, which counts as one study for each; nothing where its study cannot be read. */
    private static void add(SqliteJournal.Ended run, Map<String, Earlier> byHash) {
        try {
            JsonNode study = JsonMapper.shared().readTree(run.study());
            JsonNode symbols = study.path("symbols");
            Set<Earlier> counted = new HashSet<>();
            for (int s = 0; s < symbols.size(); s++) {
                Earlier earlier = byHash.get(symbols.get(s).path("dataHash").asString());
                if (earlier == null) {
                    continue;
                }
                earlier.studies += counted.add(earlier) ? 1 : 0;
                earlier.trials += s < run.history().symbols().size() ? run.history().symbols().get(s).trials() : 0;
            }
            for (JsonNode looked : study.path("beside")) {
                Earlier earlier = byHash.get(looked.path("dataHash").asString());
                if (earlier != null && counted.add(earlier)) {
                    earlier.studies++;
                }
            }
        } catch (JacksonException e) {
            System.getLogger(DataHistory.class.getName()).log(System.Logger.Level.DEBUG, "a stored study cannot be read", e);
        }
    }
}
