package dev.fastback.summary;

import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pass over all results: they are read and added up in the calling thread; what was read becomes results, the hash's text and the report's, block
 * by block, on as many threads as there are workers.
 *
 * @param totals what all results make together
 * @param hash the result hash; null where it was not wanted
 */
record ResultPass(StudyTotals totals, @Nullable String hash) {
    /** Results of strategies that are formatted at a time; few, because several blocks with their texts are in memory. */
    private static final int ROWS = 640;

    /** Simulations that are formatted at a time where each may have a front, of any length. */
    private static final int WITH_FRONTS = 32;

    /**
     * Goes over the results.
     *
     * @param known their totals, where they are known before; null where the pass is to find them
     */
    static ResultPass run(StudyResult result, @Nullable StudyTotals known, ResultReader reader, int workers)
            throws IOException {
        StudyTally tally = known == null ? new StudyTally(result.study()) : null;
        int block = result.study().metric().parts().size() > 1 ? WITH_FRONTS : Math.max(1, ROWS / result.study().strategies().size());
        try (ResultHash hash = hash(known, reader, workers);
                Formatting formatting = new Formatting(reader, hash, tally, workers)) {
            for (SymbolResult symbol : result.symbols()) {
                formatting.begin(symbol);
                List<SimulationResult> simulations = symbol.simulations();
                for (int from = 0; from < simulations.size(); from += block) {
                    formatting.add(symbol, simulations.subList(from, Math.min(from + block, simulations.size())));
                }
                formatting.end(symbol);
            }
            formatting.finish();
            StudyTotals totals = tally != null ? tally.totals(s -> result.symbols().get(s).outcome()).orElseThrow() : Objects.requireNonNull(known);
            return new ResultPass(totals, reader.wantsHash() ? hash.finish(result, totals.summary()) : null);
        }
    }

    private static ResultHash hash(@Nullable StudyTotals known, ResultReader reader, int workers) {
        if (!reader.wantsHash()) {
            return ResultHash.none();
        }
        return known == null ? ResultHash.keeping() : ResultHash.of(known.summary(), workers);
    }
}
