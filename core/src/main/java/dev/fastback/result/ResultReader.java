package dev.fastback.result;

import java.io.IOException;

/** Is handed all results of a study in its order, each once. */
public interface ResultReader {
    /** Ignores everything. */
    ResultReader NONE = new ResultReader() {
        @Override
        public void simulation(SymbolResult symbol, SimulationResult result) {}
    };

    /** Called before the simulations of a symbol. */
    default void beginSymbol(SymbolResult symbol) throws IOException {}

    /** Called for each simulation of the symbol, newest first. */
    void simulation(SymbolResult symbol, SimulationResult result) throws IOException;

    /** Called after the simulations of a symbol. */
    default void endSymbol(SymbolResult symbol) throws IOException {}
}
