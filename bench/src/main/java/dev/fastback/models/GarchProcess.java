package dev.fastback.models;

/**
 * The model of the sample market ({@link dev.fastback.data.synthetic.SyntheticMarket}), written out here because training draws a bar several times: GARCH(1,1)
 * around a base that a chain of three regimes scales, a heavy-tailed factor for each day, a path within it. Half of the markets have the sample's own
 * constants, the others draw theirs; volatility and the share of the night are drawn always.
 */
final class GarchProcess implements Process {
    private static final int STEPS = 24;
    private static final int DEGREES = 5;
    private static final double MAX_VARIANCE_RATIO = 25;
    private static final double[] DRIFT = {0.09, -0.01, -0.12};
    private static final double[] SCALE = {0.75, 0.85, 1.7};
    private static final double[] LEAVE = {0.012, 0.015, 0.03};

    private final double deviation;
    private final double nightShare;
    private final double ofReturn;
    private final double ofVariance;
    private double variance;
    private int regime = 1;

    GarchProcess(Draws draws) {
        deviation = StrictMath.exp(StrictMath.log(0.02) + 0.45 * draws.gaussian());
        nightShare = draws.chance(0.2) ? 0 : draws.between(0.25, 0.5);
        boolean own = draws.chance(0.5);
        double drawnReturn = draws.between(0.04, 0.16);
        double drawnSum = draws.between(0.92, 0.99);
        ofReturn = own ? 0.10 : drawnReturn;
        ofVariance = (own ? 0.96 : drawnSum) - ofReturn;
        variance = deviation * deviation;
    }

    @Override
    public void draw(Draws draws, double close, double[] bar) {
        double squares = 0;
        for (int i = 0; i < DEGREES; i++) {
            double normal = draws.gaussian();
            squares += normal * normal;
        }
        double size = Math.sqrt(variance * (DEGREES - 2) / squares);
        double open = close + Math.sqrt(nightShare) * size * draws.gaussian();
        Process.path(draws, open, STEPS, DRIFT[regime] * deviation / STEPS, size * Math.sqrt((1 - nightShare) / STEPS), bar);
    }

    @Override
    public void advance(Draws draws, double move) {
        double base = SCALE[regime] * SCALE[regime] * deviation * deviation;
        variance = (1 - ofReturn - ofVariance) * base + ofReturn * move * move + ofVariance * variance;
        variance = Math.min(variance, MAX_VARIANCE_RATIO * deviation * deviation);
        if (draws.chance(LEAVE[regime])) {
            regime = (regime + 1 + draws.below(2)) % DRIFT.length;
        }
    }
}
