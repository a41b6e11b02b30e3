package dev.fastback.command.arguments;

import dev.fastback.input.options.OwnOptions;
import dev.fastback.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Strategies of users, and what is made of their parameters. */
public final class StrategyArguments {
    @Option(names = "--strategy", paramLabel = "FILE|NAME", description = "A strategy in a .java file, or a classic by name (fastback strategies lists them), instead of --strategies. May be given several times. It is trusted code.")
    List<String> strategies = List.of();

    @Option(names = "--param", paramLabel = "NAME=RANGE", description = "Search a parameter in a range of your own: fast=2..100, stop=0.01..0.2:0.01, scale=1..1000:log, kind=SMA|EMA.")
    List<String> params = List.of();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Fix a parameter, or a setting.")
    List<String> sets = List.of();

    @Option(names = "--metric", paramLabel = "NAMES", description = "What is made as large as possible (default: sharpe), or as small where less is better: return, sharpe, cagr, sortino, calmar, drawdown, profit-factor and more, ta4j:net-profit and other criteria of ta4j (strategies --metrics lists all). Several with commas between are traded off by grid, nsga2, random or sobol: the front is shown, and the first decides.")
    @Nullable String metric;

    @Option(names = "--where", paramLabel = "CONDITION", description = "What an outcome must meet besides, for example \"trades>=30\" or \"drawdown<=0.3\"; trades>=1 always.")
    List<String> where = List.of();

    /**
     * Returns what was given.
     *
     * @param engine whose limit of a simulation holds, too, for what a strategy says before the first
     */
    public OwnOptions options(Terminal terminal, EngineArguments engine) {
        return new OwnOptions(strategies, params, sets, metric, where, engine.simulationTimeout, RunHome.forCaches(terminal));
    }
}
