package dev.fastback.search.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DirectConfigTest {
    private static final DirectConfig CONFIG = DirectConfig.scipy(500);

    @Test
    void namesTheArgumentAndItsValue() {
        assertRefused(() -> DirectConfig.scipy(0), "maxEvaluations must be positive: 0");
        assertRefused(() -> CONFIG.withMaxIterations(-1), "maxIterations must be positive: -1");
        assertRefused(() -> CONFIG.withEps(Double.NaN), "eps must be in 0..", ": NaN");
        assertRefused(() -> CONFIG.withTolerances(-0.1, 0), "volumeTolerance must be in 0..1.0: -0.1");
        assertRefused(() -> CONFIG.withTolerances(0, 2), "lengthTolerance must be in 0..1.0: 2.0");
        assertRefused(() -> CONFIG.withTarget(Double.NaN, 0), "target must be finite: NaN");
        assertRefused(() -> CONFIG.withTarget(1, -1), "targetTolerance must be in 0..", ": -1.0");
    }

    @Test
    void variantsOfGablonskyFixTheBias() {
        assertRefused(
                () -> DirectConfig.original(10).withLocallyBiased(true),
                "locallyBiased must be false for direct-original");
        assertRefused(
                () -> DirectConfig.originalLocal(10).withLocallyBiased(false),
                "locallyBiased must be true for direct-l-original");
    }

    @Test
    void namesTheSearchAfterTheVariant() {
        assertThat(new DirectSearch(CONFIG).name()).isEqualTo("direct");
        assertThat(new DirectSearch(CONFIG.withLocallyBiased(false)).name()).isEqualTo("direct");
        assertThat(new DirectSearch(DirectConfig.original(5)).name()).isEqualTo("direct-original");
        assertThat(new DirectSearch(DirectConfig.originalLocal(5)).name()).isEqualTo("direct-l-original");
    }

    private static void assertRefused(Runnable code, String... parts) {
        assertThatIllegalArgumentException().isThrownBy(code::run).withMessageContainingAll(parts);
    }
}
