package dev.fastback.data.reading;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.findings.FindingKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of one or several symbols, in the order of the file, until all are there: then each symbol's rows go to a
 * collector of their own, oldest first. Rows that were rejected go there at once. A symbol whose times mostly fall is one that was
 * written newest first.
 *
 * <p>Memory grows with the rows. It is used once, by one thread.
 */
public final class BarRows implements RowSink {
    private static final int LEAST_TO_JUDGE_BY = 3;
    private static final int MOSTLY = 3;
    private static final int USUAL_CAPACITY = 1024;

    private final BarSource source;
    private final BarReadOptions options;
    private final boolean several;
    private final @Nullable ZoneId localTimes;
    private final List<BarCollector> collectors = new ArrayList<>();
    private final Map<String, Integer> bySymbol = new LinkedHashMap<>();
    private int current;

    // Layout: columns of equal capacity; rows [0, size).
    private int[] symbols = new int[USUAL_CAPACITY];
    private long[] lines = new long[USUAL_CAPACITY];
    private long[] times = new long[USUAL_CAPACITY];
    private double[] open = new double[USUAL_CAPACITY];
    private double[] high = new double[USUAL_CAPACITY];
    private double[] low = new double[USUAL_CAPACITY];
    private double[] close = new double[USUAL_CAPACITY];
    private double[] volume = new double[USUAL_CAPACITY];
    private int size;
    private boolean reversed;

    /**
     * Makes one without rows.
     *
     * @param first the symbol of the rows until another is named
     * @param several whether there are several symbols, so that messages must tell which
     * @param localTimes the zone in which times without a zone are meant, when the rows' times are local ones; else null
     */
    public BarRows(BarSource source, BarReadOptions options, String first, boolean several, @Nullable ZoneId localTimes) {
        this.source = source;
        this.options = options;
        this.several = several;
        this.localTimes = localTimes;
        symbol(first);
    }

    /** Names the symbol of the rows that follow. */
    public void symbol(String name) {
        @Nullable Integer known = bySymbol.get(name);
        if (known == null) {
            known = collectors.size();
            bySymbol.put(name, known);
            BarSource own = several ? source.of(name) : source;
            collectors.add(new BarCollector(own, name, options.withSymbol(name), 2));
        }
        current = known;
    }

    @Override
    public void add(long line, long time, double o, double h, double l, double c, double v) {
        if (size == lines.length) {
            resize(size + (size >> 1));
        }
        symbols[size] = current;
        lines[size] = line;
        times[size] = time;
        open[size] = o;
        high[size] = h;
        low[size] = l;
        close[size] = c;
        volume[size] = v;
        size++;
    }

    @Override
    public void reject(FindingKind kind, long line, @Nullable String column, @Nullable String value, String message) {
        collectors.get(current).reject(kind, line, column, value, message);
    }

    /** Returns whether no row was kept until now. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Returns what was found in the rows of the current symbol that were rejected, when none was kept; nothing can be added any more. */
    public BarReport rejected() {
        return collectors.get(current).checked().report();
    }

    /** Returns whether a symbol was written newest first, once {@link #collectors} was called. */
    public boolean isReversed() {
        return reversed;
    }

    /** Returns the collectors of all symbols, with all rows, in the order of the symbols' first rows. */
    public List<BarCollector> collectors() {
        int[] starts = new int[collectors.size() + 1];
        for (int i = 0; i < size; i++) {
            starts[symbols[i] + 1]++;
        }
        for (int k = 0; k < collectors.size(); k++) {
            starts[k + 1] += starts[k];
        }
        int[] next = Arrays.copyOf(starts, collectors.size());
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[next[symbols[i]]++] = i;
        }
        for (int k = 0; k < collectors.size(); k++) {
            pass(collectors.get(k), order, starts[k], starts[k + 1]);
        }
        return List.copyOf(collectors);
    }

    private void pass(BarCollector collector, int[] order, int from, int to) {
        boolean falling = isFalling(order, from, to);
        reversed |= falling;
        collector.reserve(to - from);
        @Nullable LocalClock clock = localTimes == null ? null : new LocalClock(localTimes);
        if (localTimes != null) {
            collector.zone(localTimes);
        }
        for (int k = from; k < to; k++) {
            int i = order[falling ? to - 1 - (k - from) : k];
            long time = clock == null ? times[i] : clock.utc(times[i]);
            if (time == LocalClock.NEVER) {
                collector.reject(FindingKind.UNREADABLE_TIME, lines[i], source.timeColumn(), Printable.localTime(times[i]),
                        "does not exist in " + localTimes + ": clocks are put forward then");
            } else {
                collector.add(lines[i], time, open[i], high[i], low[i], close[i], volume[i]);
            }
        }
    }

    private boolean isFalling(int[] order, int from, int to) {
        int falls = 0;
        int rises = 0;
        for (int k = from + 1; k < to; k++) {
            int way = Long.compare(times[order[k]], times[order[k - 1]]);
            falls += way < 0 ? 1 : 0;
            rises += way > 0 ? 1 : 0;
        }
        return to - from >= LEAST_TO_JUDGE_BY && falls > MOSTLY * rises;
    }

    private void resize(int capacity) {
        symbols = Arrays.copyOf(symbols, capacity);
        lines = Arrays.copyOf(lines, capacity);
        times = Arrays.copyOf(times, capacity);
        open = Arrays.copyOf(open, capacity);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        close = Arrays.copyOf(close, capacity);
        volume = Arrays.copyOf(volume, capacity);
    }

    /**
     * Local times that rise, turned into UTC. Of an hour that comes twice, when clocks are put back, the second pass begins where
     * the times fall or stay.
     */
    private static final class LocalClock {
        static final long NEVER = Long.MIN_VALUE;

        private final ZoneRules rules;
        private long lastLocal = Long.MIN_VALUE;
        private boolean secondPass;

        LocalClock(ZoneId zone) {
            rules = zone.getRules();
        }

        long utc(long local) {
            LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(local), ZoneOffset.UTC);
            List<ZoneOffset> offsets = rules.getValidOffsets(time);
            if (offsets.isEmpty()) {
                return NEVER;
            }
            secondPass = offsets.size() == 2 && (secondPass || local <= lastLocal);
            lastLocal = local;
            return local - 1000L * offsets.get(secondPass ? 1 : 0).getTotalSeconds();
        }
    }
}
