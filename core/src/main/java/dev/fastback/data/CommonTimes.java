package dev.fastback.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The times at which a bar of any of several series begins, in order: what a portfolio of series whose bars do not begin together has for bars. Immutable.
 */
public final class CommonTimes {
    private final long[] times;

    private CommonTimes(long[] times) {
        this.times = times;
    }

    /**
     * Bars of a series.
     *
     * @param from first bar
     * @param to end, exclusive, greater than {@code from}
     */
    public record Span(BarSeries bars, int from, int to) {
        private LongStream times() {
            return LongStream.range(from, to).map(bar -> bars.timeMillis((int) bar));
        }
    }

    /** Returns the times of some bars. */
    public static CommonTimes of(List<Span> spans) {
        return new CommonTimes(spans.stream().flatMapToLong(Span::times).sorted().distinct().toArray());
    }

    /** Returns how many times there are. */
    public int count() {
        return times.length;
    }

    /** Returns the place of each of some bars among the times, rising. */
    public int[] places(Span span) {
        return span.times().mapToInt(time -> Arrays.binarySearch(times, time)).toArray();
    }

    /** Returns for each time how many of some spans, given by their {@link #places}, reach over it: it lies not before their first bar and not after their last. */
    public int[] reaching(List<int[]> spans) {
        int[] more = new int[times.length + 1];
        for (int[] places : spans) {
            more[places[0]]++;
            more[places[places.length - 1] + 1]--;
        }
        int[] reaching = Arrays.copyOf(more, times.length);
        Arrays.parallelPrefix(reaching, Integer::sum);
        return reaching;
    }
}
