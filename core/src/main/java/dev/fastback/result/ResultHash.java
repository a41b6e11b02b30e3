package dev.fastback.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the result hash, the SHA-256 of the canonical JSON of {@code {summary, symbols}}.
 *
 * <p>The hash covers the summary before the symbols, and the summary is known only when all results were read: until then the symbols'
 * canonical text is kept, as long as it is not too much; beyond, the results are read a second time.
 */
final class ResultHash {
    private static final long MOST_KEPT = 256L << 20;
    private static final byte[] COMMA = {','};

    private final List<byte[]> kept = new ArrayList<>();
    private final Consumer<byte[]> taker;
    // Looked at by the threads that format.
    private volatile long room;
    private boolean firstSymbol = true;
    private boolean firstBlock;

    ResultHash() {
        this(Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 8));
    }

    /** Makes one that keeps at most so many bytes. */
    ResultHash(long room) {
        this.room = room;
        this.taker = kept::add;
    }

    private ResultHash(MessageDigest digest) {
        this.room = Long.MAX_VALUE;
        this.taker = digest::update;
    }

    /** Returns the canonical text of some simulations, newest first, as they stand in their array. */
    static byte[] text(SymbolResult symbol, List<SimulationResult> block) throws IOException {
        CanonicalSink sink = new CanonicalSink();
        for (SimulationResult simulation : block) {
            ResultJson.CANONICAL.write(symbol.symbol().bars(), simulation, sink);
        }
        return sink.take();
    }

    /** Returns whether further text is of use. */
    boolean isKeeping() {
        return room >= 0;
    }

    void begin(SymbolResult symbol) {
        if (!firstSymbol) {
            keep(COMMA);
        }
        firstSymbol = false;
        firstBlock = true;
        keep(before(symbol));
    }

    /** Adds what {@link #text} made of the symbol's next block. */
    void add(byte[] text) {
        if (!firstBlock) {
            keep(COMMA);
        }
        firstBlock = false;
        keep(text);
    }

    void end(SymbolResult symbol) {
        keep(after(symbol));
    }

    private void keep(byte[] text) {
        room = room - text.length;
        if (room >= 0) {
            taker.accept(text);
        } else {
            kept.clear();
        }
    }

    /** Returns the hash, in hexadecimal. */
    String finish(StudyResult result, List<StrategySummary> summary) throws IOException {
        MessageDigest digest = sha256();
        digest.update(utf8("{\"summary\":"));
        digest.update(utf8(CanonicalJson.write(summary.stream().map(ResultTree::summary).toList())));
        digest.update(utf8(",\"symbols\":["));
        if (isKeeping()) {
            kept.forEach(digest::update);
        } else {
            readAgain(result, digest);
        }
        digest.update(utf8("]}"));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void readAgain(StudyResult result, MessageDigest digest) throws IOException {
        ResultHash again = new ResultHash(digest);
        for (SymbolResult symbol : result.symbols()) {
            again.begin(symbol);
            for (SimulationResult simulation : symbol.simulations()) {
                again.add(text(symbol, List.of(simulation)));
            }
            again.end(symbol);
        }
    }

    private static byte[] before(SymbolResult symbol) {
        CanonicalSink sink = new CanonicalSink();
        sink.beginObject();
        sink.key("asset");
        sink.text(String.valueOf(ResultTree.symbol(symbol).get("asset")));
        sink.key("bars");
        sink.number((long) symbol.symbol().bars().size());
        sink.key("notes");
        sink.raw(CanonicalJson.write(symbol.symbol().notes()));
        sink.key("orders");
        sink.raw(CanonicalJson.write(symbol.orders().stream().map(ResultTree::order).toList()));
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
