package dev.fastback.summary;

import dev.fastback.json.ByteText;
import dev.fastback.json.NumberTexts;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import java.io.IOException;
import java.util.List;

/**
 * Is handed all results of a study in its order, each once, in blocks. What is made of a block may be made on another thread; everything else
 * is called in the thread that reads.
 */
public interface ResultReader {
    /** Ignores everything. */
    ResultReader NONE = new ResultReader() {
        @Override
        public void simulation(SymbolResult symbol, SimulationResult result) {}
    };

    /** Returns whether the result hash is wanted with the pass; where it is not, and is asked for afterwards, another pass makes it. */
    default boolean wantsHash() {
        return true;
    }

    /** Called before the simulations of a symbol. */
    default void beginSymbol(SymbolResult symbol) throws IOException {}

    /** Returns texts of the numbers that this reader writes. */
    default NumberTexts numbers() {
        return NumberTexts.many();
    }

    /**
     * Writes what this reader makes of some simulations of a symbol, newest first: a pure function, called on any thread, several calls at a
     * time. The usual one makes nothing of them.
     *
     * @param out what was made of simulations before them in their block, with {@link #numbers}
     */
    default void format(SymbolResult symbol, List<SimulationResult> block, ByteText out) throws IOException {}

    /** Takes what was made of a block, block after block in the study's order; the text is used again afterwards. */
    default void write(ByteText formatted) throws IOException {}

    /** Called for each simulation of the symbol, newest first, after its block was written. */
    default void simulation(SymbolResult symbol, SimulationResult result) throws IOException {}

    /** Called after the simulations of a symbol. */
    default void endSymbol(SymbolResult symbol) throws IOException {}
}
