package dev.fastback.summary;

import dev.fastback.json.ByteText;
import dev.fastback.json.CanonicalJson;
import dev.fastback.json.CanonicalSink;
import dev.fastback.json.NumberTexts;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the result hash, the SHA-256 of the canonical JSON of {@code {summary, symbols}}.
 *
 * <p>The hash covers the summary before the symbols. Where the summary is known, the symbols' text goes straight into the digest; else it is
 * kept until the summary is known, as long as it is not too much, and beyond that the results are read a second time.
 */
final class ResultHash implements AutoCloseable {
    private static final long MOST_KEPT = 64L << 20;
    /** Summary lines whose text is made at a time. */
    private static final int LINES = 500;

    private static final byte[] SUMMARY = utf8("{\"summary\":[");
    private static final byte[] SYMBOLS = utf8("],\"symbols\":[");
    private static final byte[] COMMA = {','};
    private static final byte[] END = {']', '}'};

    private final List<byte[]> kept = new ArrayList<>();
    private final @Nullable BackgroundDigest digest;
    // Looked at by the threads that format.
    private volatile long room;
    private boolean firstSymbol = true;
    private boolean firstBlock;

    private ResultHash(@Nullable BackgroundDigest digest, long room) {
        this.digest = digest;
        this.room = room;
    }

    /** Returns one that keeps the text until the summary is known. */
    static ResultHash keeping() {
        return new ResultHash(null, Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 16));
    }

    /** Returns one that keeps nothing: no hash is wanted. */
    static ResultHash none() {
        return new ResultHash(null, -1);
    }

    /**
     * Returns one of results whose summary is known.
     *
     * @param workers threads that make the summary's text; with 1 this one does
     */
    static ResultHash of(List<StrategySummary> summary, int workers) {
        ResultHash hash = new ResultHash(new BackgroundDigest(), Long.MAX_VALUE);
        hash.keep(SUMMARY, SUMMARY.length);
        InOrder.forEach(workers, "fastback-format-", Math.ceilDiv(summary.size(), LINES), block -> lines(summary, block), (block, text) -> {
            if (block > 0) {
                hash.keep(COMMA, COMMA.length);
            }
            hash.keep(text, text.length);
        });
        hash.keep(SYMBOLS, SYMBOLS.length);
        return hash;
    }

    /** Returns the text of a block of the summary's lines, with commas between them. */
    private static byte[] lines(List<StrategySummary> summary, int block) {
        CanonicalSink sink = new CanonicalSink();
        for (StrategySummary line : summary.subList(block * LINES, Math.min(summary.size(), (block + 1) * LINES))) {
            CanonicalJson.write(ResultTree.summary(line), sink);
        }
        return sink.take();
    }

    /** Adds the canonical text of some simulations, newest first, as they stand in their array. */
    static void write(SymbolResult symbol, List<SimulationResult> block, ByteText out) {
        ResultJson.CANONICAL.write(symbol.symbol().bars(), block, new CanonicalSink(",", out));
    }

    /** Returns whether further text is of use. */
    boolean isKeeping() {
        return room >= 0;
    }

    /**
     * Begins a symbol.
     *
     * @param text what {@link #before} made of it; null where further text is of no use
     */
    void begin(byte @Nullable [] text) {
        if (text == null) {
            return;
        }
        if (!firstSymbol) {
            keep(COMMA, COMMA.length);
        }
        firstSymbol = false;
        firstBlock = true;
        keep(text, text.length);
    }

    /** Adds what {@link #write} made of the symbol's next block. */
    void add(ByteText text) {
        if (!firstBlock) {
            keep(COMMA, COMMA.length);
        }
        firstBlock = false;
        keep(text.bytes(), text.length());
    }

    void end(SymbolResult symbol) {
        if (isKeeping()) {
            byte[] text = after(symbol);
            keep(text, text.length);
        }
    }

    private void keep(byte[] text, int length) {
        if (digest != null) {
            digest.update(text, length);
            return;
        }
        room = room - length;
        if (room >= 0) {
            kept.add(Arrays.copyOf(text, length));
        } else {
            kept.clear();
        }
    }

    /** Returns the hash, in hexadecimal. */
    String finish(StudyResult result, List<StrategySummary> summary) throws IOException {
        if (digest != null) {
            keep(END, END.length);
            return HexFormat.of().formatHex(digest.digest());
        }
        try (ResultHash whole = of(summary, 1)) {
            if (isKeeping()) {
                kept.forEach(text -> whole.keep(text, text.length));
            } else {
                whole.readAgain(result);
            }
            return whole.finish(result, summary);
        }
    }

    private void readAgain(StudyResult result) throws IOException {
        for (SymbolResult symbol : result.symbols()) {
            begin(before(symbol));
            ByteText text = new ByteText(NumberTexts.many());
            for (SimulationResult simulation : symbol.simulations()) {
                write(symbol, List.of(simulation), text);
                add(text);
                text.clear();
            }
            end(symbol);
        }
    }

    /** Returns the canonical text of a symbol up to its simulations. */
    static byte[] before(SymbolResult symbol) {
        CanonicalSink sink = new CanonicalSink();
        sink.beginObject();
        sink.key("asset");
        sink.text(String.valueOf(ResultTree.symbol(symbol).get("asset")));
        sink.key("bars");
        sink.number((long) symbol.symbol().bars().size());
        sink.key("notes");
        CanonicalJson.write(symbol.symbol().notes(), sink);
        sink.key("orders");
        CanonicalJson.write(ResultTree.orders(symbol), sink);
        sink.key("paths");
        CanonicalJson.write(ResultTree.paths(symbol), sink);
        sink.key("simulations");
        sink.beginArray();
        return sink.take();
    }

    private static byte[] after(SymbolResult symbol) {
        return utf8("],\"symbol\":" + CanonicalJson.write(symbol.symbol().name()) + ",\"warnings\":"
                + CanonicalJson.write(symbol.symbol().warnings()) + "}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets go of what a hash that was not finished has begun. */
    @Override
    public void close() {
        if (digest != null) {
            digest.close();
        }
    }
}
