package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.codec.StudyCodec;
import dev.fastback.data.AssetClass;
import dev.fastback.engine.Engine;
import dev.fastback.engine.ResultSink;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.SearchBox;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.EntryExitSettings;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A copy of a study is as good as the study: the contract of engines, held by one that runs copies. */
class StudyCodecTest extends EngineContract {
    private static final EntryExitSettings SETTINGS =
            new EntryExitSettings(new SearchBox(-0.01, 0.02, -0.03, 0.04), EndOfDayPolicy.KEEP);

    @Override
    protected Engine engine() {
        return new CopyEngine();
    }

    @Override
    protected boolean takesOwnStrategies() {
        return false;
    }

    @Test
    void everySettingTravels() {
        CopyEngine engine = new CopyEngine();
        Study study = unusual();
        String expected = StudyRunner.run(study).resultHash();
        assertThat(StudyRunner.run(study, RunOptions.of(engine)).resultHash()).isEqualTo(expected);
        Study copy = engine.copy.study();
        assertThat(copy.forecaster().id()).isEqualTo(study.forecaster().id());
        assertThat(copy.forecaster().contextLimit()).isEqualTo(study.forecaster().contextLimit());
        assertThat(copy.strategies().stream().map(TunableStrategy::spec).toList())
                .isEqualTo(study.strategies().stream().map(TunableStrategy::spec).toList());
        assertThat(copy.strategies().get(1))
                .isInstanceOfSatisfying(MaxDiff.class, maxDiff -> assertThat(maxDiff.settings()).isEqualTo(SETTINGS));
        assertThat(copy.metric()).isEqualTo(Metrics.RETURN);
        assertThat(copy.search()).isEqualTo(study.search());
        assertThat(copy.walkForward()).isEqualTo(study.walkForward());
        assertThat(copy.reportAdjustedReturn()).isTrue();
        assertThat(copy.seed()).isEqualTo(-5);
        StudySymbol symbol = copy.symbols().getFirst();
        assertThat(symbol.market()).isEqualTo(study.symbols().getFirst().market());
        assertThat(symbol.notes()).containsExactly("newest first");
        assertThat(symbol.warnings()).containsExactly("gap: ü", "another");
        assertThat(symbol.bars().contentHash()).isEqualTo(study.symbols().getFirst().bars().contentHash());
    }

    @Test
    void damagedBytesAreNamedNotBelieved() {
        CopyEngine engine = new CopyEngine();
        StudyRunner.run(unusual(), RunOptions.of(engine));
        for (int length = 0; length < engine.bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(engine.bytes, length);
            assertThatThrownBy(() -> StudyCodec.read(new ByteArrayInputStream(cut))).isInstanceOf(EOFException.class);
        }
        byte[] future = engine.bytes.clone();
        future[0] = 99;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyCodec.read(new ByteArrayInputStream(future)))
                .withMessageContaining("format 99");
    }

    private static Study unusual() {
        Market market = new Market(AssetClass.CRYPTO, true, 0.002, FeeRule.ORIGINAL, 1.01, 1460, new OrderTerms(
                        0.0001, 0.5, 0.75, 0.0003, 2, 0.03, -0.02, new Contract(0.01, 0.001, 2, 3, 0.1), LimitFill.TOUCH, Ambiguity.OPTIMISTIC, 5_000));
        var bars = RandomBars.walk(new SplittableRandom(3), 90).slice(10, 85).withSymbol("ETHUSD");
        return Study.builder()
                .add(new StudySymbol(bars, market, List.of("newest first"), List.of("gap: ü", "another")))
                .add(RandomBars.walk(new SplittableRandom(4), 30))
                .forecaster(Forecasters.of("ar"))
                .strategies(List.of(Strategies.of("simple"), new MaxDiff(SETTINGS)))
                .search(SearchSettings.of(Mode.ULTRA))
                .metric(Metrics.RETURN)
                .walkForward(new WalkForward(40, 9, 2, 1))
                .reportAdjustedReturn(true)
                .seed(-5)
                .build();
    }

    /** Runs a copy of the study in the calling thread. */
    private static final class CopyEngine implements Engine {
        private byte[] bytes = {};
        private PreparedStudy copy;

        @Override
        public String name() {
            return "copy";
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                StudyCodec.write(study, out);
                bytes = out.toByteArray();
                copy = StudyCodec.read(new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            new SequentialEngine().run(copy, indices, sink, stop);
        }
    }
}
