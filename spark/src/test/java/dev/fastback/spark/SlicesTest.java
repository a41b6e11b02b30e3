package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.codec.StudyParts;
import dev.fastback.compile.SourceCompiler;
import dev.fastback.custom.SourceProvider;
import dev.fastback.data.BarSeries;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.NanoForecaster;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.Evaluators;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Symbols are sent in slices, each when a task first needs it, and the results are those of the whole study. */
@Timeout(300)
class SlicesTest {
    /** A slice each. */
    private static final int BARS = 6_000;

    private static StudyBuilder symbols(int count, int bars, Map<String, BarSeries> others) {
        SplittableRandom random = new SplittableRandom(77);
        StudyBuilder study = Study.builder();
        for (int s = 0; s < count; s++) {
            study.add(RandomBars.walk(random, bars).withSymbol("SYMBOL" + s).withOthers(others));
        }
        return study.walkForward(new WalkForward(9, 7, 1, 1));
    }

    private static String hash(Study study, boolean modelPerExecutor) {
        return StudyRunner.run(study, RunOptions.of(new SparkEngine("local[2]", 2, null, modelPerExecutor))).resultHash();
    }

    @Test
    void smallSymbolsTravelTogetherAndLargeOnesAlone() {
        assertThat(Slices.starts(symbols(3, BARS, Map.of()).build())).containsExactly(0, 1, 2, 3);
        assertThat(Slices.starts(symbols(10, 1_500, Map.of()).build())).containsExactly(0, 4, 8, 10);
        assertThat(Slices.starts(symbols(1, 60, Map.of()).build())).containsExactly(0, 1);
    }

    @Test
    void resultsAreThoseOfTheWholeStudy() {
        for (SearchSettings search : List.of(SearchSettings.EXACT, SearchSettings.EXACT.withSharedBy(4))) {
            Study study = symbols(5, BARS, Map.of()).search(search).build();
            assertThat(StudyParts.areApart(study)).isTrue();
            String expected = StudyRunner.run(study).resultHash();
            assertThat(hash(study, false)).as(search.toString()).isEqualTo(expected);
        }
        Study modelled = symbols(3, BARS, Map.of()).forecaster(new NanoForecaster()).build();
        assertThat(hash(modelled, true)).isEqualTo(StudyRunner.run(modelled).resultHash());
    }

    @Test
    void seriesThatAllLookAtTravelOnceAndSymbolsThatNeedOneAnotherTogether() {
        Map<String, BarSeries> others = new LinkedHashMap<>();
        others.put("OTHER", RandomBars.walk(new SplittableRandom(9), BARS).withSymbol("OTHER"));
        String source = """
                import dev.fastback.api.*;
                public record Beside(@Range(min = 2, max = 6) int bars) implements SignalStrategy {
                    public Signals signals(Indicators in) {
                        return Signals.longWhile(in.other("OTHER", i -> i.close()).above(in.other("OTHER", i -> i.sma(bars))));
                    }
                }
                """;
        StudyBuilder builder = symbols(3, BARS, others)
                .strategies(List.of(SourceProvider.strategy(SourceCompiler.compile("Beside.java", source), SourceCompiler.hash(source), Map.of())))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(4, 50, 1, 1));
        assertThat(StudyParts.areApart(builder.build())).isTrue();
        assertThat(hash(builder.build(), false)).isEqualTo(StudyRunner.run(builder.build()).resultHash());
        builder.add(others.get("OTHER").withOthers(others));
        assertThat(StudyParts.areApart(builder.build())).as("a symbol that others look at").isFalse();
        assertThat(hash(builder.build(), false)).isEqualTo(StudyRunner.run(builder.build()).resultHash());
        Study pool = symbols(3, BARS, Map.of()).search(SearchSettings.EXACT.withPooled(true)).build();
        assertThat(StudyParts.areApart(pool)).as("a pool").isFalse();
        assertThat(hash(pool, false)).isEqualTo(StudyRunner.run(pool).resultHash());
    }

    @Test
    void aSliceIsSentOnceAndTakenBackWhenItsSimulationsAreDone() {
        Study study = symbols(3, BARS, Map.of()).build();
        int folds = study.walkForward().simulations();
        List<PreparedSymbol> prepared = new ArrayList<>();
        for (int s = 0; s < study.symbols().size(); s++) {
            prepared.add(new PreparedSymbol(
                    study.symbols().get(s),
                    ForecastPlan.of(study.symbols().get(s).bars(), study.usableFolds(s), true).run(study.forecaster())));
        }
        try (Slices slices = new Slices(
                Cluster.connect("local[2]", 2), new PreparedStudy(study, Evaluators.SCALAR, prepared), new int[] {0, 1, folds, folds + 1})) {
            Slice[] both = slices.of(1, folds);
            assertThat(both).extracting(Slice::from).containsExactly(0, 1);
            assertThat(both).extracting(Slice::to).containsExactly(1, 2);
            slices.done(1);
            assertThat(slices.of(0)[0].bytes()).as("one simulation is left").isSameAs(both[0].bytes());
            slices.done(0);
            assertThat(slices.of(0)[0].bytes()).as("none was left").isNotSameAs(both[0].bytes());
            assertThat(slices.of(folds + 1)[0].bytes()).as("that of another symbol").isSameAs(both[1].bytes());
        }
    }

    @Test
    void aSimulationIsFoundAmongTheSymbolsThatCame() {
        Study study = symbols(4, 60, Map.of()).build();
        StudyOnExecutor.Part part = new StudyOnExecutor.Part(
                new PreparedStudy(
                        symbols(2, 60, Map.of()).build(), Evaluators.SCALAR, List.of()),
                new int[] {1, 3});
        assertThat(part.indices(new int[] {9, 17, 27, 35})).containsExactly(0, 8, 9, 17);
        assertThat(Stream.of(study.simulation(9), study.simulation(35)).map(simulation -> simulation.symbol())).containsExactly(1, 3);
        assertThat(Arrays.stream(part.symbols()).boxed()).containsExactly(1, 3);
    }
}
