package dev.fastback.codec;

import dev.fastback.result.detail.ForecastPath;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.result.detail.Spread;
import dev.fastback.result.detail.Surface;
import dev.fastback.simulate.FillReason;
import dev.fastback.stats.Histogram;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn of a result beyond its figures, as parts of {@link OutcomeCodec}'s bytes.
 *
 * <p>Layout, big-endian: of trades their number (4 bytes) and for each its bars (4 bytes each), flags (bit 0 long, bit 1 open), prices and gain (8
 * bytes each) and the reason's place (1 byte); of forecasts the first bar, the number of bars (4 bytes each) and three floats a bar; of distributions
 * their number (1 byte) and for each its kind's place, the ends and what was observed (8 bytes each), the number of classes (2 bytes) and their
 * counts (4 bytes each); of a surface one byte that is 1 if there is one, and if so the names, two edges and two levels, each with their number (2
 * bytes) and 8 bytes each, what was found (24 bytes) and one float a cell.
 */
final class DetailCodec {
    private static final int LONG = 1;
    private static final int OPEN = 2;

    private DetailCodec() {}

    static void writeTrades(DataOutputStream out, List<PathTrade> trades) throws IOException {
        out.writeInt(trades.size());
        for (PathTrade trade : trades) {
            out.writeInt(trade.entryBar());
            out.writeInt(trade.exitBar());
            out.writeByte((trade.isLong() ? LONG : 0) | (trade.isOpen() ? OPEN : 0));
            out.writeDouble(trade.entryPrice());
            out.writeDouble(trade.exitPrice());
            out.writeDouble(trade.gain());
            out.writeByte(trade.reason().ordinal());
        }
    }

    static List<PathTrade> readTrades(DataInputStream in, int most) throws IOException {
        int count = count(in.readInt(), most, "trades");
        List<PathTrade> trades = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int entry = in.readInt();
            int exit = in.readInt();
            int flags = in.readUnsignedByte();
            trades.add(new PathTrade(
                    entry,
                    exit,
                    (flags & LONG) != 0,
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    (flags & OPEN) != 0,
                    one(FillReason.values(), in.readUnsignedByte())));
        }
        return trades;
    }

    static void write(DataOutputStream out, ForecastPath forecasts) throws IOException {
        out.writeInt(forecasts.from());
        out.writeInt(forecasts.to() - forecasts.from());
        for (int bar = forecasts.from(); bar < forecasts.to(); bar++) {
            out.writeFloat(forecasts.point(bar));
            out.writeFloat(forecasts.lower(bar));
            out.writeFloat(forecasts.upper(bar));
        }
    }

    static ForecastPath readForecasts(DataInputStream in, int most) throws IOException {
        int from = in.readInt();
        int bars = count(in.readInt(), most, "forecasts");
        float[][] columns = new float[3][bars];
        for (int i = 0; i < bars; i++) {
            for (float[] column : columns) {
                column[i] = in.readFloat();
            }
        }
        return new ForecastPath(from, columns[0], columns[1], columns[2]);
    }

    static void write(DataOutputStream out, Map<Spread.Kind, Spread> spreads) throws IOException {
        out.writeByte(spreads.size());
        for (Map.Entry<Spread.Kind, Spread> spread : spreads.entrySet()) {
            Histogram histogram = spread.getValue().histogram();
            out.writeByte(spread.getKey().ordinal());
            out.writeDouble(histogram.low());
            out.writeDouble(histogram.high());
            out.writeDouble(spread.getValue().observed());
            out.writeShort(histogram.classes());
            for (int i = 0; i < histogram.classes(); i++) {
                out.writeInt(histogram.count(i));
            }
        }
    }

    static Map<Spread.Kind, Spread> readSpreads(DataInputStream in) throws IOException {
        Map<Spread.Kind, Spread> spreads = new EnumMap<>(Spread.Kind.class);
        int count = in.readUnsignedByte();
        for (int k = 0; k < count; k++) {
            Spread.Kind kind = one(Spread.Kind.values(), in.readUnsignedByte());
            double low = in.readDouble();
            double high = in.readDouble();
            double observed = in.readDouble();
            int[] counts = new int[in.readUnsignedShort()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = in.readInt();
            }
            spreads.put(kind, new Spread(new Histogram(low, high, counts), observed));
        }
        return spreads;
    }

    static void write(DataOutputStream out, @Nullable Surface surface) throws IOException {
        out.writeBoolean(surface != null);
        if (surface == null) {
            return;
        }
        out.writeUTF(surface.x());
        out.writeUTF(surface.y());
        for (double[] numbers : List.of(surface.xEdges(), surface.yEdges(), surface.xLevels(), surface.yLevels())) {
            out.writeShort(numbers.length);
            for (double number : numbers) {
                out.writeDouble(number);
            }
        }
        out.writeDouble(surface.best().x());
        out.writeDouble(surface.best().y());
        out.writeDouble(surface.best().value());
        for (float value : surface.values()) {
            out.writeFloat(value);
        }
    }

    static @Nullable Surface readSurface(DataInputStream in, int most) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        List<String> names = List.of(in.readUTF(), in.readUTF());
        double[][] numbers = new double[4][];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = new double[in.readUnsignedShort()];
            for (int i = 0; i < numbers[k].length; i++) {
                numbers[k][i] = in.readDouble();
            }
        }
        Surface.Best best = new Surface.Best(in.readDouble(), in.readDouble(), in.readDouble());
        long cells = (numbers[0].length - 1L) * (numbers[1].length - 1L);
        float[] values = new float[count((int) Math.min(cells, Integer.MAX_VALUE), most, "cells")];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return new Surface(names, numbers[0], numbers[1], numbers[2], numbers[3], values, best);
    }

    private static int count(int count, int most, String what) {
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("the outcome of a symbol has " + count + " " + what);
        }
        return count;
    }

    private static <T> T one(T[] all, int place) {
        if (place >= all.length) {
            throw new IllegalArgumentException("the outcome of a symbol has a value " + place + " of " + all.length);
        }
        return all[place];
    }
}
