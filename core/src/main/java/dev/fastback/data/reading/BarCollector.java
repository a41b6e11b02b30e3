package dev.fastback.data.reading;

import dev.fastback.data.AssetClass;
import dev.fastback.data.AssetGuess;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Printable;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding.Remedy;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.BarSource;
import dev.fastback.data.findings.FindingKind;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of a source one by one, checks them, applies the policy and makes a series of what is left. Readers of all
 * formats put their rows in here, so that all files are judged alike.
 *
 * <p>A row is compared with the rows before it that were good. Under {@link BadBarPolicy#FAIL} and {@link BadBarPolicy#DROP}
 * one wrong time therefore makes all later rows wrong; the report tells. A collector is used once, by one
 * thread.
 */
public final class BarCollector implements RowSink {
    /** The square of a billionth of it is no 0: deviations of smaller prices would be none. */
    private static final double LEAST_PRICE = 1e-140;
    /** Prices squared, and prices times volumes, can be added over any number of bars without becoming infinite. */
    private static final double MOST = 1e140;
    private static final int USUAL_CAPACITY = 1024;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final Set<Month> BACK_MONTHS =
            EnumSet.of(Month.MARCH, Month.APRIL, Month.SEPTEMBER, Month.OCTOBER, Month.NOVEMBER);

    private final BarSource source;
    private final String symbol;
    private final @Nullable AssetClass asset;
    private final BadBarPolicy policy;
    private final boolean zoneGiven;
    private final BarFindings findings = new BarFindings();

    // Layout: seven columns of equal capacity; rows [start, size) are kept, in the order of the file. Rows from limit on belong to the tail, a
    // collector that another thread fills; start is 0 in all but a tail, which is never checked, only appended.
    private long[] lines;
    private long[] times;
    private double[] open;
    private double[] high;
    private double[] low;
    private double[] close;
    private double[] volume;
    private final int start;
    private int size;
    private int limit;

    private @Nullable ZoneId zone;
    private final BitSet changed = new BitSet();
    private long lastTime = Long.MIN_VALUE;
    private boolean unsorted;
    private long rows;
    private long dropped;
    private long rejectedLine = -1;

    /**
     * Makes an empty collector.
     *
     * @param symbol the symbol of the series; it wins over that of the options
     * @param expectedRows about how many rows will come; 0 when unknown
     */
    public BarCollector(BarSource source, String symbol, BarReadOptions options, int expectedRows) {
        this.source = Objects.requireNonNull(source, "source");
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.asset = options.asset();
        this.policy = options.policy();
        this.zoneGiven = options.reading().zone() != null;
        int capacity = expectedRows == 0 ? USUAL_CAPACITY : Math.max(expectedRows, 2);
        lines = new long[capacity];
        times = new long[capacity];
        open = new double[capacity];
        high = new double[capacity];
        low = new double[capacity];
        close = new double[capacity];
        volume = new double[capacity];
        start = 0;
        limit = capacity;
    }

    private BarCollector(BarCollector head, int from) {
        source = head.source;
        symbol = head.symbol;
        asset = head.asset;
        policy = head.policy;
        zoneGiven = head.zoneGiven;
        lines = head.lines;
        times = head.times;
        open = head.open;
        high = head.high;
        low = head.low;
        close = head.close;
        volume = head.volume;
        start = from;
        size = from;
        limit = times.length;
    }

    /**
     * Returns a collector for rows that another thread reads meanwhile, and that are {@linkplain #append appended} then. It has room where this one
     * would have its rows from {@code from} on: what is appended is moved only.
     *
     * @param from at least as many rows as are kept, fewer than there is room for
     */
    public BarCollector tail(int from) {
        limit = Objects.checkIndex(from, times.length);
        return new BarCollector(this, from);
    }

    @Override
    public void add(long line, long time, double o, double h, double l, double c, double v) {
        rows++;
        // All comparisons are false for NaN, so these few decide about all values.
        boolean good = l >= LEAST_PRICE && l <= o && l <= c && h >= o && h >= c && h <= MOST && v >= 0 && v <= MOST && time > lastTime;
        if (good) {
            keep(line, time, o, h, l, c, v);
        } else {
            judge(line, time, new double[] {o, h, l, c}, v);
        }
    }

    @Override
    public void reject(FindingKind kind, long line, @Nullable String column, @Nullable String value, String message) {
        if (line != rejectedLine) {
            rejectedLine = line;
            rows++;
            dropped++;
        }
        find(kind, line, false, column, () -> value, message);
    }

    /** Returns whether every row until now was a good bar, later than the one before it. */
    public boolean isFaultless() {
        return rows == size - start && !unsorted && changed.isEmpty() && findings.counts().isEmpty();
    }

    /**
     * Takes the rows of another collector after its own.
     *
     * @param other the rows that follow; both are {@linkplain #isFaultless faultless}
     * @param linesBefore added to the numbers of the other's lines
     * @return false, with nothing taken, when the first of them is not later than the last
     */
    public boolean append(BarCollector other, long linesBefore) {
        int more = other.size - other.start;
        if (more > 0 && other.times[other.start] <= lastTime) {
            return false;
        }
        limit = times.length;
        reserve(more);
        System.arraycopy(other.lines, other.start, lines, size, more);
        System.arraycopy(other.times, other.start, times, size, more);
        System.arraycopy(other.open, other.start, open, size, more);
        System.arraycopy(other.high, other.start, high, size, more);
        System.arraycopy(other.low, other.start, low, size, more);
        System.arraycopy(other.close, other.start, close, size, more);
        System.arraycopy(other.volume, other.start, volume, size, more);
        for (int i = size; i < size + more; i++) {
            lines[i] += linesBefore;
        }
        size += more;
        rows += other.rows;
        lastTime = Math.max(lastTime, other.lastTime);
        return true;
    }

    /** Returns whether no row came until now, good or wrong. */
    boolean isEmpty() {
        return rows == 0;
    }

    /** Returns how many rows are kept until now. */
    public int size() {
        return size - start;
    }

    /** Says that times were those of a local clock. */
    void zone(ZoneId clock) {
        zone = clock;
    }

    /**
     * Ends the collection and tells what was found, without failing on wrong rows.
     *
     * @throws BarDataException if there was no row at all
     */
    public LoadedBars checked() {
        if (rows == 0) {
            throw BarDataException.of(source.name(), "there is a header, but no bars");
        }
        if (unsorted) {
            sort();
        }
        trim();
        BarSeries bars = BarSeries.ofOwned(symbol, times, open, high, low, close, volume, size).withZone(zone);
        BarCheck.warn(bars, lines, source, asset != null ? asset : AssetGuess.of(bars).asset(), findings);
        return new LoadedBars(bars, new BarReport(
                source.name(), symbol, policy, rows, size,
                policy == BadBarPolicy.FAIL ? 0 : dropped, changed.cardinality(), findings.counts(), findings.sorted()));
    }

    private void judge(long line, long time, double[] prices, double v) {
        boolean usable = true;
        for (int i = 0; i < prices.length; i++) {
            usable &= judgePrice(line, BarColumns.PRICE_NAMES.get(i), prices[i]);
        }
        if (!(Math.abs(v) <= MOST)) {
            find(FindingKind.NOT_FINITE, line, false, "volume", () -> Printable.number(v), tooLarge(v, "volumes"));
            usable = false;
        }
        if (!usable) {
            dropped++;
            return;
        }
        boolean mend = policy == BadBarPolicy.REPAIR;
        boolean wrong = judgeRange(line, prices, mend);
        if (v < 0) {
            find(FindingKind.NEGATIVE_VOLUME, line, mend, "volume", () -> Printable.number(v),
                    "below zero" + (mend ? "; set to 0" : ""));
            wrong = true;
        }
        if ((wrong && !mend) || !judgeTime(line, time)) {
            dropped++;
            return;
        }
        changed.set(size, wrong);
        keep(line, time, prices[0], Math.max(prices[1], bodyHigh(prices)), Math.min(prices[2], bodyLow(prices)), prices[3],
                Math.max(v, 0));
    }

    private boolean judgePrice(long line, String column, double price) {
        if (!(Math.abs(price) <= MOST)) {
            find(FindingKind.NOT_FINITE, line, false, column, () -> Printable.number(price), tooLarge(price, "prices"));
        } else if (!(price > 0)) {
            find(FindingKind.NOT_POSITIVE, line, false, column, () -> Printable.number(price), "a price must be positive");
        } else if (price < LEAST_PRICE) {
            find(FindingKind.NOT_POSITIVE, line, false, column, () -> Printable.number(price), "too small to compute with; prices are at least " + LEAST_PRICE);
        }
        return price >= LEAST_PRICE && price <= MOST;
    }

    private static String tooLarge(double value, String what) {
        return Double.isFinite(value) ? "too large to compute with; " + what + " are at most " + MOST : "not a finite number";
    }

    private boolean judgeRange(long line, double[] prices, boolean mend) {
        boolean highWrong = prices[1] < bodyHigh(prices);
        boolean lowWrong = prices[2] > bodyLow(prices);
        if (highWrong) {
            find(FindingKind.HIGH_TOO_LOW, line, mend, "high", () -> Printable.number(prices[1]),
                    "below the greater of open and close, " + Printable.number(bodyHigh(prices)) + (mend ? "; raised" : ""));
        }
        if (lowWrong) {
            find(FindingKind.LOW_TOO_HIGH, line, mend, "low", () -> Printable.number(prices[2]),
                    "above the lesser of open and close, " + Printable.number(bodyLow(prices)) + (mend ? "; lowered" : ""));
        }
        return highWrong || lowWrong;
    }

    private static double bodyHigh(double[] prices) {
        return Math.max(prices[0], prices[3]);
    }

    private static double bodyLow(double[] prices) {
        return Math.min(prices[0], prices[3]);
    }

    /** Returns whether a row of this time is kept for now; when repairing, {@link #sort} judges instead. */
    private boolean judgeTime(long line, long time) {
        if (time > lastTime) {
            return true;
        }
        if (policy == BadBarPolicy.REPAIR) {
            unsorted = true;
            return true;
        }
        if (Arrays.binarySearch(times, 0, size, time) >= 0) {
            findDuplicate(line, time);
        } else {
            findLate(line, time, lastTime, false);
        }
        return false;
    }

    /** Brings the rows in order of time, those of one time in that of the file, of which all but the first go. */
    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
        BitSet duplicates = new BitSet(size);
        for (int k = 1; k < size; k++) {
            if (times[order[k]] == times[order[k - 1]]) {
                duplicates.set(order[k]);
            }
        }
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            if (duplicates.get(i)) {
                findDuplicate(lines[i], times[i]);
                dropped++;
            } else if (times[i] < latest) {
                findLate(lines[i], times[i], latest, true);
                changed.set(i);
            }
            latest = Math.max(latest, times[i]);
        }
        changed.andNot(duplicates);
        reorder(Arrays.stream(order).filter(i -> !duplicates.get(i)).mapToInt(i -> i).toArray());
    }

    private void reorder(int[] order) {
        lines = Arrays.stream(order).mapToLong(i -> lines[i]).toArray();
        times = Arrays.stream(order).mapToLong(i -> times[i]).toArray();
        open = reordered(open, order);
        high = reordered(high, order);
        low = reordered(low, order);
        close = reordered(close, order);
        volume = reordered(volume, order);
        size = order.length;
    }

    private static double[] reordered(double[] column, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> column[i]).toArray();
    }

    private void findDuplicate(long line, long time) {
        find(FindingKind.DUPLICATE_TIME, line, false, source.timeColumn(), () -> Printable.time(time),
                "an earlier row has this time" + clockHint(time));
    }

    private void findLate(long line, long time, long latest, boolean mended) {
        find(FindingKind.TIME_NOT_RISING, line, mended, source.timeColumn(), () -> Printable.time(time),
                "before " + Printable.time(latest) + ", the time of an earlier row" + (mended ? "; sorted" : latest - time <= HOUR_MILLIS ? clockHint(time) : ""));
    }

    /** Returns what to do about a time in the hours in which clocks are put back, a Sunday's first of autumn, or nothing. */
    private String clockHint(long time) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(time, 1000L), 0, ZoneOffset.UTC);
        boolean night = local.getDayOfWeek() == DayOfWeek.SUNDAY && local.getHour() < 4;
        return night && BACK_MONTHS.contains(local.getMonth()) && !zoneGiven
                ? "; where clocks were put back in this hour, the times are local ones: name their zone with --tz"
                : "";
    }

    private void find(
            FindingKind kind,
            long line,
            boolean mended,
            @Nullable String column,
            Supplier<@Nullable String> value,
            String message) {
        Remedy remedy = policy == BadBarPolicy.FAIL ? Remedy.NONE : mended ? Remedy.REPAIRED : Remedy.DROPPED;
        findings.add(kind, () -> new BarFinding(kind, source.rowWord(), line, column, value.get(), message, remedy));
    }

    private void keep(long line, long time, double o, double h, double l, double c, double v) {
        if (size == limit) {
            grow();
        }
        lines[size] = line;
        times[size] = time;
        open[size] = o;
        high[size] = h;
        low[size] = l;
        close[size] = c;
        volume[size] = v + 0.0; // a negative zero becomes a plain one
        size++;
        lastTime = Math.max(lastTime, time);
    }

    /** Makes room for as many rows more. */
    void reserve(int more) {
        if (times.length - size < more) {
            resize(size + more);
        }
    }

    /** Returns the symbol of the series. */
    String symbol() {
        return symbol;
    }

    private void grow() {
        resize(size + (size >> 1) + 1);
    }

    /** Gives back spare room when it is more than an eighth. */
    private void trim() {
        if (times.length - size > times.length >> 3) {
            resize(size);
        }
    }

    private void resize(int capacity) {
        lines = Arrays.copyOf(lines, capacity);
        times = Arrays.copyOf(times, capacity);
        open = Arrays.copyOf(open, capacity);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        close = Arrays.copyOf(close, capacity);
        volume = Arrays.copyOf(volume, capacity);
        limit = capacity;
    }
}
