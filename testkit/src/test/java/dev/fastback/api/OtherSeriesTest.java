package dev.fastback.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.codec.StudyCodec;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.indicator.LineCache;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.Seeds;
import dev.fastback.walkforward.WalkForward;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines of other symbols, and a column of funding. */
class OtherSeriesTest {
    private static final double FEE = 0.001;
    private static final long HOUR = 3_600_000L;

    /** Follows its average while the index is above its own. */
    private record Filtered(@Range(min = 2, max = 20) int fast, @Range(min = 5, max = 40) int slow) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Line index = in.other("INDEX", Indicators::close);
            Line average = in.other("INDEX", other -> other.sma(slow));
            return Signals.longShort(
                    in.close().above(in.sma(fast)).and(index.above(average)), in.close().below(in.sma(fast)).and(index.below(average)));
        }
    }

    private record Held() implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            return bar -> {
                if (bar.flat()) {
                    bar.buy();
                }
            };
        }
    }

    private record Short() implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            return bar -> {
                if (bar.flat()) {
                    bar.sell();
                }
            };
        }
    }

    @Test
    void aLineOfAnotherSeriesHasItsNewestBarThatHadEnded() {
        SplittableRandom random = Seeds.random("other", 141);
        int shown = 0;
        for (int k = 0; k < 60; k++) {
            long step = HOUR * noDay(random);
            long otherStep = HOUR * noDay(random);
            BarSeries bars = spread(random, 80, 0, step);
            BarSeries other = spread(random, 120, HOUR * random.nextInt(-400, 400), otherStep);
            Line line = Indicators.of(bars.withOthers(Map.of("INDEX", other)), new LineCache(1 << 20)).other("INDEX", Indicators::close);
            Line closes = Indicators.of(bars, new LineCache(1 << 20)).close();
            assertThat(closes.values()).hasSize(80);
            for (int i = 0; i < bars.size(); i++) {
                int newest = i < 10 ? -1 : newest(other, bars.timeMillis(i) + step(bars, i));
                double expected = newest < 0 ? Double.NaN : other.close(newest);
                assertThat(Double.valueOf(line.values()[i])).as("series %s, bar %s", k, i).isEqualTo(Double.valueOf(expected));
                shown += newest < 0 ? 0 : 1;
            }
        }
        assertThat(shown).isGreaterThan(1000);
    }

    /** Returns hours that are not about a day: days are counted by the calendar. */
    private static int noDay(SplittableRandom random) {
        int hours = 1 + random.nextInt(27);
        return hours < 23 ? hours : hours + 3;
    }

    /** Months are not equally long: each is seen when it is over, the first four, which may be steps of 31 days, not before; likewise quarters and years. */
    @Test
    void aMonthOfAnotherSeriesIsSeenWhenItIsOver() {
        SplittableRandom random = Seeds.random("other months", 147);
        LocalDate first = LocalDate.of(2021, 2, 1);
        BarSeries days = at(random, 3000, i -> first.plusDays(i));
        for (int length : new int[] {1, 3, 6, 12}) {
            BarSeries months = at(random, 100 / length, i -> first.plusMonths((long) length * i));
            double[] seen = Indicators.of(days.withOthers(Map.of("M", months)), new LineCache(1 << 20)).other("M", Indicators::close).values();
            for (int i = 10; i < days.size(); i++) {
                int over = Math.min(months.size(), (int) ChronoUnit.MONTHS.between(first, first.plusDays(i + 1)) / length) - 1;
                if (over >= 4) {
                    assertThat(seen[i]).as("%s months, day %s", length, first.plusDays(i)).isEqualTo(months.close(over));
                } else {
                    assertThat(seen[i]).as("%s months, day %s", length, first.plusDays(i)).isIn(over < 0 ? Double.NaN : months.close(over), over < 1 ? Double.NaN : months.close(over - 1));
                }
            }
            double[] together = Indicators.of(months.withOthers(Map.of("M", months)), new LineCache(1 << 20)).other("M", Indicators::close).values();
            for (int i = 10; i < months.size(); i++) {
                assertThat(together[i]).isEqualTo(months.close(i));
            }
        }
    }

    /**
     * Days, weeks and months of a local clock last as long as the calendar says: with the zone they are seen when they are over, not an hour later; without it never before,
     * and an hour or, before the clock is known, two later at most.
     */
    @Test
    void whatFollowsALocalClockIsNeverSeenBeforeItIsOver() {
        SplittableRandom random = Seeds.random("other clocks", 151);
        for (String name : List.of("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Australia/Sydney", "America/Santiago", "UTC", "Asia/Tokyo")) {
            ZoneId zone = ZoneId.of(name);
            ZonedDateTime first = LocalDate.of(2021, 1 + random.nextInt(12), 1).atStartOfDay(zone);
            BarSeries hours = instants(random, 24 * 800, i -> first.toInstant().toEpochMilli() + i * HOUR);
            for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS)) {
                int size = (int) unit.between(first, first.plusDays(800));
                long[] starts = IntStream.rangeClosed(0, size).mapToLong(i -> first.plus(i, unit).toInstant().toEpochMilli()).toArray();
                BarSeries local = instants(random, size, i -> starts[i]);
                for (ZoneId known : new ZoneId[] {zone, null}) {
                    String what = name + ", " + unit + (known == null ? ", zone unknown" : "");
                    double[] seen = Indicators.of(hours.withOthers(Map.of("L", local.withZone(known))), new LineCache(1 << 22)).other("L", Indicators::volume).values();
                    int shown = 0;
                    for (int i = 10; i < hours.size(); i++) {
                        long now = hours.timeMillis(i) + HOUR;
                        int newest = number(seen[i]);
                        shown += newest >= 0 ? 1 : 0;
                        int over = newestOver(starts, now);
                        assertThat(newest).as("%s: look-ahead at hour %s", what, i).isLessThanOrEqualTo(over);
                        boolean isLearning = unit == ChronoUnit.MONTHS && (known == null || over < 5);
                        long late = isLearning ? 3 * 24 * HOUR + 2 * HOUR : known == null ? 2 * HOUR : 0;
                        assertThat(newest).as("%s: late at hour %s", what, i).isGreaterThanOrEqualTo(newestOver(starts, now - late));
                    }
                    assertThat(shown).as(what).isPositive();
                    // The other way round: a day sees the hours that had ended when it ended.
                    double[] seenByDays = Indicators.of(local.withZone(known).withOthers(Map.of("H", hours)), new LineCache(1 << 22)).other("H", Indicators::volume).values();
                    for (int i = 10; i < size; i++) {
                        long end = starts[i + 1];
                        int newest = number(seenByDays[i]);
                        int over = Math.min(hours.size(), (int) ((end - hours.timeMillis(0)) / HOUR)) - 1;
                        assertThat(newest).as("%s: look-ahead at bar %s", what, i).isLessThanOrEqualTo(over);
                        if (known != null && unit != ChronoUnit.MONTHS) {
                            assertThat(newest).as("%s: late at bar %s", what, i).isEqualTo(over);
                        }
                    }
                }
            }
        }
    }

    /** Days of trade with weekends between, stamped by a local clock that nobody named: a Monday sees the other's Monday. */
    @Test
    void barsThatBeginTogetherAndAreEquallyLongEndTogetherAfterAGapToo() {
        SplittableRandom random = Seeds.random("other weekdays", 152);
        ZonedDateTime first = LocalDate.of(2024, 1, 1).atStartOfDay(ZoneId.of("America/New_York"));
        BarSeries days = instants(random, 260, i -> first.plusDays(i + i / 5 * 2L).toInstant().toEpochMilli());
        double[] seen = Indicators.of(days.withOthers(Map.of("D", days)), new LineCache(1 << 20)).other("D", Indicators::volume).values();
        for (int i = 10; i < days.size(); i++) {
            assertThat(number(seen[i])).as("day %s", i).isEqualTo(i);
        }
    }

    /** Bars of four hours of a local clock: the one in which clocks go forward is over after three. */
    @Test
    void aBarInWhichClocksGoForwardSeesNoHourThatBeginsAfterIt() {
        SplittableRandom random = Seeds.random("other four hours", 153);
        ZoneId zone = ZoneId.of("America/New_York");
        ZonedDateTime first = LocalDate.of(2024, 3, 1).atStartOfDay(zone);
        long[] starts = IntStream.rangeClosed(0, 240)
                .mapToLong(i -> first.toLocalDateTime().plusHours(4L * i).atZone(zone).toInstant().toEpochMilli()).toArray();
        BarSeries own = instants(random, 240, i -> starts[i]).withZone(zone);
        BarSeries hours = instants(random, 1000, i -> first.toInstant().toEpochMilli() + i * HOUR);
        double[] seen = Indicators.of(own.withOthers(Map.of("H", hours)), new LineCache(1 << 20)).other("H", Indicators::volume).values();
        for (int i = 10; i < own.size(); i++) {
            int over = (int) ((starts[i + 1] - starts[0]) / HOUR) - 1;
            assertThat(number(seen[i])).as("look-ahead at bar %s", i).isLessThanOrEqualTo(over).isGreaterThanOrEqualTo(over - 1);
        }
    }

    /** Returns the newest bar that was over, of those whose starts are given, one more than there are. */
    private static int newestOver(long[] starts, long time) {
        int at = Arrays.binarySearch(starts, time);
        return (at < 0 ? -at - 2 : at) - 1;
    }

    private static int number(double volume) {
        return Double.isNaN(volume) ? -1 : (int) volume;
    }

    /** Two bars that once lie close to one another do not make all later ones short. */
    @Test
    void aWeekOfAnotherSeriesIsSeenWhenItIsOverThoughTwoOnceLayADayApart() {
        SplittableRandom random = Seeds.random("other weeks", 148);
        LocalDate first = LocalDate.of(2021, 2, 1);
        BarSeries odd = at(random, 60, i -> i == 21 ? first.plusDays(141) : first.plusWeeks(i > 21 ? i - 1 : i));
        BarSeries days = at(random, 400, i -> first.plusDays(i));
        double[] seen = Indicators.of(days.withOthers(Map.of("W", odd)), new LineCache(1 << 20)).other("W", Indicators::close).values();
        for (int i = 160; i < days.size(); i++) {
            int over = (i + 1) / 7; // weeks that had ended; bar 21 is one more, of a week that had begun
            assertThat(seen[i]).as("day %s", i).isEqualTo(odd.close(over));
        }
    }

    private static BarSeries at(SplittableRandom random, int size, IntFunction<LocalDate> date) {
        return instants(random, size, i -> date.apply(i).toEpochDay() * 24 * HOUR);
    }

    private static BarSeries instants(SplittableRandom random, int size, IntFunction<Long> time) {
        BarSeries walk = RandomBars.walk(random, size);
        long[] times = new long[size];
        double[][] columns = new double[5][size];
        for (int i = 0; i < size; i++) {
            times[i] = time.apply(i);
            columns[0][i] = walk.open(i);
            columns[1][i] = walk.high(i);
            columns[2][i] = walk.low(i);
            columns[3][i] = walk.close(i);
            columns[4][i] = i; // the bar's number
        }
        return BarSeries.of("S", times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Returns how long a bar is, by the smallest step until then. */
    private static long step(BarSeries bars, int i) {
        long step = Long.MAX_VALUE;
        for (int k = 1; k <= i; k++) {
            step = Math.min(step, bars.timeMillis(k) - bars.timeMillis(k - 1));
        }
        return step;
    }

    private static int newest(BarSeries other, long time) {
        int newest = -1;
        while (newest + 1 < other.size() && other.timeMillis(newest + 1) + step(other, Math.max(1, newest + 1)) <= time) {
            newest++;
        }
        return newest;
    }

    /** Returns bars whose times lie a step apart, now and then several. */
    private static BarSeries spread(SplittableRandom random, int size, long from, long step) {
        BarSeries walk = RandomBars.walk(random, size);
        long[] times = new long[size];
        long time = 1_000_000 * HOUR + from;
        for (int i = 0; i < size; i++) {
            times[i] = time;
            time += step * (random.nextInt(6) == 0 ? 1 + random.nextInt(4) : 1);
        }
        return RandomBars.at(walk, "S", times);
    }

    @Test
    void tradesOnAnotherSeriesAreTheSameByTradeAndByBarAndOnSeriesThatEndEarlier() {
        SplittableRandom random = Seeds.random("other trades", 142);
        BarSeries bars = RandomBars.walk(random, 400).withOthers(Map.of("INDEX", RandomBars.walk(random, 400)));
        TunableStrategy strategy = strategy(Filtered.class, Map.of());
        assertThat(strategy.others()).containsExactly("INDEX");
        assertThat(strategy.needs().warmUpBars()).isGreaterThanOrEqualTo(40);
        MarketSlice slice = slice(bars, strategy.needs().firstBar(), 380);
        Objective objective = strategy.objective(slice, Metrics.of("return"), Evaluators.SCALAR);
        assertThat(objective.plain()).as("the fast path").isPresent();
        ParameterSpace space = strategy.space();
        int trades = 0;
        for (int fast = 2; fast <= 20; fast += 3) {
            for (int slow = 5; slow <= 40; slow += 7) {
                double[] point = {fast, slow};
                PointBatch batch = new PointBatch(2);
                batch.add(point);
                assertThat(objective.valueAt(point)).isEqualTo(objective.plain().orElseThrow().valueAt(point));
                Parameters parameters = Parameters.of(space, point);
                trades += strategy.evaluate(slice, parameters).trades();
                strategy.verify(slice, parameters);
            }
        }
        assertThat(trades).isGreaterThan(200);
    }

    @Test
    void whatTheOtherSeriesDoesLaterChangesNothing() {
        SplittableRandom random = Seeds.random("other later", 143);
        BarSeries own = RandomBars.walk(random, 300);
        BarSeries other = RandomBars.walk(random, 300);
        TunableStrategy strategy = strategy(Filtered.class, Map.of("fast", "5", "slow", "20"));
        double[] before = strategy.evaluate(slice(own.withOthers(Map.of("INDEX", other)), 60, 300), Parameters.NONE).barReturns();
        for (int from : new int[] {100, 180, 260}) {
            BarSeries changed = RandomBars.withOther(other, from, 300, random);
            double[] after = strategy.evaluate(slice(own.withOthers(Map.of("INDEX", changed)), 60, 300), Parameters.NONE).barReturns();
            for (int bar = 60; bar <= from; bar++) {
                assertThat(after[bar - 60]).as("bar %s, changed from %s", bar, from).isEqualTo(before[bar - 60]);
            }
        }
    }

    @Test
    void aSeriesThatIsNotThereIsNamed() {
        TunableStrategy strategy = strategy(Filtered.class, Map.of("fast", "5", "slow", "20"));
        BarSeries bars = RandomBars.walk(Seeds.random("other none", 144), 200);
        assertThatIllegalArgumentException().isThrownBy(() -> strategy.evaluate(slice(bars, 60, 200), Parameters.NONE))
                .withMessageContaining("there is no series INDEX beside these bars");
    }

    @Test
    void fundingIsPaidByLongPositionsAndReceivedByShortOnes() {
        SplittableRandom random = Seeds.random("funding", 145);
        BarSeries bars = RandomBars.walk(random, 120);
        double[] rates = random.doubles(120, -0.001, 0.002).toArray();
        BarSeries funded = bars.withFunding(rates);
        assertThat(funded.contentHash()).isNotEqualTo(bars.contentHash());
        for (boolean isLong : new boolean[] {true, false}) {
            RecordStrategy strategy = strategy(isLong ? Held.class : Short.class, Map.of());
            Ledger ledger = strategy.simulate(slice(bars, 10, 110), Parameters.NONE, false);
            double[] units = new double[100];
            double[] plain = new double[100];
            for (int i = 0; i < 100; i++) {
                units[i] = ledger.position(i);
                plain[i] = ledger.equity(i);
            }
            Ledger paid = strategy.simulate(slice(funded, 10, 110), Parameters.NONE, false);
            double sum = 0;
            for (int i = 0; i < 100; i++) {
                sum += rates[10 + i] * units[i] * bars.close(10 + i);
                assertThat(paid.equity(i)).as("long %s, bar %s", isLong, i).isCloseTo(plain[i] - sum, within(1e-12));
            }
            assertThat(Math.signum(units[50])).isEqualTo(isLong ? 1 : -1);
        }
        TunableStrategy searched = strategy(Filtered.class, Map.of());
        BarSeries both = funded.withOthers(Map.of("INDEX", RandomBars.walk(random, 120)));
        assertThat(searched.objective(slice(both, 60, 110), Metrics.of("return"), Evaluators.SCALAR).plain()).as("bar by bar").isEmpty();
    }

    @Test
    void otherSeriesAndFundingTravelWithAStudy() throws IOException {
        SplittableRandom random = Seeds.random("other codec", 146);
        BarSeries index = RandomBars.walk(random, 90).withSymbol("INDEX");
        BarSeries second = RandomBars.walk(random, 90).withSymbol("SECOND");
        BarSeries first = RandomBars.walk(random, 80).withSymbol("FIRST").withFunding(random.doubles(80, 0, 0.01).toArray());
        Map<String, BarSeries> others = new TreeMap<>(Map.of("INDEX", index, "SECOND", second));
        Market market = new Market(AssetClass.CRYPTO, true, FEE, FeeRule.PER_FILL, 1.0, 365);
        Study study = Study.builder()
                .strategies(List.of(dev.fastback.strategy.builtin.Strategies.of("maxdiff")))
                .walkForward(new WalkForward(2, 7, 1, 0))
                .add(StudySymbol.of(first.withOthers(others), market))
                .add(StudySymbol.of(second.withOthers(others), market))
                .build();
        List<PreparedSymbol> symbols = study.symbols().stream()
                .map(symbol -> new PreparedSymbol(symbol, ForecastPlan.of(symbol.bars(), List.of(), false).run(Forecasters.of("mean5"))))
                .toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StudyCodec.write(new PreparedStudy(study, Evaluators.SCALAR, symbols), bytes);
        Study copy = StudyCodec.read(new ByteArrayInputStream(bytes.toByteArray())).study();
        for (StudySymbol symbol : copy.symbols()) {
            assertThat(symbol.bars().others().keySet()).containsExactly("INDEX", "SECOND");
            others.forEach((name, bars) -> assertThat(symbol.bars().others().get(name).contentHash()).isEqualTo(bars.contentHash()));
        }
        assertThat(copy.symbols().getFirst().bars().hasFunding()).isTrue();
        assertThat(copy.symbols().getFirst().bars().contentHash()).isEqualTo(first.contentHash());
    }

    private static RecordStrategy strategy(Class<? extends Strategy> type, Map<String, String> settings) {
        return RecordStrategy.of(type, new StrategySpec("test", "one", settings, null), TunableStrategy.NO_CODE);
    }

    private static MarketSlice slice(BarSeries bars, int from, int to) {
        return new MarketSlice(
                bars,
                ForecastPlan.of(bars, List.of(), false).run(Forecasters.of("mean5")),
                new Market(AssetClass.STOCK, false, FEE, FeeRule.PER_FILL, 1.0, 252),
                0,
                from,
                to);
    }
}
