package dev.fastback.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InOrderTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 9})
    void handsResultsOnInOrderWhicheverEndsFirst(int workers) {
        List<Integer> taken = new ArrayList<>();
        InOrder.<Integer, RuntimeException>forEach(workers, "test-", 300, i -> {
            spin(new SplittableRandom(i).nextInt(20_000));
            return i * i;
        }, (i, square) -> {
            assertThat(square).isEqualTo(i * i);
            taken.add(i);
        });
        assertThat(taken).hasSize(300).isSorted();
    }

    private static void spin(int rounds) {
        for (int i = 0; i < rounds; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void oneWorkerIsTheCallersThreadAndDoesNothingAheadOfItsTime() {
        List<String> order = new ArrayList<>();
        InOrder.<Thread, RuntimeException>forEach(1, "test-", 3, i -> {
            order.add("work " + i);
            return Thread.currentThread();
        }, (i, thread) -> {
            order.add("take " + i);
            assertThat(thread).isSameAs(Thread.currentThread());
        });
        assertThat(order).containsExactly("work 0", "take 0", "work 1", "take 1", "work 2", "take 2");
    }

    @Test
    void keepsAFewTasksUnderWayAtMost() {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> ahead = Collections.synchronizedList(new ArrayList<>());
        InOrder.<Integer, RuntimeException>forEach(3, "test-", 500, i -> begun.incrementAndGet(), (i, n) -> ahead.add(begun.get() - i));
        assertThat(Collections.max(ahead)).isBetween(1, 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void throwsWhatTheFirstTaskByNumberThrows(int workers) {
        List<Integer> taken = new ArrayList<>();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> InOrder.<Integer, IOException>forEach(workers, "test-", 40, i -> {
                    if (i >= 7) {
                        spin(i == 7 ? 2_000_000 : 0);
                        throw new IOException("task " + i);
                    }
                    return i;
                }, (i, same) -> taken.add(same)))
                .withMessage("task 7");
        assertThat(taken).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> InOrder.<Integer, RuntimeException>forEach(
                workers, "test-", 2, i -> {
                    throw new StackOverflowError();
                }, (i, same) -> {}));
    }

    @Test
    void interruptsWhatIsUnderWayWhenItIsGivenUp() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (InOrder<Integer, RuntimeException> tasks = new InOrder<>(2, "test-")) {
            tasks.add(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return 0;
            });
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
