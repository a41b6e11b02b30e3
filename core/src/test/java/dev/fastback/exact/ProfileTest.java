package dev.fastback.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final long SEED = Long.getLong("fastback.seed", 20250107);

    @Test
    void knowsTheLargestValueOfAPlainArray() {
        System.out.println("profile: seed " + SEED + " (repeat with -Dfastback.seed=" + SEED + ")");
        SplittableRandom random = new SplittableRandom(SEED);
        Profile profile = new Profile();
        for (int width : new int[] {1, 2, 31, 32, 33, 500, 2047, 2048, 2049, 4096, 4097, 9000, 70}) {
            Plain plain = new Plain(random, width);
            profile.start(plain.x, width);
            for (int i = 0; i < width; i++) {
                plain.change(random, profile, -1.0);
            }
            profile.build();
            double y = -1.0;
            for (int row = 0; row < 400; row++) {
                y += random.nextDouble() * 0.005;
                for (int i = random.nextInt(4); i > 0; i--) {
                    plain.change(random, profile, y);
                }
                double most = plain.best(y);
                double floor = most + (random.nextInt(3) == 0 ? 0.05 : -random.nextDouble());
                double best = profile.best(y, floor);
                String place = "seed " + SEED + ", width " + width + ", row " + row;
                if (most > floor) {
                    assertThat(best).as(place).isEqualTo(most, within(1e-9));
                } else {
                    assertThat(best).as(place).isLessThan(floor);
                }
            }
        }
    }

    /** The same as plain sums, which keep what the profile needs: slopes in y that are not positive and do not fall with j. */
    private static final class Plain {
        private final double[] x;
        private final double[] p;
        private final double[] s;

        Plain(SplittableRandom random, int width) {
            x = random.doubles(width, -0.03, 0.03).sorted().toArray();
            p = new double[width];
            s = new double[width];
        }

        void change(SplittableRandom random, Profile profile, double y) {
            int to = random.nextInt(4) == 0 ? x.length : random.nextInt(x.length + 1);
            double constant = random.nextDouble(-0.1, 0.1);
            if (random.nextBoolean()) {
                double perLow = -random.nextInt(3);
                profile.addPerLow(to, constant, perLow, y);
                for (int j = 0; j < to; j++) {
                    p[j] += constant;
                    s[j] += perLow;
                }
            } else {
                int from = random.nextInt(3) == 0 ? random.nextInt(x.length + 1) : 0;
                double perHigh = random.nextInt(3);
                profile.add(from, to, constant, perHigh);
                for (int j = from; j < to; j++) {
                    p[j] += constant + perHigh * x[j];
                }
            }
        }

        double best(double y) {
            double[] values = new double[x.length];
            Arrays.setAll(values, j -> p[j] + y * s[j]);
            return Arrays.stream(values).max().orElseThrow();
        }
    }
}
