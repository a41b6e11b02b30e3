package dev.fastback.data;

import dev.fastback.component.Sha256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable series of price bars, held as one primitive column per field, oldest bar first.
 *
 * <p>Times are the bars' start in milliseconds since the epoch, UTC, strictly rising. Prices are in the quote currency.
 * A series is safe for use by many threads. {@link #slice} is a view that shares the columns.
 *
 * <p>It may have a column of funding, which is part of the bars, and know other series that are looked at beside it, which are not.
 */
public final class BarSeries {
    private static final int HASHED_BARS = 1024;

    // Layout: five columns of equal length shared by all slices; a slice is [offset, offset + size) of each.
    private final String symbol;
    private final long[] times;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final int offset;
    private final int size;
    private final double @Nullable [] funding;
    private final Map<String, BarSeries> others;
    private final Clock clock;
    /** Made when it is first asked for; threads that ask at the same time may each make it. */
    private @Nullable String contentHash;

    private BarSeries(
            String symbol,
            long[] times,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            int offset,
            int size,
            double @Nullable [] funding,
            Map<String, BarSeries> others,
            Clock clock) {
        this.symbol = symbol;
        this.times = times;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.offset = offset;
        this.size = size;
        this.funding = funding;
        this.others = others;
        this.clock = clock;
    }

    /**
     * Makes a series of the given columns, which are copied. Prices are not checked here: a bar check does that at
     * the door, with the place of each finding.
     *
     * @param times start of each bar, milliseconds since the epoch, strictly rising
     * @param volume traded volume of each bar; zeros where the source has none
     * @throws IllegalArgumentException if the columns differ in length or the times do not rise
     */
    public static BarSeries of(
            String symbol, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume) {
        return ofOwned(
                symbol, times.clone(), open.clone(), high.clone(), low.clone(), close.clone(), volume.clone(), times.length);
    }

    /** Makes a series of columns that the caller gives away; only the first {@code size} entries of each are used. */
    public static BarSeries ofOwned(
            String symbol,
            long[] times,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume,
            int size) {
        Objects.requireNonNull(symbol, "symbol");
        int shortest = Math.min(
                Math.min(Math.min(times.length, open.length), Math.min(high.length, low.length)),
                Math.min(close.length, volume.length));
        int longest = Math.max(
                Math.max(Math.max(times.length, open.length), Math.max(high.length, low.length)),
                Math.max(close.length, volume.length));
        if (size < 0 || size > shortest || (size == times.length && longest != shortest)) {
            throw new IllegalArgumentException("columns of " + symbol + " must have equal lengths: " + shortest + ".." + longest);
        }
        for (int i = 1; i < size; i++) {
            if (times[i] <= times[i - 1]) {
                throw new IllegalArgumentException("times of " + symbol + " must rise strictly: bar " + i);
            }
        }
        return new BarSeries(symbol, times, open, high, low, close, volume, 0, size, null, Map.of(), new Clock(null, areDates(times, 0, size)));
    }

    private static boolean areDates(long[] times, int from, int to) {
        for (int i = from; i < to; i++) {
            if (times[i] % BarSteps.DAY_MILLIS != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the instrument's symbol. */
    public String symbol() {
        return symbol;
    }

    /** Returns the number of bars. */
    public int size() {
        return size;
    }

    /** Returns the start of bar {@code i}, milliseconds since the epoch. */
    public long timeMillis(int i) {
        return times[at(i)];
    }

    /** Returns the opening price of bar {@code i}. */
    public double open(int i) {
        return open[at(i)];
    }

    /** Returns the highest price of bar {@code i}. */
    public double high(int i) {
        return high[at(i)];
    }

    /** Returns the lowest price of bar {@code i}. */
    public double low(int i) {
        return low[at(i)];
    }

    /** Returns the closing price of bar {@code i}. */
    public double close(int i) {
        return close[at(i)];
    }

    /** Returns whether any bar has a volume. */
    public boolean hasVolume() {
        for (int i = 0; i < size; i++) {
            if (volume(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the volume of bar {@code i}. */
    public double volume(int i) {
        return volume[at(i)];
    }

    /** Returns the price of bar {@code i} in a column. */
    public double value(Column column, int i) {
        return switch (column) {
            case OPEN -> open(i);
            case HIGH -> high(i);
            case LOW -> low(i);
            case CLOSE -> close(i);
        };
    }

    /**
     * Returns a view of bars {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IndexOutOfBoundsException if the range is not inside the series
     */
    public BarSeries slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new BarSeries(symbol, times, open, high, low, close, volume, offset + from, to - from, funding, others, clock);
    }

    /**
     * Returns the same view as a series of its own, of which nothing tells that there are other bars: the texts of its times are those of a series that
     * was never longer.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the series
     */
    public BarSeries cut(int from, int to) {
        BarSeries part = slice(from, to);
        return part.with(new Clock(clock.zone(), areDates(times, part.offset, part.offset + part.size)));
    }

    /** Returns whether both are views of the same columns that begin at the same bar, so that one holds the bars of the other as far as they reach. */
    public boolean beginsWith(BarSeries other) {
        return times == other.times && offset == other.offset;
    }

    /** Returns the same bars under another symbol. */
    public BarSeries withSymbol(String newSymbol) {
        return new BarSeries(
                Objects.requireNonNull(newSymbol, "symbol"), times, open, high, low, close, volume, offset, size, funding, others, clock);
    }

    /**
     * Returns the same bars with what a position pays at the close of each: a long one the fraction of its value, which a short one receives; the other
     * way round where it is negative.
     *
     * @throws IllegalArgumentException if there are not as many rates as bars, or one is not finite
     */
    public BarSeries withFunding(double[] rates) {
        if (rates.length != size) {
            throw new IllegalArgumentException("funding of " + symbol + " must have " + size + " bars: " + rates.length);
        }
        double[] column = new double[offset + size];
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(rates[i])) {
                throw new IllegalArgumentException("funding of " + symbol + " must be finite: " + rates[i] + " at " + timeLabel(i));
            }
            column[offset + i] = rates[i];
        }
        return new BarSeries(symbol, times, open, high, low, close, volume, offset, size, column, others, clock);
    }

    /** Returns whether positions pay funding. */
    public boolean hasFunding() {
        return funding != null;
    }

    /** Returns what a long position pays of its value at the close of bar {@code i}, and a short one receives; 0 without funding. */
    public double funding(int i) {
        return funding == null ? 0 : funding[at(i)];
    }

    /**
     * Returns the same bars with other series that may be looked at beside them.
     *
     * @param series by symbol; not copied, so that series can know one another, and not changed once bars are read
     */
    public BarSeries withOthers(Map<String, BarSeries> series) {
        return new BarSeries(symbol, times, open, high, low, close, volume, offset, size, funding, Collections.unmodifiableMap(series), clock);
    }

    /** Returns the series that may be looked at beside this one, by symbol; none unless some were given. */
    public Map<String, BarSeries> others() {
        return others;
    }

    /** Returns the same bars as ones of a local clock: whole days and months are that zone's. */
    public BarSeries withZone(@Nullable ZoneId newZone) {
        return with(new Clock(newZone, clock.dates()));
    }

    private BarSeries with(Clock newClock) {
        return new BarSeries(symbol, times, open, high, low, close, volume, offset, size, funding, others, newClock);
    }

    /** Returns the zone whose local times the bars' starts were; null where that is not known. */
    public @Nullable ZoneId zone() {
        return clock.zone();
    }

    /** Returns whether all bars start at midnight UTC, so that texts of their times are dates. */
    public boolean hasDates() {
        return clock.dates();
    }

    /** Returns the start of each bar, milliseconds since the epoch. */
    public long[] times() {
        return Arrays.copyOfRange(times, offset, offset + size);
    }

    /** Returns a column of prices, as a copy. */
    public double[] column(Column column) {
        double[] whole = switch (column) {
            case OPEN -> open;
            case HIGH -> high;
            case LOW -> low;
            case CLOSE -> close;
        };
        return Arrays.copyOfRange(whole, offset, offset + size);
    }

    /** Returns the volume of each bar, as a copy. */
    public double[] volumes() {
        return Arrays.copyOfRange(volume, offset, offset + size);
    }

    /**
     * Returns the time of bar {@code i} as text: an ISO date where all bars of the series that this one was sliced from start at midnight UTC, else
     * an ISO instant, at midnight too, so that all of a series are of one form.
     */
    public String timeLabel(int i) {
        return clock.dates() ? Printable.time(timeMillis(i)) : Printable.instant(timeMillis(i));
    }

    /**
     * Returns the SHA-256 of the bars as 64 hexadecimal digits: per bar the time and open, high, low, close, volume as
     * big-endian 64-bit values; of bars with funding the rates of all bars after them. The symbol, the file's format and other series do not enter. It
     * is kept.
     */
    public String contentHash() {
        String known = contentHash;
        if (known == null) {
            known = hash();
            contentHash = known;
        }
        return known;
    }

    private String hash() {
        MessageDigest digest = Sha256.begin();
        int most = 6 * Math.min(size, HASHED_BARS);
        long[] values = new long[most];
        ByteBuffer block = ByteBuffer.allocate(most * Long.BYTES);
        LongBuffer longs = block.asLongBuffer();
        for (int from = offset; from < offset + size; from += HASHED_BARS) {
            int to = Math.min(offset + size, from + HASHED_BARS);
            int n = 0;
            for (int i = from; i < to; i++) {
                values[n] = times[i];
                values[n + 1] = Double.doubleToRawLongBits(open[i]);
                values[n + 2] = Double.doubleToRawLongBits(high[i]);
                values[n + 3] = Double.doubleToRawLongBits(low[i]);
                values[n + 4] = Double.doubleToRawLongBits(close[i]);
                values[n + 5] = Double.doubleToRawLongBits(volume[i]);
                n += 6;
            }
            longs.clear();
            longs.put(values, 0, n); // at once: a short run has one value after the other put slowly
            digest.update(block.array(), 0, n * Long.BYTES);
        }
        for (int i = 0; funding != null && i < size; i++) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(funding(i)).flip());
        }
        return Sha256.hex(digest);
    }

    /** Writes the number of bars and the columns, for a copy in another process; the symbol and other series are not written. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        ColumnBytes.write(out, times, offset, offset + size);
        for (double[] column : new double[][] {open, high, low, close, volume}) {
            ColumnBytes.write(out, column, offset, offset + size);
        }
        out.writeUTF(clock.zone() == null ? "" : clock.zone().getId());
        out.writeBoolean(clock.dates());
        out.writeBoolean(funding != null);
        if (funding != null) {
            ColumnBytes.write(out, funding, offset, offset + size);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote: equal bars, to the last bit.
     *
     * @throws IllegalArgumentException if the columns are no series
     */
    public static BarSeries readFrom(String symbol, DataInput in) throws IOException {
        int size = in.readInt();
        if (size < 0) {
            throw new IllegalArgumentException("size of " + symbol + " must not be negative: " + size);
        }
        BarSeries bars = ofOwned(
                symbol,
                ColumnBytes.readLongs(in, size),
                ColumnBytes.readDoubles(in, size),
                ColumnBytes.readDoubles(in, size),
                ColumnBytes.readDoubles(in, size),
                ColumnBytes.readDoubles(in, size),
                ColumnBytes.readDoubles(in, size),
                size);
        String zone = in.readUTF();
        bars = bars.with(new Clock(zone.isEmpty() ? null : ZoneId.of(zone), in.readBoolean()));
        return in.readBoolean() ? bars.withFunding(ColumnBytes.readDoubles(in, size)) : bars;
    }

    /**
     * What is known of the times.
     *
     * @param zone whose local times the bars' starts were; null where that is not known
     * @param dates whether all bars start at midnight UTC: of slices, those of the whole
     */
    private record Clock(@Nullable ZoneId zone, boolean dates) {}

    private int at(int i) {
        return offset + Objects.checkIndex(i, size);
    }

    @Override
    public String toString() {
        return size == 0
                ? symbol + " (no bars)"
                : symbol + " (" + Printable.count(size, "bar") + ", " + timeLabel(0) + " to " + timeLabel(size - 1) + ")";
    }
}
