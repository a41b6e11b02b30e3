package dev.fastback.models;

/**
 * A market with more of what real ones have: the logarithm of volatility is the sum of a slow and a fast component, falls raise it more than rises (mostly),
 * part of the variance is a gap with heavy tails and now and then a far larger one, and days differ in size without memory. What differs between markets
 * is drawn anew for each.
 */
final class RichProcess implements Process {
    private static final int STEPS = 26;
    private static final double LARGEST_SURPRISE = 4;

    private final double usual;
    private final double slowDecay;
    private final double slowNoise;
    private final double fastDecay;
    private final double fastNoise;
    private final double leverage;
    private final double nightShare;
    private final int degrees;
    private final double ofDay;
    private final double jumps;
    private final double drift;
    private double slow;
    private double fast;

    RichProcess(Draws draws) {
        usual = StrictMath.exp(StrictMath.log(0.022) + 0.6 * draws.gaussian());
        slowDecay = draws.between(0.97, 0.997);
        slowNoise = draws.between(0.04, 0.13);
        fastDecay = draws.between(0.5, 0.85);
        fastNoise = draws.between(0.10, 0.40);
        leverage = draws.between(-0.06, 0.02);
        nightShare = draws.chance(0.3) ? 0 : draws.between(0.08, 0.45);
        degrees = 4 + draws.below(6);
        ofDay = draws.between(0, 0.35);
        jumps = draws.between(0, 0.02);
        drift = draws.between(-0.04, 0.08);
    }

    private double volatility() {
        return usual * StrictMath.exp(slow + fast);
    }

    @Override
    public void draw(Draws draws, double close, double[] bar) {
        double volatility = volatility();
        double size = volatility * StrictMath.exp(ofDay * draws.gaussian() - ofDay * ofDay);
        double jump = draws.chance(jumps) ? draws.between(2, 6) : 1;
        double night = nightShare == 0 ? 0 : jump * size * Math.sqrt(nightShare) * draws.student(degrees);
        Process.path(draws, close + night, STEPS, drift * volatility / STEPS, size * Math.sqrt((1 - nightShare) / STEPS), bar);
    }

    @Override
    public void advance(Draws draws, double move) {
        double surprise = Math.clamp(move / volatility(), -LARGEST_SURPRISE, LARGEST_SURPRISE);
        slow = Math.clamp(slowDecay * slow + slowNoise * draws.gaussian() + leverage * surprise, -2.0, 2.0);
        fast = fastDecay * fast + fastNoise * draws.gaussian() + leverage * surprise;
    }
}
