package dev.fastback.indicator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Columns by key, each made once while it is kept, for all candidates and threads; where they take more than their share of memory, those that
 * were not used for the longest time go, and are made again when they are asked for. Nobody may write to a column.
 *
 * <p>Safe for use by many threads: a thread that asks for a column being made waits for it.
 */
public final class LineCache {
    /** Memory of the usual cache, 256 MiB: 10,000 lines of 3,000 bars; where the heap is small, a quarter of it. */
    public static final long DEFAULT_BYTES = 256L << 20;

    private static final LineCache SHARED =
            new LineCache(Math.min(DEFAULT_BYTES, Runtime.getRuntime().maxMemory() / 4));

    private final ConcurrentHashMap<Object, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();
    private final long mostBytes;

    /**
     * Makes an empty cache.
     *
     * @param mostBytes memory that its columns may take together; 0 keeps none
     */
    public LineCache(long mostBytes) {
        if (mostBytes < 0) {
            throw new IllegalArgumentException("mostBytes must not be negative: " + mostBytes);
        }
        this.mostBytes = mostBytes;
    }

    /** Returns the cache of this process. */
    public static LineCache shared() {
        return SHARED;
    }

    private static final class Entry {
        private volatile double @Nullable [] column;
        private volatile long used;
    }

    /**
     * Returns the column of a key.
     *
     * @param key equal to no key of another column
     * @param maker makes it where it is not there; it may ask for columns of other keys
     */
    public double[] get(Object key, Supplier<double[]> maker) {
        Entry entry = entries.get(key);
        if (entry == null) {
            Entry made = new Entry();
            Entry earlier = entries.putIfAbsent(key, made);
            entry = earlier == null ? made : earlier;
        }
        long now = clock.get();
        if (entry.used != now) { // columns used between two that are made count as used together: no writes while all are there
            entry.used = now;
        }
        double[] column = entry.column;
        return column != null ? column : make(key, entry, maker);
    }

    private double[] make(Object key, Entry entry, Supplier<double[]> maker) {
        double[] column;
        synchronized (entry) {
            column = entry.column;
            if (column != null) {
                return column;
            }
            try {
                column = maker.get();
            } catch (RuntimeException | Error e) {
                entries.remove(key, entry);
                throw e;
            }
            if (entries.get(key) == entry) { // not so where making it failed before: it is nobody's then
                bytes.addAndGet(bytes(column));
            }
            entry.used = clock.incrementAndGet();
            entry.column = column; // from here on it can be evicted, so that it has to be counted by now
        }
        if (bytes.get() > mostBytes) {
            evict();
        }
        return column;
    }

    /** Removes what was not used for the longest time, down to three quarters of the limit, so that it does not come to this at every column. */
    private synchronized void evict() {
        record Aged(Object key, Entry entry, long used) {}

        List<Aged> aged = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.column != null) {
                aged.add(new Aged(key, entry, entry.used));
            }
        });
        aged.sort(Comparator.comparingLong(Aged::used));
        for (Aged oldest : aged) {
            if (bytes.get() <= mostBytes / 4 * 3) {
                return;
            }
            double[] column = oldest.entry.column;
            if (column != null && entries.remove(oldest.key, oldest.entry)) {
                bytes.addAndGet(-bytes(column));
            }
        }
    }

    private static long bytes(double[] column) {
        return 16 + 8L * column.length;
    }

    /** Returns the memory that the columns may take together. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Returns the memory that the columns take now. */
    public long bytes() {
        return bytes.get();
    }

    /** Returns the number of columns that are kept now. */
    public int size() {
        return entries.size();
    }
}
