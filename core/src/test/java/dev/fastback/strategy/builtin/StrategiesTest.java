package dev.fastback.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.classics.Classics;
import dev.fastback.component.ListedComponent;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that fails beside those that work: {@link FaultyProvider} is on the class path of these tests. */
class StrategiesTest {
    @ParameterizedTest
    @CsvSource({
        "refuses, there is none",
        "fails, IllegalStateException: the connection was lost",
        "lacks, NoClassDefFoundError: org/example/Indicator"
    })
    void whateverAProviderThrowsIsTheReasonWhyAStrategyIsNotRemade(String name, String reason) {
        assertThat(Strategies.whyNotRemade(new Named(StrategySpec.of(FaultyProvider.NAME, name)))).hasValue(reason);
    }

    @Test
    void aStrategyOfNoProviderIsNotRemade() {
        assertThat(Strategies.whyNotRemade(new Named(StrategySpec.of("nobody", "own")))).hasValueSatisfying(
                reason -> assertThat(reason).startsWith("unknown strategy provider nobody; known: fastback"));
        assertThat(Strategies.all()).allSatisfy(strategy -> assertThat(Strategies.whyNotRemade(strategy)).isEmpty());
    }

    @Test
    void aProviderThatCannotTellItsStrategiesHidesNoOther() {
        assertThat(Strategies.of("maxdiff")).isInstanceOf(MaxDiff.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Strategies.of("nosuch"))
                .withMessage("unknown strategy nosuch; known: " + String.join(", ", known()));
        List<ListedComponent> lines = Strategies.list();
        assertThat(lines).filteredOn(ListedComponent::isAvailable).extracting(ListedComponent::name).isEqualTo(known());
        assertThat(lines).filteredOn(ListedComponent::isAvailable).extracting(ListedComponent::provider).containsOnly("fastback", "classics");
        assertThat(lines).filteredOn(line -> !line.isAvailable()).containsExactly(new ListedComponent(
                "faulty", "cannot tell its strategies: IllegalStateException: the index of strategies is damaged", "faulty"));
    }

    private static List<String> known() {
        return Stream.concat(Strategies.names().stream(), Classics.names().stream()).toList();
    }

    private record Named(StrategySpec spec) implements TunableStrategy {
        @Override
        public ParameterSpace space() {
            return new ParameterSpace(List.of());
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 0);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            throw new AssertionError("nothing is evaluated");
        }
    }
}
