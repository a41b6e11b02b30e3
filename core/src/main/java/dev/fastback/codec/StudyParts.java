package dev.fastback.codec;

import dev.fastback.data.BarSeries;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A prepared study in parts: what all simulations need, and each symbol with its bars and forecasts, so that a worker is sent the symbols that it
 * runs alone. Some symbols with the rest are a study of their own, whose simulations have the bits that they have in the whole: a simulation depends
 * on its symbol, unless parameters are shared over symbols or one is looked at beside others ({@link #areApart}).
 */
public final class StudyParts {
    private final StudyCodec.Settings settings;
    private final Map<String, BarSeries> others;

    private StudyParts(StudyCodec.Settings settings, Map<String, BarSeries> others) {
        this.settings = settings;
        this.others = others;
    }

    /** Returns whether a simulation needs no other symbol than its own. */
    public static boolean areApart(Study study) {
        return !study.search().isPooled()
                && study.symbols().stream().map(StudySymbol::name).noneMatch(study.symbols().getFirst().bars().others()::containsKey);
    }

    /**
     * Writes what all simulations need: settings, strategies with their code, and series that are looked at beside all symbols.
     *
     * @throws IllegalArgumentException if symbols are not {@linkplain #areApart apart}, or as {@link StudyCodec#requireSendable}
     */
    public static void writeRest(PreparedStudy study, OutputStream target) throws IOException {
        if (!areApart(study.study())) {
            throw new IllegalArgumentException("the symbols of this study need one another");
        }
        StudyCodec.requireSendable(study);
        DataOutputStream out = new DataOutputStream(target);
        StudyCodec.writeOthers(out, study.study());
        StudyCodec.writeSettings(out, study);
        out.flush();
    }

    /** Writes symbols {@code from} (inclusive) to {@code to} (exclusive). */
    public static void writeSymbols(PreparedStudy study, int from, int to, OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        StudyCodec.writeSymbols(study, from, to, out);
        out.flush();
    }

    /**
     * Reads what {@link #writeRest} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static StudyParts readRest(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        Map<String, BarSeries> others = new LinkedHashMap<>();
        StudyCodec.readOthers(in, List.of(), others);
        return new StudyParts(StudyCodec.readSettings(in), others);
    }

    /**
     * Reads what {@link #writeSymbols} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public List<PreparedSymbol> readSymbols(InputStream source) throws IOException {
        return StudyCodec.readSymbols(new DataInputStream(source), others);
    }

    /** Returns the number of simulations of each symbol. */
    public int folds() {
        return settings.folds().simulations();
    }

    /** Returns the study of some symbols. */
    public PreparedStudy of(List<PreparedSymbol> symbols) {
        return settings.with(symbols);
    }
}
