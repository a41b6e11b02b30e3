package dev.fastback.command.arguments;

import dev.fastback.data.synthetic.SyntheticMarket;
import java.util.Iterator;

/** What shells offer after options and commands that take names. */
final class Names {
    private Names() {}

    /** Names of engines. */
    static final class Engines implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return dev.fastback.engine.Engines.all().names().iterator();
        }
    }

    /** Names of searches. */
    static final class Searches implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return dev.fastback.search.Searches.all().names().iterator();
        }
    }

    /** Names of the strategies that come with Fastback. */
    static final class Strategies implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return dev.fastback.strategy.builtin.Strategies.names().iterator();
        }
    }

    /** Names of forecasters. */
    static final class Forecasters implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return dev.fastback.forecast.builtin.Forecasters.all().names().iterator();
        }
    }

    /** Symbols of the sample market. */
    static final class SampleSymbols implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SyntheticMarket.symbols().iterator();
        }
    }
}
