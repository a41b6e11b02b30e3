package dev.fastback.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.profit.FeeRule;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.study.Fills;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LabelledTest {
    @Test
    void labelsAreThoseOfOptionsAndResults() {
        assertThat(labels(FeeRule.values())).containsExactly("per-fill", "original");
        assertThat(labels(Ambiguity.values())).containsExactly("worse", "optimistic");
        assertThat(labels(LimitFill.values())).containsExactly("through", "touch");
        assertThat(labels(SignalFill.values())).containsExactly("open", "close");
        assertThat(labels(Fills.values())).containsExactly("simulator", "level");
        assertThat(labels(EndOfDayPolicy.values())).containsExactly("auto", "true", "false");
    }

    @Test
    void everyValueIsFoundByItsLabelInAnyCase() {
        found(FeeRule.values(), FeeRule::of);
        found(Ambiguity.values(), Ambiguity::of);
        found(LimitFill.values(), LimitFill::of);
        found(SignalFill.values(), SignalFill::of);
        found(Fills.values(), Fills::of);
        found(EndOfDayPolicy.values(), EndOfDayPolicy::of);
    }

    @Test
    void aLabelThatThereIsNotIsAnsweredWithAllAndTheNearest() {
        assertThatIllegalArgumentException().isThrownBy(() -> EndOfDayPolicy.of("maybe")).withMessage("must be auto, true or false: maybe");
        assertThatIllegalArgumentException().isThrownBy(() -> FeeRule.of("orignal"))
                .withMessage("must be per-fill or original: orignal; did you mean original?");
        assertThatIllegalArgumentException().isThrownBy(() -> FeeRule.of("PER_FILL"))
                .withMessage("must be per-fill or original: PER_FILL; did you mean per-fill?");
    }

    private static List<String> labels(Labelled[] values) {
        return Arrays.stream(values).map(Labelled::label).toList();
    }

    private static <E extends Labelled> void found(E[] values, Function<String, E> of) {
        for (E value : values) {
            assertThat(of.apply(value.label().toUpperCase(Locale.ROOT))).isSameAs(value);
        }
    }
}
