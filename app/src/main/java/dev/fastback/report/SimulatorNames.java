package dev.fastback.report;

import dev.fastback.strategy.Market;
import dev.fastback.strategy.SimulatorChoice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.util.LinkedHashMap;
import java.util.Map;

/** By what the candidates of a study's strategies are simulated, and why. */
public final class SimulatorNames {
    private SimulatorNames() {}

    /** Returns the choices by strategy; on all symbols alike, or bar by bar where one symbol's market wants it. */
    private static Map<String, SimulatorChoice> of(Study study) {
        Map<String, SimulatorChoice> choices = new LinkedHashMap<>();
        for (TunableStrategy strategy : study.strategies()) {
            if (strategy.space().isEmpty()) {
                continue;
            }
            if (strategy.isAccount() && study.symbols().stream().anyMatch(symbol -> symbol.bars().hasFunding())) {
                choices.put(strategy.name(), new SimulatorChoice(SimulatorChoice.BARS, "funding"));
                continue;
            }
            for (Market market : study.symbols().stream().map(StudySymbol::market).distinct().toList()) {
                strategy.simulator(market, study.metric()).ifPresent(found -> choices.merge(
                        strategy.name(), found, (a, b) -> b.name().equals(SimulatorChoice.BARS) ? b : a));
            }
        }
        return choices;
    }

    /** Returns them for the JSON report. */
    static Map<String, Object> json(Study study) {
        Map<String, Object> map = new LinkedHashMap<>();
        of(study).forEach((strategy, choice) -> {
            Map<String, Object> one = new LinkedHashMap<>(); // the order of Map.of changes from run to run
            one.put("name", choice.name());
            one.put("why", choice.why());
            map.put(strategy, one);
        });
        return map;
    }

    /** Returns a line for each, for people. */
    public static String lines(Study study) {
        StringBuilder lines = new StringBuilder();
        of(study).forEach((strategy, choice) -> lines.append(strategy)
                .append(choice.name().equals(SimulatorChoice.TRADES) ? ": candidates simulated trade by trade (" : ": simulated bar by bar (")
                .append(choice.why())
                .append(choice.name().equals(SimulatorChoice.TRADES) ? "), the best bar by bar as well\n" : ")\n"));
        return lines.toString();
    }
}
