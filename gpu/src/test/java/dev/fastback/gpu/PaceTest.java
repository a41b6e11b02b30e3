package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the processors are quicker than a device. */
class PaceTest {
    @Test
    void nothingIsSaidBeforeEnoughIsMeasured() {
        Pace pace = new Pace(4, 2);
        pace.onDevice(1000, 1_000_000_000);
        assertThat(pace.reasonForThreads()).as("nothing measured here").isEmpty();
        for (int k = 0; k < Pace.MEASURED_HERE; k++) {
            pace.onThread(1_000);
        }
        assertThat(pace.reasonForThreads()).as("the first batch does not count").isEmpty();
        pace.onDevice(1000, 8_000_000);
        // 8 us a search on each of two lanes; 1 us on each of four threads.
        assertThat(pace.reasonForThreads()).hasValue("an exact search takes 4.0 us there and 0.3 us on 4 threads");
    }

    @Test
    void aDeviceThatIsAsQuickIsKeptAndColdSearchesDoNotCount() {
        Pace pace = new Pace(2, 2);
        pace.onDevice(1, 1);
        for (int k = 0; k < Pace.MEASURED_HERE; k++) {
            pace.onThread(k < Pace.MEASURED_HERE / 2 ? 1 : 10_000);
        }
        pace.onDevice(100, 1_200_000); // 6 us against 5: less than a quarter
        assertThat(pace.reasonForThreads()).isEmpty();
        pace.onDevice(100, 1_400_000); // 6.5 us
        assertThat(pace.reasonForThreads()).hasValueSatisfying(reason -> assertThat(reason).startsWith("an exact search takes 6.5 us there and 5.0 us"));
    }
}
