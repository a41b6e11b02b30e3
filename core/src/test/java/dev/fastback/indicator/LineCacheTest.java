package dev.fastback.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineCacheTest {
    @Test
    void makesAColumnOncePerKey() {
        LineCache cache = new LineCache(1 << 20);
        AtomicInteger made = new AtomicInteger();
        double[] first = cache.get(List.of("sma", 3), () -> new double[made.incrementAndGet()]);
        double[] again = cache.get(List.of("sma", 3), () -> new double[made.incrementAndGet()]);
        assertThat(again).isSameAs(first);
        assertThat(made).hasValue(1);
        assertThat(cache.bytes()).isEqualTo(24);
    }

    @Test
    void whatWasNotUsedForTheLongestTimeGoesFirst() {
        LineCache cache = new LineCache(10 * (16 + 800));
        for (int k = 0; k < 10; k++) {
            cache.get(k, () -> new double[100]);
        }
        cache.get(0, () -> {
            throw new AssertionError("it was there");
        });
        cache.get(10, () -> new double[100]);
        assertThat(cache.bytes()).isLessThanOrEqualTo(10 * (16 + 800) / 4 * 3);
        cache.get(0, () -> {
            throw new AssertionError("it was used last but one");
        });
        AtomicInteger made = new AtomicInteger();
        cache.get(1, () -> new double[made.incrementAndGet()]);
        assertThat(made).hasValue(1);
    }

    @Test
    void aColumnLargerThanTheCacheIsReturnedAndNotKept() {
        LineCache cache = new LineCache(100);
        assertThat(cache.get("large", () -> new double[1000])).hasSize(1000);
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aFailureIsTheCallersAndLeavesNothing() {
        LineCache cache = new LineCache(100);
        assertThatThrownBy(() -> cache.get("x", () -> {
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(cache.size()).isZero();
        assertThat(cache.get("x", () -> new double[1])).hasSize(1);
    }

    @Test
    void aMakerMayAskForOthers() {
        LineCache cache = new LineCache(1 << 20);
        assertThat(cache.get("outer", () -> new double[cache.get("inner", () -> new double[3]).length + 1])).hasSize(4);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void threadsShareWhatIsMadeAndMemoryStaysBounded() throws Exception {
        LineCache cache = new LineCache(20 * (16 + 8 * 64));
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                SplittableRandom random = new SplittableRandom(t);
                runs.add(threads.submit(() -> {
                    start.await();
                    for (int k = 0; k < 20_000; k++) {
                        int key = random.nextInt(60);
                        double[] column = cache.get(key, () -> {
                            double[] made = new double[64];
                            made[0] = key;
                            return made;
                        });
                        assertThat(column[0]).isEqualTo(key);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(cache.bytes()).isLessThanOrEqualTo(20 * (16 + 8 * 64)).isGreaterThanOrEqualTo(0);
        assertThat(cache.bytes()).isEqualTo((long) cache.size() * (16 + 8 * 64));
    }
}
