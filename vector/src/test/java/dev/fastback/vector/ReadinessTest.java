package dev.fastback.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessTest {
    @Test
    void isNotReachedBeforeTheWorkIsDone() {
        Readiness readiness = new Readiness(Kind.CLOSE_PER_FILL, 1000);
        for (int i = 0; i < 9; i++) {
            assertThat(readiness.isReached(100)).isFalse();
        }
    }

    @Test
    void isReachedAtOnceWithoutPatience() {
        assertThat(new Readiness(Kind.LEVEL_ORIGINAL, 0).isReached(1)).isTrue();
    }

    @Test
    void staysAsDecidedByTheTrial() {
        Readiness readiness = new Readiness(Kind.LEVEL_PER_FILL, 1000);
        boolean decided = readiness.isReached(1000);
        for (int i = 0; i < 100; i++) {
            assertThat(readiness.isReached(1000)).isEqualTo(decided);
        }
    }
}
