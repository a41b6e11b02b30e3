package dev.fastback.forecast.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.NamedForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FallbackForecasterTest {
    private static final double[] SERIES = IntStream.range(0, 40).mapToDouble(i -> i / 100.0).toArray();
    private static final List<Context> CONTEXTS = IntStream.range(1, 33).mapToObj(to -> new Context(SERIES, 0, to)).toList();
    private static final Forecaster SPARE = Forecasters.of("previous");

    @Test
    void anErrorTakesOnlyTheContextsThatCauseIt() {
        for (Throwable thrown : List.of(new IllegalStateException("no"), new AssertionError("no"), new StackOverflowError("no"))) {
            Faulty faulty = new Faulty(to -> to % 10 == 3, thrown);
            ForecastBatch batch = new FallbackForecaster(List.of(faulty, SPARE)).forecast(CONTEXTS);
            for (int i = 0; i < CONTEXTS.size(); i++) {
                assertThat(batch.point()[i]).isEqualTo((i + 1) % 10 == 3 ? SERIES[i] : 7.0);
            }
            assertThat(batch.use().fallbacks()).singleElement().satisfies(fallback -> {
                assertThat(fallback.from()).isEqualTo("faulty");
                assertThat(fallback.to()).isEqualTo("previous");
                assertThat(fallback.questions()).isEqualTo(3);
                assertThat(fallback.reason()).contains("no");
            });
        }
    }

    @Test
    void whatIsNoForecastGoesToTheNext() {
        Forecaster nan = new Faulty(to -> false, new IllegalStateException()) {
            @Override
            public ForecastBatch forecast(List<Context> contexts) {
                ForecastBatch batch = super.forecast(contexts);
                batch.point()[1] = Double.NaN;
                batch.upper()[2] = -1;
                return batch;
            }
        };
        ForecastBatch batch = new FallbackForecaster(List.of(nan, SPARE)).forecast(CONTEXTS);
        assertThat(batch.point()[1]).isEqualTo(SERIES[1]);
        assertThat(batch.upper()[2]).isEqualTo(SPARE.forecast(CONTEXTS).upper()[2]);
        assertThat(batch.use().fallbacks().getFirst().questions()).isEqualTo(2);
        assertThat(batch.use().fallbacks().getFirst().reason()).startsWith("gave NaN with band");
    }

    @Test
    void oneThatCanAnswerNothingIsAskedOnce() {
        Faulty lost = new Faulty(to -> true, new UnsatisfiedLinkError("no library"));
        ForecastBatch batch = new FallbackForecaster(List.of(lost, SPARE)).forecast(CONTEXTS);
        assertThat(lost.asked).hasSize(1);
        assertThat(batch.use().fallbacks().getFirst().questions()).isEqualTo(32);
    }

    @Test
    void theLastOneFailsAsItWouldAlone() {
        Faulty one = new Faulty(to -> to == 5, new IllegalStateException("one"));
        Faulty two = new Faulty(to -> to == 5, new IllegalStateException("two"));
        assertThatThrownBy(() -> new FallbackForecaster(List.of(one, two)).forecast(CONTEXTS)).hasMessage("two");
    }

    @Test
    void fatalErrorsAreNobodysFallback() {
        Faulty dead = new Faulty(to -> true, new InternalError("broken"));
        assertThatThrownBy(() -> new FallbackForecaster(List.of(dead, SPARE)).forecast(CONTEXTS)).isInstanceOf(InternalError.class);
    }

    @Test
    void theOriginHoldsThatOfEachModel() {
        Forecaster one = new NamedForecaster("one", 1, new TreeMap<>(Map.of("model", "a", "runtime", "1")));
        Forecaster two = new NamedForecaster("two", 1, new TreeMap<>(Map.of("model", "b", "runtime", "1")));
        assertThat(new FallbackForecaster(List.of(one, SPARE, two)).origin())
                .isEqualTo(Map.of("model", "a", "model.3", "b", "runtime", "1"));
    }

    @Test
    void aTextWithCommasIsAChain() {
        Forecaster chain = Forecasters.of("ewma, mean5");
        assertThat(chain.id()).isEqualTo(Forecasters.of("ewma").id() + ",mean5");
        assertThat(chain.contextLimit()).isEqualTo(60);
        assertThat(chain.forecast(CONTEXTS).point()).isEqualTo(Forecasters.of("ewma").forecast(CONTEXTS).point());
        assertThatIllegalArgumentException().isThrownBy(() -> Forecasters.of("ewma,")).withMessageContaining("missing between commas");
        assertThatIllegalArgumentException().isThrownBy(() -> Forecasters.of("x.yaml")).withMessageContaining("module onnx");
    }

    /** Gives 7, and throws where a context's end is one of some. */
    private static class Faulty implements Forecaster {
        final List<Integer> asked = new ArrayList<>();
        private final IntPredicate fails;
        private final Throwable thrown;

        Faulty(IntPredicate fails, Throwable thrown) {
            this.fails = fails;
            this.thrown = thrown;
        }

        @Override
        public String id() {
            return "faulty";
        }

        @Override
        public int contextLimit() {
            return 10;
        }

        @Override
        public ForecastBatch forecast(List<Context> contexts) {
            asked.add(contexts.size());
            if (contexts.stream().anyMatch(context -> fails.test(context.to()))) {
                switch (thrown) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new IllegalStateException(thrown);
                }
            }
            ForecastBatch batch = ForecastBatch.ofSize(contexts.size());
            for (double[] values : List.of(batch.point(), batch.lower(), batch.upper())) {
                java.util.Arrays.fill(values, 7.0);
            }
            return batch;
        }
    }
}
