package dev.fastback.result;

import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one pass over all results finds out.
 *
 * <p>The hash covers the summary before the symbols, and the summary is known only at the end: until then the symbols' canonical text is
 * kept, as long as it is not too much; beyond, the results are read a second time.
 *
 * @param summary one line per symbol and strategy
 * @param counts how many simulations ended how
 * @param firstFailures first failed or skipped simulation by symbol
 * @param hash the result hash
 */
record ResultPass(
        List<StrategySummary> summary,
        Map<Class<? extends SimulationResult>, Long> counts,
        Map<Integer, SimulationResult> firstFailures,
        String hash) {
    private static final long MOST_KEPT = 256L << 20;
    private static final int PIECE = 1 << 16;

    static ResultPass run(StudyResult result, ResultReader reader) throws IOException {
        Study study = result.study();
        List<StrategySummary> summary = new ArrayList<>();
        Map<Class<? extends SimulationResult>, Long> counts = new HashMap<>();
        Map<Integer, SimulationResult> firstFailures = new TreeMap<>();
        Text text = new Text(Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 8));
        for (int s = 0; s < study.symbols().size(); s++) {
            SymbolResult symbol = result.symbols().get(s);
            List<StrategyTally> tallies = study.strategies().stream().map(strategy -> new StrategyTally()).toList();
            reader.beginSymbol(symbol);
            text.begin(symbol);
            for (SimulationResult simulation : symbol.simulations()) {
                counts.merge(simulation.getClass(), 1L, Long::sum);
                if (simulation instanceof Completed completed) {
                    for (int k = 0; k < tallies.size(); k++) {
                        tallies.get(k).add(simulation.simulation().fold().index(), completed.strategies().get(k));
                    }
                } else if (simulation instanceof Failed || simulation instanceof Skipped) {
                    firstFailures.putIfAbsent(s, simulation);
                }
                text.add(symbol, simulation);
                reader.simulation(symbol, simulation);
            }
            text.end(symbol);
            reader.endSymbol(symbol);
            for (int k = 0; k < tallies.size(); k++) {
                summary.add(tallies.get(k).summary(symbol.symbol().name(), study.strategies().get(k).name()));
            }
        }
        return new ResultPass(List.copyOf(summary), Map.copyOf(counts), firstFailures, hash(result, summary, text));
    }

    private static String hash(StudyResult result, List<StrategySummary> summary, Text kept) throws IOException {
        MessageDigest digest = sha256();
        update(digest, "{\"summary\":");
        update(digest, CanonicalJson.write(summary.stream().map(ResultTree::summary).toList()));
        update(digest, ",\"symbols\":[");
        if (kept.isWhole()) {
            kept.pieces.forEach(digest::update);
        } else {
            Text again = new Text(digest);
            for (SymbolResult symbol : result.symbols()) {
                again.begin(symbol);
                for (SimulationResult simulation : symbol.simulations()) {
                    again.add(symbol, simulation);
                }
                again.end(symbol);
            }
        }
        update(digest, "]}");
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The symbols' canonical text: kept while it is not too much, or fed to a digest piece by piece. */
    private static final class Text {
        private final CanonicalSink sink = new CanonicalSink();
        private final List<byte[]> pieces = new ArrayList<>();
        private final java.util.function.Consumer<byte[]> taker;
        private long room;

        Text(long room) {
            this.room = room;
            this.taker = pieces::add;
        }

        Text(MessageDigest digest) {
            this.room = Long.MAX_VALUE;
            this.taker = digest::update;
        }

        boolean isWhole() {
            return room >= 0;
        }

        void begin(SymbolResult symbol) {
            sink.beginObject();
            sink.key("asset");
            sink.text(String.valueOf(ResultTree.symbol(symbol).get("asset")));
            sink.key("bars");
            sink.number(symbol.symbol().bars().size());
            sink.key("orders");
            sink.raw(CanonicalJson.write(symbol.orders().stream().map(ResultTree::order).toList()));
            sink.key("simulations");
            sink.beginArray();
        }

        void add(SymbolResult symbol, SimulationResult simulation) throws IOException {
            if (room >= 0) {
                ResultJson.CANONICAL.write(symbol.symbol().bars(), simulation, sink);
                flush(PIECE);
            }
        }

        void end(SymbolResult symbol) {
            sink.endArray();
            sink.key("symbol");
            sink.text(symbol.symbol().name());
            sink.key("warnings");
            sink.raw(CanonicalJson.write(symbol.symbol().warnings()));
            sink.endObject();
            flush(0);
        }

        private void flush(int least) {
            if (sink.length() > least && room >= 0) {
                byte[] piece = sink.take();
                room -= piece.length;
                if (room >= 0) {
                    taker.accept(piece);
                } else {
                    pieces.clear();
                }
            }
        }
    }
}
