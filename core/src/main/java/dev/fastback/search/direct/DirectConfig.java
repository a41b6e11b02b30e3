package dev.fastback.search.direct;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Settings of {@link Direct}, the DIRECT method of dividing rectangles [1] and its locally biased form [2].
 *
 * <p>The budget is looked at between iterations, as the originals do, and for the first time after the first iteration:
 * a run makes as many evaluations more as its last iteration holds, and never fewer than the first iteration needs (with
 * {@code n} parameters {@code 2n + 1} and at least two more).
 *
 * <p>[1] D. R. Jones, C. D. Perttunen, B. E. Stuckman, "Lipschitzian optimization without the Lipschitz constant", Journal of
 * Optimization Theory and Applications 79(1), 1993, 157-181. [2] J. M. Gablonsky, "Modifications of the DIRECT algorithm",
 * PhD thesis, North Carolina State University, 2001.
 *
 * @param variant whose rules are followed
 * @param maxEvaluations budget of evaluations, positive
 * @param maxIterations the run stops when this iteration is reached, counting the first split of the whole box as number 1;
 *     positive
 * @param eps least relative improvement that a rectangle must promise to be divided (Jones's factor), from 0; 0 turns the
 *     test off
 * @param locallyBiased whether a rectangle's size is its longest side [2] instead of the distance from centre to corner [1];
 *     given by the variant unless that is {@link Variant#SCIPY}
 * @param volumeTolerance the run stops when the volume of the best rectangle, a fraction of the box, is not above this; 0..1
 * @param lengthTolerance the run stops when the size of the best rectangle, in the unit cube, is not above this; 0..1
 * @param target best value known, if any
 * @param targetTolerance the run stops when the best value found is below the target by no more than this, relative to the
 *     target (absolute if the target is 0); from 0
 */
public record DirectConfig(
        Variant variant,
        int maxEvaluations,
        int maxIterations,
        double eps,
        boolean locallyBiased,
        double volumeTolerance,
        double lengthTolerance,
        OptionalDouble target,
        double targetTolerance) {

    /** Whose rules a run follows, where the descriptions of the method leave room. */
    public enum Variant {
        /** {@code scipy.optimize.direct} of SciPy 1.10.1, evaluation by evaluation; locally biased unless said otherwise. */
        SCIPY("direct"),
        /** The method of [1] as J. M. Gablonsky wrote it; NLopt's {@code GN_ORIG_DIRECT}. */
        ORIGINAL("direct-original"),
        /** The locally biased method of [2] as J. M. Gablonsky wrote it; NLopt's {@code GN_ORIG_DIRECT_L}. */
        ORIGINAL_L("direct-l-original");

        private final String label;

        Variant(String label) {
            this.label = label;
        }

        /** Returns the name used on the command line and in results. */
        public String label() {
            return label;
        }
    }

    public DirectConfig {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(target, "target");
        if (maxEvaluations < 1) {
            throw new IllegalArgumentException("maxEvaluations must be positive: " + maxEvaluations);
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("maxIterations must be positive: " + maxIterations);
        }
        checkRange("eps", eps, Double.MAX_VALUE);
        checkRange("volumeTolerance", volumeTolerance, 1.0);
        checkRange("lengthTolerance", lengthTolerance, 1.0);
        checkRange("targetTolerance", targetTolerance, Double.MAX_VALUE);
        if (target.isPresent() && !Double.isFinite(target.getAsDouble())) {
            throw new IllegalArgumentException("target must be finite: " + target.getAsDouble());
        }
        if (variant != Variant.SCIPY && locallyBiased != (variant == Variant.ORIGINAL_L)) {
            throw new IllegalArgumentException("locallyBiased must be " + !locallyBiased + " for " + variant.label());
        }
    }

    /** Returns SciPy's default settings with the given budget: locally biased, at most 1,000 iterations, eps 1e-4. */
    public static DirectConfig scipy(int maxEvaluations) {
        return new DirectConfig(
                Variant.SCIPY, maxEvaluations, 1000, 1e-4, true, 1e-16, 1e-6, OptionalDouble.empty(), 1e-4);
    }

    /** Returns NLopt's settings of the method of [1] with the given budget: eps 0, no limit but the budget. */
    public static DirectConfig original(int maxEvaluations) {
        return gablonsky(Variant.ORIGINAL, maxEvaluations);
    }

    /** Returns NLopt's settings of the locally biased method of [2] with the given budget: eps 0, no limit but the budget. */
    public static DirectConfig originalLocal(int maxEvaluations) {
        return gablonsky(Variant.ORIGINAL_L, maxEvaluations);
    }

    private static DirectConfig gablonsky(Variant variant, int maxEvaluations) {
        return new DirectConfig(
                variant,
                maxEvaluations,
                Integer.MAX_VALUE,
                0.0,
                variant == Variant.ORIGINAL_L,
                0.0,
                0.0,
                OptionalDouble.empty(),
                1e-4);
    }

    /** Returns these settings with another evaluation budget. */
    public DirectConfig withMaxEvaluations(int newMaxEvaluations) {
        return new DirectConfig(
                variant,
                newMaxEvaluations,
                maxIterations,
                eps,
                locallyBiased,
                volumeTolerance,
                lengthTolerance,
                target,
                targetTolerance);
    }

    /** Returns these settings with another limit of iterations. */
    public DirectConfig withMaxIterations(int newMaxIterations) {
        return new DirectConfig(
                variant,
                maxEvaluations,
                newMaxIterations,
                eps,
                locallyBiased,
                volumeTolerance,
                lengthTolerance,
                target,
                targetTolerance);
    }

    /** Returns these settings with another least improvement. */
    public DirectConfig withEps(double newEps) {
        return new DirectConfig(
                variant,
                maxEvaluations,
                maxIterations,
                newEps,
                locallyBiased,
                volumeTolerance,
                lengthTolerance,
                target,
                targetTolerance);
    }

    /** Returns these settings with or without local bias. */
    public DirectConfig withLocallyBiased(boolean newLocallyBiased) {
        return new DirectConfig(
                variant,
                maxEvaluations,
                maxIterations,
                eps,
                newLocallyBiased,
                volumeTolerance,
                lengthTolerance,
                target,
                targetTolerance);
    }

    /** Returns these settings with other tolerances of the best rectangle's volume and length. */
    public DirectConfig withTolerances(double newVolumeTolerance, double newLengthTolerance) {
        return new DirectConfig(
                variant,
                maxEvaluations,
                maxIterations,
                eps,
                locallyBiased,
                newVolumeTolerance,
                newLengthTolerance,
                target,
                targetTolerance);
    }

    /** Returns these settings with a known best value, which ends the run when it is reached within the tolerance. */
    public DirectConfig withTarget(double newTarget, double newTargetTolerance) {
        return new DirectConfig(
                variant,
                maxEvaluations,
                maxIterations,
                eps,
                locallyBiased,
                volumeTolerance,
                lengthTolerance,
                OptionalDouble.of(newTarget),
                newTargetTolerance);
    }

    private static void checkRange(String name, double value, double max) {
        if (!(value >= 0.0 && value <= max)) {
            throw new IllegalArgumentException(name + " must be in 0.." + max + ": " + value);
        }
    }
}
