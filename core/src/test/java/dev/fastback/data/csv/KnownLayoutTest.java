package dev.fastback.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A text is read by the layout of one before it only where a look at it finds the same; the reading that looks is the oracle. */
class KnownLayoutTest {
    private static final BarReadOptions OPTIONS = BarReadOptions.DEFAULT;
    private static final String ODD = "\",;\t| \r\nxe-+.09\u00e9\0";

    private record InMemory(byte[] all) implements CsvFormat.Text {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(all);
        }

        @Override
        public long bytes() {
            return all.length;
        }

        @Override
        public byte[] inMemory() {
            return all;
        }
    }

    @Test
    void readsWhatALookReads() throws IOException {
        long seed = 20_261;
        SplittableRandom random = new SplittableRandom(seed);
        int known = 0;
        int rounds = 800;
        for (int round = 0; round < rounds; round++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            CsvFormat.read(new InMemory(bytes(text(kind, random, 40))), "before.csv", "BEFORE", OPTIONS); // others begin with its line
            byte[] text = bytes(random.nextInt(3) == 0 ? text(kind, random, 260) : changed(text(kind, random, random.nextInt(1, 260)), random));
            BadBarPolicy policy = BadBarPolicy.values()[random.nextInt(BadBarPolicy.values().length)];
            BarReadOptions options = new BarReadOptions(null, null, policy, ReadingOptions.DEFAULT);
            KnownLayout layout = KnownLayout.of(text, options.reading());
            known += layout != null && layout.read(text, "now.csv", "NOW", options) != null ? 1 : 0;
            assertThat(outcome(new InMemory(text), options))
                    .as("round %d, seed %d, %s:%n%s", round, seed, kind, new String(text, StandardCharsets.ISO_8859_1))
                    .isEqualTo(outcome(() -> new ByteArrayInputStream(text), options));
        }
        assertThat(known).isBetween(rounds / 10, rounds * 9 / 10);
    }

    /** A return alone ends a line too, so the first line is not all that stands before the first line feed. */
    @Test
    void readsATextTwiceAlike() throws IOException {
        for (String first : List.of("\r", "\r\r\n", "\n\r", "\r\n", "\n")) {
            byte[] text = bytes("date,open,high,low,close,volume" + first + "2024-01-01,1,2,0.5,1.5,10\n2024-01-02,1,2,0.5,1.5,0\n2024-01-03,1,2,0.5,1.5,10\n");
            String once = outcome(new InMemory(text), OPTIONS);
            assertThat(outcome(new InMemory(text), OPTIONS)).isEqualTo(once).isEqualTo(outcome(() -> new ByteArrayInputStream(text), OPTIONS));
        }
    }

    @Test
    void isAskedOnlyWhereNothingWasSaid() throws IOException {
        byte[] text = bytes(text(Kind.DAYS, new SplittableRandom(1), 30));
        CsvFormat.read(new InMemory(text), "a.csv", "A", OPTIONS);
        assertThat(KnownLayout.of(text, ReadingOptions.DEFAULT)).isNotNull();
        assertThat(KnownLayout.of(text, ReadingOptions.DEFAULT.withZone(ZoneOffset.ofHours(2)))).isNull();
        assertThat(KnownLayout.of(text, ReadingOptions.DEFAULT.withDecimal(','))).isNull();
        assertThat(KnownLayout.of(text, ReadingOptions.DEFAULT.withAdjusted(true))).isNull();
        assertThat(KnownLayout.of(bytes("day,open,high,low,close\n2020-01-01,1,1,1,1\n"), ReadingOptions.DEFAULT)).isNull();
    }

    /** How texts are written; each has a first line of its own. */
    private enum Kind {
        DAYS("date,open,high,low,close,volume"),
        COMPACT_DAYS("day,open,high,low,close"),
        MILLIS("open_time;volume;close;low;high;open"),
        SECONDS("timestamp\topen\thigh\tlow\tclose\tvolume"),
        HOURS("datetime|open|high|low|close|volume"),
        SEVERAL_TIMES("open_time,open,high,low,close,volume,close_time"),
        LABELLED("date,open,high,low,close,volume,venue"),
        ADJUSTED("date,open,high,low,close,adj close,volume");

        private final String header;

        Kind(String header) {
            this.header = header;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Kind kind, SplittableRandom random, int rows) {
        String end = random.nextInt(8) == 0 ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder(kind.header).append(random.nextInt(50) == 0 ? "\r\n" : "\n");
        LocalDate day = LocalDate.of(1950 + random.nextInt(44), 1, 1 + random.nextInt(28));
        boolean silent = random.nextInt(10) == 0;
        for (int i = 0; i < rows; i++, day = day.plusDays(1)) {
            double open = 100 + random.nextDouble();
            double close = open + random.nextDouble() - 0.5;
            String o = number(open, random);
            String c = number(close, random);
            String h = number(Math.max(open, close) + 1, random);
            String l = number(Math.min(open, close) - 1, random);
            String v = silent ? "0" : String.valueOf(random.nextInt(3) * 1000L);
            long seconds = day.plusYears(30).toEpochDay() * 86_400;
            text.append(switch (kind) {
                case DAYS -> String.join(",", day.toString(), o, h, l, c, v);
                case COMPACT_DAYS -> String.join(",", day.toString().replace("-", ""), o, h, l, c);
                case MILLIS -> String.join(";", seconds + "000", v, c, l, h, o);
                case SECONDS -> String.join("\t", String.valueOf(seconds), o, h, l, c, v);
                case HOURS -> String.join("|", day + (random.nextInt(9) == 0 ? " 01:00" : "T00:00:00Z"), o, h, l, c, v);
                case SEVERAL_TIMES -> String.join(",", seconds + "000", o, h, l, c, v, seconds + 86_399 + "999");
                case LABELLED -> String.join(",", day.toString(), o, h, l, c, v, "XETRA");
                case ADJUSTED -> String.join(",", day.toString(), o, h, l, c, c, v);
            });
            text.append(i + 1 < rows || random.nextInt(5) > 0 ? end : "");
        }
        return text.toString();
    }

    private static String number(double value, SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> String.valueOf(value);
            case 1 -> String.format(Locale.ROOT, "%.20f", value);
            case 2 -> String.format(Locale.ROOT, "%.6e", value);
            default -> String.format(Locale.ROOT, "%.4f", value);
        };
    }

    /** Returns a text with a few things that are not plain, or that are still so. */
    private static String changed(String text, SplittableRandom random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            int line = Math.min(lines.size() - 1, random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(1, lines.size() + 1));
            String old = lines.get(line);
            int at = random.nextInt(old.length());
            switch (random.nextInt(9)) {
                case 0 -> lines.add(line, old);
                case 1 -> lines.remove(line);
                case 2 -> lines.add(line + 1, random.nextBoolean() ? "\n" : "# a remark\n");
                case 3 -> lines.set(line, old.substring(0, at) + ODD.charAt(random.nextInt(ODD.length())) + old.substring(at));
                case 4 -> lines.set(line, old.substring(0, at) + "0123456789".charAt(random.nextInt(10)) + old.substring(at + 1));
                case 5 -> lines.set(line, old.replaceFirst("([,;|\t])([^,;|\t]*)", random.nextBoolean() ? "$1\"$2\"" : "$1 $2 "));
                case 6 -> java.util.Collections.reverse(lines.subList(1, lines.size()));
                case 7 -> lines.set(line, old.replaceFirst("[0-9.]+", random.nextBoolean() ? "" : "nan"));
                default -> lines.set(line, old.substring(0, at) + old.substring(Math.min(old.length(), at + 2)));
            }
            if (lines.isEmpty()) {
                return "";
            }
        }
        return String.join("", lines);
    }

    /** What a text is read as: all that a caller sees of it, or why it is refused. */
    private static String outcome(CsvFormat.Text text, BarReadOptions options) throws IOException {
        try {
            BarTable table = CsvFormat.read(text, "now.csv", "NOW", options).checked("now.csv");
            StringBuilder all = new StringBuilder().append(table.notes()).append(table.namesSymbols());
            for (LoadedBars loaded : table.series()) {
                BarSeries bars = loaded.bars();
                all.append('\n').append(bars).append(bars.zone()).append(bars.contentHash()).append(loaded.report());
            }
            return all.toString();
        } catch (BarDataException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
