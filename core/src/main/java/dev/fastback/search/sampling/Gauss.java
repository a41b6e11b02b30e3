package dev.fastback.search.sampling;

/**
 * The standard normal distribution as searches draw from it: {@link StrictMath} throughout, so that every machine has the same bits, and without a loop. Statistics use
 * {@code dev.fastback.stats.Normal}, which keeps the digits of small probabilities.
 *
 * <p>Sources: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37(3), 1988 (PPND16,
 * about 1e-16); G. West, "Better approximations to cumulative normal functions", Wilmott, 2005 (after J. F. Hart,
 * about 1e-15 in all and 1e-8 of the tails).
 */
final class Gauss {
    private static final double[] A = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };
    private static final double[] B = {
        1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751,
        21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854
    };
    private static final double[] C = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };
    private static final double[] D = {
        1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851,
        0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-09
    };
    private static final double[] E = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07
    };
    private static final double[] F = {
        1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615,
        0.0007868691311456133, 1.8463183175100548e-05, 1.421511758316446e-07, 2.0442631033899397e-15
    };
    private static final double[] UPPER = {
        220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688, 0.0352624965998911
    };
    private static final double[] LOWER = {
        440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264,
        0.0883883476483184
    };

    private Gauss() {}

    /** Returns the value below which a share of the distribution lies; infinite for 0 and 1. */
    static double quantile(double share) {
        double q = share - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * ratio(A, B, r);
        }
        double tail = q < 0 ? share : 1 - share;
        if (!(tail > 0)) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = StrictMath.sqrt(-StrictMath.log(tail));
        double value = r <= 5 ? ratio(C, D, r - 1.6) : ratio(E, F, r - 5);
        return q < 0 ? -value : value;
    }

    /** Returns the share of the distribution below a value. */
    static double share(double x) {
        double size = Math.abs(x);
        double tail = 0;
        if (size <= 37) {
            double e = StrictMath.exp(-size * size / 2);
            if (size < 7.07106781186547) {
                tail = e * ratio(UPPER, LOWER, size);
            } else {
                double b = size + 0.65;
                for (int k = 4; k > 0; k--) {
                    b = size + k / b;
                }
                tail = e / b / 2.506628274631;
            }
        }
        return x > 0 ? 1 - tail : tail;
    }

    private static double ratio(double[] above, double[] below, double x) {
        return polynomial(above, x) / polynomial(below, x);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
