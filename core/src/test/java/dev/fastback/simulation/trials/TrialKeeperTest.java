package dev.fastback.simulation.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.result.Trials;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialKeeperTest {
    private static final ParameterSpace SPACE =
            new ParameterSpace(List.of(new IntegerParameter("n", 0, 1_000_000), new RealParameter("x", 0, 1)));

    /** Returns what is kept of trials 0 to {@code count} whose value is a permutation of their numbers. */
    private static Trials kept(int count, int batch, long seed) {
        TrialKeeper keeper = new TrialKeeper(2, seed);
        for (int from = 0; from < count; from += batch) {
            PointBatch points = new PointBatch(2);
            ValueBatch values = new ValueBatch(1, 1);
            values.reserve(batch);
            for (int i = from; i < Math.min(count, from + batch); i++) {
                values.metric(0)[points.add(i, 0.5)] = value(i);
                values.violation(0)[i - from] = i % 2 == 0 ? 0 : 1;
            }
            keeper.told(points, values);
        }
        return keeper.trials(SPACE);
    }

    private static double value(int i) {
        return i * 7919L % 1_000_003;
    }

    @Test
    void keepsAllOfUpTo200_000() {
        Trials trials = kept(200_000, 16, 1);
        assertThat(trials.isWhole()).isTrue();
        assertThat(trials.kept()).isEqualTo(200_000);
        for (int i = 0; i < 200_000; i += 777) {
            assertThat(trials.number(i)).isEqualTo(i);
            assertThat(trials.point(i)).containsExactly(i, 0.5);
            assertThat(trials.value(i, 0)).isEqualTo(value(i));
            assertThat(trials.violation(i)).isEqualTo(i % 2);
        }
    }

    @Test
    void keepsTheBestAndAnEvenSampleOfMore() {
        int count = 300_000;
        Trials trials = kept(count, 1000, 1);
        assertThat(trials.isWhole()).isFalse();
        assertThat(trials.evaluated()).isEqualTo(count);
        assertThat(trials.kept()).isBetween(20_000, 21_000);
        Set<Integer> best = new HashSet<>(IntStream.range(0, count)
                .filter(i -> i % 2 == 0)
                .boxed()
                .sorted((a, b) -> Double.compare(value(b), value(a)))
                .limit(TrialRoom.BEST)
                .toList());
        BitSet numbers = new BitSet();
        int[] tenths = new int[10];
        for (int row = 0; row < trials.kept(); row++) {
            int number = (int) trials.number(row);
            assertThat(trials.point(row)[0]).isEqualTo(number);
            assertThat(trials.value(row, 0)).isEqualTo(value(number));
            numbers.set(number);
            tenths[number / (count / 10)]++;
        }
        assertThat(numbers.cardinality()).isEqualTo(trials.kept());
        assertThat(best).allMatch(numbers::get);
        for (int tenth : tenths) {
            assertThat(tenth).isBetween(1900, 2300);
        }
    }

    @Test
    void whatIsKeptFitsItsRoomWithTheSumsThatAreAddedLater() {
        TrialRoom room = new TrialRoom(32 << 20, 64);
        assertThat(room.mostWhole(2, 1)).as("32 MiB of rows of 4 doubles and of 64 sums with their squares").isEqualTo((32 << 20) / (8 * (4 + 2 * 64)));
        assertThat(room.best(2, 1)).isEqualTo(1000);
        assertThat(room.sample(2, 1)).isEqualTo(20_000);
        TrialRoom small = new TrialRoom(1 << 20, 64);
        for (TrialRoom any : List.of(room, small, TrialRoom.USUAL)) {
            for (int count : new int[] {900, 31_775, 31_776, 200_000, 250_000}) {
                TrialKeeper keeper = new TrialKeeper(any, 2, 9);
                tell(keeper, 0, count);
                Trials trials = keeper.trials(SPACE);
                assertThat(trials.isWhole()).as("%d in %s", count, any).isEqualTo(count <= any.mostWhole(2, 1));
                Trials blocks = any.blocks() == 0 ? trials : trials.withBlocks(64, row -> new double[128]);
                assertThat((long) blocks.size()).as("%d in %s", count, any).isLessThanOrEqualTo(16 + any.bytes());
                assertThat((long) blocks.size()).isLessThanOrEqualTo(16 + any.bytesOf(count, 2, 1));
            }
        }
        TrialRoom tiny = new TrialRoom(64, 64);
        assertThat(List.of(tiny.mostWhole(40, 3), tiny.best(40, 3), tiny.sample(40, 3))).containsOnly(1);
    }

    @Test
    void theSampleDependsOnTheSeedAndNotOnTheBatches() {
        Trials one = kept(250_000, 1000, 1);
        assertThat(kept(250_000, 37, 1)).isEqualTo(one);
        assertThat(kept(250_000, 1000, 2)).isNotEqualTo(one);
    }

    @Test
    void rangesPutTogetherAreTheWhole() {
        for (int count : new int[] {1, 150_000, 200_000, 200_001, 330_000}) {
            for (int size : new int[] {1 << 20, 60_000, 7_001}) {
                TrialKeeper whole = new TrialKeeper(2, 9);
                tell(whole, 0, count);
                TrialKeeper joined = new TrialKeeper(2, 9);
                TrialKeeper.Bound bound = null;
                for (int from = 0; from < count; from += size) {
                    TrialKeeper part = new TrialKeeper(TrialRoom.USUAL, 2, 9, from, bound);
                    tell(part, from, Math.min(count, from + size));
                    bound = joined.bound(); // of the ranges before: a range was begun before the last was taken
                    joined.take(part.part());
                }
                assertThat(joined.trials(SPACE)).as(count + " by " + size).isEqualTo(whole.trials(SPACE));
            }
        }
    }

    @Test
    void lateRangesSendLittle() {
        TrialKeeper joined = new TrialKeeper(2, 9);
        TrialKeeper first = new TrialKeeper(2, 9);
        tell(first, 0, 900_000);
        joined.take(first.part());
        TrialKeeper late = new TrialKeeper(TrialRoom.USUAL, 2, 9, 900_000, joined.bound());
        tell(late, 900_000, 1_000_000);
        assertThat(late.part().evaluated()).isEqualTo(100_000);
        assertThat(late.part().numbers().length).as("of a sample of 20,000 of 1,000,000 a tenth, and some of the best").isBetween(1_500, 3_500);
    }

    /** Tells trials by number, with values that tie, violations and NaN among them. */
    private static void tell(TrialKeeper keeper, int from, int to) {
        PointBatch points = new PointBatch(2);
        ValueBatch values = new ValueBatch(1, 1);
        values.reserve(to - from);
        for (int i = from; i < to; i++) {
            int k = points.add(i, 0.5);
            values.metric(0)[k] = i % 1000 == 7 ? Double.NaN : value(i) - value(i) % 500;
            values.violation(0)[k] = i % 3 == 0 ? 0 : i % 5;
        }
        keeper.told(points, values);
    }

    @Test
    void nothingEvaluatedIsNothingKept() {
        assertThat(new TrialKeeper(2, 1).trials(SPACE)).isNull();
    }

    @Test
    void bytesThatAreNoTrialsAreRefused() {
        ByteBuffer whole = kept(100, 16, 1).bytes();
        assertThat(Trials.of(whole, SPACE)).isEqualTo(kept(100, 16, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Trials.of(whole.slice(0, whole.remaining() - 8), SPACE));
        assertThatIllegalArgumentException().isThrownBy(() -> Trials.of(whole.slice(0, 15), SPACE)).withMessageContaining("cut short");
        assertThatIllegalArgumentException().isThrownBy(() -> Trials.of(whole, ParameterSpace.EMPTY));
        ByteBuffer negative = ByteBuffer.allocate(16).putLong(5).putInt(-1).putShort((short) 2).putShort((short) 1).flip();
        assertThatIllegalArgumentException().isThrownBy(() -> Trials.of(negative, SPACE));
    }
}
