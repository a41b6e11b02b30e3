package dev.fastback.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the system tells of threads is what they did. */
@Timeout(60)
class SystemTimesTest {
    private static final double WORK_SECONDS = 0.2;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadsTimeIsThatOfItsWork() throws InterruptedException {
        AtomicLong id = new AtomicLong();
        CountDownLatch worked = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        double began = SystemTimes.sinceBoot();
        Thread thread = Thread.ofPlatform().name("a busy thread of a test").start(() -> {
            id.set(SystemTimes.callerId());
            while (SystemTimes.caller() < WORK_SECONDS) {
                Thread.onSpinWait();
            }
            worked.countDown();
            awaitQuietly(seen);
        });
        worked.await();
        Map<Long, SystemTimes.Task> threads = SystemTimes.threads();
        seen.countDown();
        thread.join();
        SystemTimes.Task task = threads.get(id.get());
        assertThat(task.name()).isEqualTo("a busy thread o");
        assertThat(task.seconds()).isBetween(WORK_SECONDS, 2 * WORK_SECONDS);
        assertThat(task.begun()).isEqualTo(began, within(1.0));
        assertThat(SystemTimes.process()).isGreaterThanOrEqualTo(WORK_SECONDS - 0.02);
        while (SystemTimes.threads().containsKey(id.get())) {
            Thread.onSpinWait(); // the system's thread is there a moment longer than Java's
        }
        assertThat(SystemTimes.threads()).containsKey(SystemTimes.callerId());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
