/*
 * The profit kernel of Fastback as plain C loops that a compiler turns into vectors: the yardstick of KernelBenchmark.
 *
 * Same arithmetic as ProfitKernel with the fee rule per-fill, for bars inside the outer clamps, pairs in the innermost loop so that lanes are
 * pairs. Two layouts are tried, each with blocks of 8, 16 and 32 pairs: the problem's columns with a branch on the position's sign, and
 * packed bars with shorts mirrored into longs, as the vector evaluator has them. Prints, for each number of bars and flag, the best
 * nanoseconds of a bar-evaluation over all of them, in processor time of the thread, and checks each layout against the plain definition.
 *
 * Run it with bench/native/run, which compiles it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PAIRS 512
#define STRIDE 8
#define FEE 0.001

typedef struct {
    int bars;
    double *close, *high, *low, *high_forecast, *low_forecast, *position;
    double *packed; /* STRIDE doubles a bar: close, entry forecast, exit forecast, entry bound, exit bound, weight */
    int *row;       /* of each packed bar: 0 long, 2 short */
} problem;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static unsigned long long state = 1;

static double uniform(double min, double max) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return min + (max - min) * (double)(state >> 11) / 9007199254740992.0;
}

static double *column(int n, double min, double max) {
    double *c = malloc((size_t)n * sizeof *c);
    for (int i = 0; i < n; i++) c[i] = uniform(min, max);
    return c;
}

static problem make(int n) {
    problem p = {n, column(n, -0.02, 0.02), column(n, 0.02, 0.04), column(n, -0.04, -0.02),
                 column(n, 0.0, 0.04), column(n, -0.04, 0.0), column(n, -1.0, 1.0),
                 aligned_alloc(64, (size_t)n * STRIDE * sizeof(double)), malloc((size_t)n * sizeof(int))};
    for (int i = 0; i < n; i++) {
        int is_long = p.position[i] > 0.0;
        p.position[i] = is_long ? 1.0 : -1.0;
        double bar[STRIDE] = {p.close[i], p.low_forecast[i], p.high_forecast[i], p.low[i], p.high[i], 1.0, 0.0, 0.0};
        double mirrored[STRIDE] = {-p.close[i], -p.high_forecast[i], -p.low_forecast[i], -p.high[i], -p.low[i], 1.0, 0.0, 0.0};
        memcpy(p.packed + STRIDE * i, is_long ? bar : mirrored, sizeof bar);
        p.row[i] = is_long ? 0 : 2;
    }
    return p;
}

/* The definition, one pair. */
static double plain(const problem *p, int eod, double high_multiplier, double low_multiplier) {
    double sum = 0.0;
    for (int i = 0; i < p->bars; i++) {
        double h = p->high_forecast[i] + high_multiplier, l = p->low_forecast[i] + low_multiplier;
        h = h < 0.0 ? 0.0 : h;
        l = l > 0.0 ? 0.0 : l;
        double position = p->position[i], value = 0.0;
        if (position > 0.0) {
            if (l > p->low[i]) value = position * ((!eod && h <= p->high[i] ? h : p->close[i]) - l) - FEE;
        } else {
            if (h < p->high[i]) value = position * ((!eod && l >= p->low[i] ? l : p->close[i]) - h) - FEE;
        }
        sum += value;
    }
    return sum;
}

#define LANES(k, B) _Pragma("GCC ivdep") for (int k = 0; k < B; k++)

#define KERNELS(B)                                                                                                     \
    static __attribute__((noinline)) void level_split_##B(const problem *p, const double *hs, const double *ls,        \
                                                          double *restrict out) {                                      \
        double s[B], h[B], l[B];                                                                                       \
        LANES(k, B) { s[k] = 0.0; h[k] = hs[k]; l[k] = ls[k]; }                                                        \
        for (int i = 0; i < p->bars; i++) {                                                                            \
            double c = p->close[i], u = p->high[i], d = p->low[i], w = p->position[i];                                 \
            double hp = p->high_forecast[i], lp = p->low_forecast[i];                                                  \
            if (w > 0.0) {                                                                                             \
                LANES(k, B) {                                                                                          \
                    double x = l[k] + lp, y = h[k] + hp, in = x < 0.0 ? x : 0.0, at = y > 0.0 ? y : 0.0;               \
                    double v = ((y <= u ? at : c) - in) * w - FEE;                                                     \
                    s[k] += x > d ? v : 0.0;                                                                           \
                }                                                                                                      \
            } else {                                                                                                   \
                LANES(k, B) {                                                                                          \
                    double x = h[k] + hp, y = l[k] + lp, in = x > 0.0 ? x : 0.0, at = y < 0.0 ? y : 0.0;               \
                    double v = ((y >= d ? at : c) - in) * w - FEE;                                                     \
                    s[k] += x < u ? v : 0.0;                                                                           \
                }                                                                                                      \
            }                                                                                                          \
        }                                                                                                              \
        LANES(k, B) out[k] = s[k];                                                                                     \
    }                                                                                                                  \
    static __attribute__((noinline)) void close_split_##B(const problem *p, const double *hs, const double *ls,        \
                                                          double *restrict out) {                                      \
        double s[B], h[B], l[B];                                                                                       \
        LANES(k, B) { s[k] = 0.0; h[k] = hs[k]; l[k] = ls[k]; }                                                        \
        for (int i = 0; i < p->bars; i++) {                                                                            \
            double c = p->close[i], u = p->high[i], d = p->low[i], w = p->position[i];                                 \
            double hp = p->high_forecast[i], lp = p->low_forecast[i];                                                  \
            if (w > 0.0) {                                                                                             \
                LANES(k, B) {                                                                                          \
                    double x = l[k] + lp, in = x < 0.0 ? x : 0.0, v = (c - in) * w - FEE;                              \
                    s[k] += x > d ? v : 0.0;                                                                           \
                }                                                                                                      \
            } else {                                                                                                   \
                LANES(k, B) {                                                                                          \
                    double x = h[k] + hp, in = x > 0.0 ? x : 0.0, v = (c - in) * w - FEE;                              \
                    s[k] += x < u ? v : 0.0;                                                                           \
                }                                                                                                      \
            }                                                                                                          \
        }                                                                                                              \
        LANES(k, B) out[k] = s[k];                                                                                     \
    }                                                                                                                  \
    static __attribute__((noinline)) void level_packed_##B(const problem *p, const double *hs, const double *ls,       \
                                                           double *restrict out) {                                     \
        double s[B], rows[4 * B];                                                                                      \
        LANES(k, B) { s[k] = 0.0; rows[k] = ls[k]; rows[B + k] = hs[k]; }                                              \
        LANES(k, B) { rows[2 * B + k] = -hs[k]; rows[3 * B + k] = -ls[k]; }                                            \
        for (int i = 0; i < p->bars; i++) {                                                                            \
            const double *bar = p->packed + STRIDE * i, *in_row = rows + p->row[i] * B, *out_row = in_row + B;         \
            double c = bar[0], lp = bar[1], hp = bar[2], d = bar[3], u = bar[4], w = bar[5];                           \
            LANES(k, B) {                                                                                              \
                double x = in_row[k] + lp, y = out_row[k] + hp, in = x < 0.0 ? x : 0.0, at = y > 0.0 ? y : 0.0;        \
                double v = ((y <= u ? at : c) - in) * w - FEE;                                                         \
                s[k] += x > d ? v : 0.0;                                                                               \
            }                                                                                                          \
        }                                                                                                              \
        LANES(k, B) out[k] = s[k];                                                                                     \
    }                                                                                                                  \
    static __attribute__((noinline)) void close_packed_##B(const problem *p, const double *hs, const double *ls,       \
                                                           double *restrict out) {                                     \
        double s[B], rows[4 * B];                                                                                      \
        LANES(k, B) { s[k] = 0.0; rows[k] = ls[k]; rows[2 * B + k] = -hs[k]; }                                         \
        for (int i = 0; i < p->bars; i++) {                                                                            \
            const double *bar = p->packed + STRIDE * i, *in_row = rows + p->row[i] * B;                                \
            double c = bar[0], lp = bar[1], d = bar[3], w = bar[5];                                                    \
            LANES(k, B) {                                                                                              \
                double x = in_row[k] + lp, in = x < 0.0 ? x : 0.0, v = (c - in) * w - FEE;                             \
                s[k] += x > d ? v : 0.0;                                                                               \
            }                                                                                                          \
        }                                                                                                              \
        LANES(k, B) out[k] = s[k];                                                                                     \
    }

KERNELS(8)
KERNELS(16)
KERNELS(32)

typedef void kernel(const problem *, const double *, const double *, double *restrict);

typedef struct {
    const char *name;
    int eod, block;
    kernel *run;
} variant;

static const variant VARIANTS[] = {
    {"split/8", 0, 8, level_split_8},    {"split/16", 0, 16, level_split_16},    {"split/32", 0, 32, level_split_32},
    {"packed/8", 0, 8, level_packed_8},  {"packed/16", 0, 16, level_packed_16},  {"packed/32", 0, 32, level_packed_32},
    {"split/8", 1, 8, close_split_8},    {"split/16", 1, 16, close_split_16},    {"split/32", 1, 32, close_split_32},
    {"packed/8", 1, 8, close_packed_8},  {"packed/16", 1, 16, close_packed_16},  {"packed/32", 1, 32, close_packed_32},
};

static double nanoseconds(const variant *v, const problem *p, const double *hs, const double *ls, double *out) {
    int rounds = 1 + 4000000 / (p->bars * PAIRS);
    double best = INFINITY;
    for (int t = 0; t < 25; t++) {
        double start = seconds();
        for (int r = 0; r < rounds; r++)
            for (int at = 0; at < PAIRS; at += v->block) v->run(p, hs + at, ls + at, out + at);
        double each = (seconds() - start) * 1e9 / rounds / p->bars / PAIRS;
        best = each < best ? each : best;
    }
    return best;
}

int main(void) {
    static const int SIZES[] = {6, 30, 200, 1000};
    double *hs = column(PAIRS, -0.03, 0.03), *ls = column(PAIRS, -0.03, 0.03), *out = malloc(PAIRS * sizeof *out);
    for (int s = 0; s < 4; s++) {
        problem p = make(SIZES[s]);
        for (int eod = 0; eod < 2; eod++) {
            double best = INFINITY;
            const char *name = "";
            for (size_t v = 0; v < sizeof VARIANTS / sizeof *VARIANTS; v++) {
                if (VARIANTS[v].eod != eod) continue;
                double each = nanoseconds(&VARIANTS[v], &p, hs, ls, out);
                if (each < best) best = each, name = VARIANTS[v].name;
                for (int i = 0; i < PAIRS; i++) {
                    if (out[i] != plain(&p, eod, hs[i], ls[i])) {
                        fprintf(stderr, "%s is wrong for pair %d: %.17g\n", VARIANTS[v].name, i, out[i]);
                        return 1;
                    }
                }
            }
            printf("bars %4d  closeAtEndOfDay %-5s  %.3f ns a bar-evaluation  (%s)\n", p.bars, eod ? "true" : "false", best, name);
        }
    }
    return 0;
}
