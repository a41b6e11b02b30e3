package dev.fastback.walkforward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
    private static final int ROUNDS = 4000;
    private static final int MAX = Integer.MAX_VALUE;

    @Test
    void theBuiltInShapeFollowsTheFormulasItAlwaysHad() {
        SplittableRandom random = random("built-in shape", 1);
        for (int round = 0; round < ROUNDS; round++) {
            int simulations = 1 + random.nextInt(60);
            int validation = 2 + random.nextInt(20);
            int testBars = random.nextInt(6);
            int heldBack = random.nextInt(3);
            int bars = random.nextInt(90);
            WalkForward shape = new WalkForward(simulations, validation, testBars, heldBack);
            assertThat(shape.validation()).isEqualTo(validation);
            assertThat(shape.folds(bars)).hasSize(simulations);
            for (int k = 0; k < simulations; k++) {
                Fold fold = shape.folds(bars).get(k);
                int end = Math.max(0, bars - testBars - heldBack - k);
                assertThat(fold).isEqualTo(new Fold(k, end, validation, testBars)).isEqualTo(shape.fold(k, bars, 1));
                assertThat(fold.index()).isEqualTo(k);
                assertThat(fold.end()).isEqualTo(end);
                assertThat(fold.minBars()).isEqualTo(validation + 2);
                assertThat(fold.isUsable()).isEqualTo(end >= validation + 2);
                assertThat(fold.lastBar()).isEqualTo(end - 1);
                assertThat(fold.fitFrom()).isEqualTo(end - validation);
                assertThat(fold.fitTo()).isEqualTo(end - 1);
                assertThat(fold.testFrom()).isEqualTo(end);
                assertThat(fold.testTo()).isEqualTo(end + testBars);
                assertThat(fold.forecastBars()).isEqualTo(validation + testBars);
                assertThat(fold.orderFrom(bars)).isEqualTo(bars - validation + 2);
            }
        }
        assertThat(WalkForward.DEFAULT).isEqualTo(new WalkForward(50, 6, 1, 1, false, 0, false, 0));
    }

    @Test
    void foldsOfAnyShapeFitWhatTheyKnowAndTestWhatTheyDoNot() {
        SplittableRandom random = random("shapes", 2);
        int usable = 0;
        for (int round = 0; round < ROUNDS; round++) {
            WalkForward shape = shape(random);
            int bars = random.nextInt(200);
            int firstBar = 1 + random.nextInt(20);
            String what = shape + ", " + bars + " bars, first " + firstBar;
            for (int k = 0; k < shape.simulations(); k++) {
                Fold fold = shape.fold(k, bars, firstBar);
                int end = bars - shape.testBars() - shape.heldBack() - k * shape.step();
                assertThat(fold.end()).as(what).isEqualTo(Math.max(0, end));
                if (fold.isUsable()) {
                    check(shape, fold, bars, firstBar, what);
                    usable++;
                } else {
                    // One bar less than the fit takes, counted from the first bar that can be fitted.
                    int least = shape.fitsLastBar() ? firstBar : Math.max(2, firstBar);
                    int fitEnd = fold.end() - (shape.fitsLastBar() ? 0 : 1);
                    assertThat(fitEnd - least).as(what).isLessThan(shape.train());
                }
            }
        }
        assertThat(usable).isGreaterThan(ROUNDS);
    }

    private static void check(WalkForward shape, Fold fold, int bars, int firstBar, String what) {
        assertThat(fold.fitFrom()).as(what).isGreaterThanOrEqualTo(firstBar).isLessThan(fold.fitTo());
        assertThat(fold.fitTo()).as(what).isEqualTo(fold.end() - shape.purge() - (shape.fitsLastBar() ? 0 : 1));
        assertThat(fold.fitTo()).as(what).isLessThanOrEqualTo(fold.end());
        assertThat(fold.testFrom()).as(what).isEqualTo(fold.end());
        assertThat(fold.testTo() - fold.testFrom()).as(what).isEqualTo(shape.testBars());
        assertThat(fold.testTo()).as(what).isLessThanOrEqualTo(bars - shape.heldBack());
        assertThat(fold.orderFrom(bars)).as(what).isEqualTo(bars + 1 - fold.fitBars());
        if (shape.anchored()) {
            assertThat(fold.fitFrom()).as(what).isEqualTo(shape.fitsLastBar() ? firstBar : Math.max(2, firstBar));
            assertThat(fold.fitBars()).as(what).isGreaterThanOrEqualTo(shape.train() - shape.purge());
        } else {
            assertThat(fold.fitBars()).as(what).isEqualTo(shape.train() - shape.purge());
        }
        int lastBarAlone = fold.fitTo() == fold.end() ? 0 : 1;
        assertThat(fold.forecastBars()).as(what).isEqualTo(fold.fitBars() + lastBarAlone + shape.testBars());
    }

    @Test
    void usableFoldsAreTheNewestOnesAndAsManyAsThereIsRoomFor() {
        SplittableRandom random = random("room", 3);
        for (int round = 0; round < ROUNDS; round++) {
            WalkForward shape = shape(random);
            int bars = random.nextInt(200);
            int firstBar = 1 + random.nextInt(20);
            List<Fold> usable = shape.usableFolds(bars, firstBar);
            assertThat(usable).hasSize(Math.min(shape.simulations(), shape.room(bars, firstBar)));
            for (int k = 0; k < shape.simulations(); k++) {
                Fold fold = shape.fold(k, bars, firstBar);
                assertThat(fold.isUsable()).as("%s, fold %d of %d bars", shape, k, bars).isEqualTo(k < usable.size());
                if (fold.isUsable()) {
                    assertThat(usable.get(k)).isEqualTo(fold);
                }
            }
        }
        // The oldest of three folds of 40 fitted and 10 tested bars begins at bar 1: 40 + 3 x 10 + 1 bars are just enough.
        WalkForward blocks = new WalkForward(100, 40, 10, 10, false, 0, true, 0);
        assertThat(blocks.room(71, 1)).isEqualTo(3);
        assertThat(blocks.room(70, 1)).isEqualTo(2);
        assertThat(blocks.room(70, 2)).isEqualTo(2);
        assertThat(blocks.room(50, 1)).isZero();
        assertThat(blocks.usableFolds(71, 1)).extracting(Fold::fitFrom).containsExactly(21, 11, 1);
        assertThat(blocks.usableFolds(71, 1)).extracting(Fold::end).containsExactly(61, 51, 41);
    }

    @Test
    void anchoredFitsBeginTogetherAndOlderOnesAreShorter() {
        WalkForward anchored = new WalkForward(4, 10, 5, 20, true, 3, true, 0);
        assertThat(anchored.usableFolds(100, 12)).extracting(Fold::fitFrom).containsExactly(12, 12, 12, 12);
        assertThat(anchored.usableFolds(100, 12)).extracting(Fold::fitTo).containsExactly(92, 72, 52, 32);
        assertThat(anchored.fold(3, 86, 12).isUsable()).as("a fit of 9 bars, 10 are the least").isFalse();
        assertThat(anchored.fold(3, 87, 12).fitBars()).as("10 less the purge").isEqualTo(7);
        assertThat(anchored.fold(3, 87, 12).minBars()).isEqualTo(22);
    }

    @Test
    void hugeNumbersDoNotOverflow() {
        WalkForward many = new WalkForward(1_100_000_000, 6, 1, 2_000_000_000, false, 0, false, 0);
        assertThat(many.fold(0, 1000).end()).isEqualTo(999);
        assertThat(many.fold(1, 1000).end()).isZero();
        assertThat(many.fold(1_099_999_999, 1000)).isEqualTo(new Fold(1_099_999_999, 0, 7, 1));
        assertThat(many.usableFolds(1000, 1)).hasSize(1);
        assertThat(new WalkForward(MAX, MAX, MAX, MAX).usableFolds(MAX, MAX)).isEmpty();
        assertThat(new WalkForward(MAX, 7, 1, 0).room(MAX, 1)).isEqualTo(MAX - 1 - 9 + 1);
        for (boolean anchored : new boolean[] {false, true}) {
            for (boolean fitsLastBar : new boolean[] {false, true}) {
                WalkForward huge = new WalkForward(MAX, MAX - 1, MAX, MAX, anchored, MAX - 2, fitsLastBar, MAX);
                for (int bars : new int[] {0, 1, 1000, MAX}) {
                    Fold fold = huge.fold(MAX - 1, bars, MAX);
                    assertThat(fold.isUsable()).isFalse();
                    assertThat(fold.minBars()).isGreaterThan(MAX);
                    assertThat(huge.room(bars, MAX)).isZero();
                }
            }
        }
    }

    @Test
    void refusesWhatIsNoShape() {
        refuses("simulations must be positive: 0", 0, 6, 1, 1, 0, 0);
        refuses("train must be positive: 0", 1, 0, 1, 1, 0, 0);
        refuses("train must be less than 2147483647", 1, MAX, 1, 1, 0, 0);
        refuses("testBars must not be negative: -1", 1, 6, -1, 1, 0, 0);
        refuses("step must be positive: 0", 1, 6, 1, 0, 0, 0);
        refuses("purge must not be negative: -1", 1, 6, 1, 1, -1, 0);
        refuses("purge must leave some of the 6 bars of a fit: 6", 1, 6, 1, 1, 6, 0);
        refuses("heldBack must not be negative: -1", 1, 6, 1, 1, 0, -1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WalkForward(50, 1, 1, 0))
                .withMessage("validation must be at least 2: 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fold(0, 20, 1, 1)).withMessageContaining("validation");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fold(0, 0, 5, 20, 1, 9)).withMessageContaining("0 to 5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fold(0, 5, 21, 20, 1, 9)).withMessageContaining("5 to 21");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fold(0, MAX, 7, 1)).withMessageContaining("end");
        assertThatIllegalArgumentException().isThrownBy(() -> WalkForward.DEFAULT.fold(0, 100, 0)).withMessageContaining("firstBar");
    }

    private static void refuses(String message, int simulations, int train, int testBars, int step, int purge, int heldBack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WalkForward(simulations, train, testBars, step, false, purge, true, heldBack))
                .withMessage(message);
    }

    private static WalkForward shape(SplittableRandom random) {
        int train = 1 + random.nextInt(30);
        return new WalkForward(
                1 + random.nextInt(12),
                train,
                random.nextInt(12),
                1 + random.nextInt(12),
                random.nextBoolean(),
                random.nextInt(train),
                random.nextBoolean(),
                random.nextInt(3));
    }

    private static SplittableRandom random(String test, long defaultSeed) {
        long seed = Long.getLong("fastback.seed", defaultSeed);
        System.out.println(test + ": seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        return new SplittableRandom(seed);
    }
}
