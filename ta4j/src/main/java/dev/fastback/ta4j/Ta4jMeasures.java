package dev.fastback.ta4j;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Measure;
import dev.fastback.evaluation.MeasureProvider;
import dev.fastback.evaluation.Positions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ta4j.core.AnalysisCriterion;
import org.ta4j.core.BarSeries;
import org.ta4j.core.num.DoubleNumFactory;

/** ta4j's criteria as metrics of any account, {@code ta4j:net-profit}: the value that ta4j gives {@link Ta4jRecord the record} of its trades. */
public final class Ta4jMeasures implements MeasureProvider {
    private static final Map<String, Measure> MEASURES = measures(Ta4jProvider.NAME + ":");

    /** For {@link java.util.ServiceLoader}. */
    public Ta4jMeasures() {}

    private static Map<String, Measure> measures(String prefix) {
        Map<String, Measure> all = new LinkedHashMap<>();
        for (String name : Ta4jCriteria.names()) {
            AnalysisCriterion criterion = Ta4jCriteria.of(name);
            DoubleNumFactory numbers = DoubleNumFactory.getInstance();
            boolean isBetterSmall = criterion.betterThan(numbers.one(), numbers.numOf(2));
            String meaning = "ta4j's " + criterion.getClass().getSimpleName().replaceAll("([a-z])(?=[A-Z])", "$1 ").toLowerCase(Locale.ROOT)
                    + ", a unit per position";
            all.put(name, new Measure(prefix + name, meaning, isBetterSmall, true, true, evaluation -> of(name, evaluation)));
        }
        return all;
    }

    private static double of(String name, Evaluation evaluation) {
        Positions positions = evaluation.positions();
        if (positions == null) {
            throw new IllegalStateException("ta4j's criteria are computed of single trades, and this evaluation has none");
        }
        return value(Ta4jCriteria.of(name), positions);
    }

    /**
     * Returns the value of a criterion for the trades of an account.
     *
     * @throws IllegalArgumentException if a position was entered or left in parts
     */
    public static double value(AnalysisCriterion criterion, Positions positions) {
        BarSeries series = Ta4jIndicators.of(positions.bars()).until(positions.end());
        return criterion.calculate(series, Ta4jRecord.of(positions, series)).doubleValue();
    }

    @Override
    public String name() {
        return Ta4jProvider.NAME;
    }

    @Override
    public List<Measure> measures() {
        return List.copyOf(MEASURES.values());
    }

    @Override
    public Measure measure(String name) {
        return Objects.requireNonNull(MEASURES.get(Ta4jCriteria.name(name)));
    }
}
