/*
 * The kernels of Fastback's GPU engine, in the part of C that CUDA C, OpenCL C and plain C share. Doubles throughout: a thread sums one evaluation in
 * bar order, with the operations of dev.fastback.profit.ProfitKernel, and compilers must not fuse a product and a sum (-fmad=false, FP_CONTRACT OFF,
 * -ffp-contract=off), so that each device gives the bits of the Java kernel.
 *
 * A group of threads works on one problem; any number of threads in a group gives the same result. Plain C runs one thread a group.
 *
 * Layout. A series is 5 + legs columns of `stride` doubles one after another: close, high, low, predicted high, predicted low, then the positions of each
 * leg. A problem is a window of `bars` bars of a series:
 *
 *   bases[q]              where the window's first close is in `data`
 *   shapes[4 q ..]        bars, stride, legs, flags (1: positions are left at the close; 2: the original fee rule)
 *   terms[5 q ..]         fee of a fill, smallest and largest high multiplier, smallest and largest low multiplier
 */
#if defined(__CUDACC__)
#define KERNEL extern "C" __global__ void
#define DEVICE static __device__ __forceinline__
#define GLOB
#define SHARED __shared__
#define RESTRICT __restrict__
#define LOCAL_ID ((int)threadIdx.x)
#define LOCAL_SIZE ((int)blockDim.x)
#define GROUP_ID ((int)blockIdx.x)
#define GROUPS ((int)gridDim.x)
#define BARRIER __syncthreads()
#define ADD_ONE_SHARED(p) atomicAdd((p), 1)
#define ADD_GLOBAL(p, n) atomicAdd((p), (n))
#define BITS(x) __double_as_longlong(x)
#define DOUBLE(x) __longlong_as_double(x)
typedef long long LONG;
#elif defined(__OPENCL_VERSION__)
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
#define KERNEL __kernel void
#define DEVICE static inline
#define GLOB __global
#define SHARED __local
#define RESTRICT restrict
#define LOCAL_ID ((int)get_local_id(0))
#define LOCAL_SIZE ((int)get_local_size(0))
#define GROUP_ID ((int)get_group_id(0))
#define GROUPS ((int)get_num_groups(0))
#define BARRIER barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#define ADD_ONE_SHARED(p) atomic_add((p), 1)
#define ADD_GLOBAL(p, n) atomic_add((p), (n))
#define BITS(x) as_long(x)
#define DOUBLE(x) as_double(x)
typedef long LONG;
#else
#include <string.h>
#define KERNEL void
#define DEVICE static inline
#define GLOB
#define SHARED
#define RESTRICT restrict
#define LOCAL_ID 0
#define LOCAL_SIZE 1
#define GROUP_ID fastback_group
#define GROUPS fastback_groups
#define BARRIER
#define ADD_ONE_SHARED(p) ((*(p))++)
static int fastback_add(int *p, int n) {
    int was = *p;
    *p = was + n;
    return was;
}
#define ADD_GLOBAL(p, n) fastback_add((p), (n))
typedef long long LONG;
static LONG fastback_bits(double x) {
    LONG bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}
static double fastback_double(LONG bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}
#define BITS(x) fastback_bits(x)
#define DOUBLE(x) fastback_double(x)
static _Thread_local int fastback_group;
static _Thread_local int fastback_groups;
#endif

#define CLOSES_AT_END_OF_DAY 1
#define ORIGINAL_FEE 2
#define SHAPE 4
#define TERMS 5
#define NEVER (-1.0 / 0.0)
/* More threads in a group than this have no place in the arrays that a group shares. */
#define MAX_THREADS 256

DEVICE double clamped(double x, double least, double most) { return x < least ? least : x > most ? most : x; }
DEVICE double high_level(double x) { return clamped(x, 0.0, 10.0); }
DEVICE double low_level(double x) { return clamped(x, -1.0, 0.0); }
DEVICE double magnitude(double x) { return x < 0.0 ? -x : x; }
DEVICE double smaller(double x, double y) { return x < y ? x : y; }
DEVICE double larger(double x, double y) { return x > y ? x : y; }

/* The value of a bar: ProfitKernel.value, operation by operation. */
DEVICE double bar_value(double position, double c, double u, double d, double h, double l, int flags, double rate) {
    int eod = flags & CLOSES_AT_END_OF_DAY;
    int buys = l > d;
    int sells = h < u;
    double gain = 0.0;
    double fee = 0.0;
    if (position > 0.0) {
        if (buys) {
            double out = !eod && h <= u ? h : c;
            gain = clamped(position, 0.0, 10.0) * (out - l);
        }
    } else if (sells) {
        double out = !eod && l >= d ? l : c;
        gain = clamped(position, -10.0, 0.0) * (out - h);
    }
    if (flags & ORIGINAL_FEE) {
        int due = eod ? buys || sells : buys && sells;
        fee = due ? magnitude(position) * rate : 0.0;
    } else {
        int filled = position > 0.0 ? buys : sells;
        fee = filled ? 2.0 * rate * smaller(magnitude(position), 10.0) : 0.0;
    }
    return gain - fee;
}

/* The profit of a pair: the bars of each leg in order, then the legs in order. */
DEVICE double pair_profit(GLOB const double *RESTRICT bars, int count, int stride, int legs, int flags, double rate, double high, double low) {
    double total = 0.0;
    for (int leg = 0; leg < legs; leg++) {
        double sum = 0.0;
        for (int i = 0; i < count; i++) {
            double position = bars[(5 + leg) * (LONG)stride + i];
            if (position != 0.0) {
                double h = high_level(bars[3 * (LONG)stride + i] + high);
                double l = low_level(bars[4 * (LONG)stride + i] + low);
                sum += bar_value(position, bars[i], bars[stride + i], bars[2 * (LONG)stride + i], h, l, flags, rate);
            }
        }
        total = leg == 0 ? sum : total + sum;
    }
    return total;
}

/*
 * Profits of pairs. Problem q's pairs are highs and lows [pairs[2 q] .. pairs[2 q] + pairs[2 q + 1]); its profits go to
 * profits[places[q] ..]. With `shared` not 0 all problems have the pairs of problem 0.
 */
KERNEL fastback_profits(GLOB const double *RESTRICT data, GLOB const LONG *RESTRICT bases, GLOB const int *RESTRICT shapes,
        GLOB const double *RESTRICT terms, int problems, GLOB const double *RESTRICT highs, GLOB const double *RESTRICT lows,
        GLOB const int *RESTRICT pairs, int shared, GLOB const LONG *RESTRICT places, GLOB double *RESTRICT profits) {
    for (int q = GROUP_ID; q < problems; q += GROUPS) {
        GLOB const int *shape = shapes + SHAPE * (LONG)q;
        int from = pairs[shared ? 0 : 2 * q];
        int count = pairs[shared ? 1 : 2 * q + 1];
        for (int k = LOCAL_ID; k < count; k += LOCAL_SIZE) {
            profits[places[q] + k] = pair_profit(
                    data + bases[q], shape[0], shape[1], shape[2], shape[3], terms[TERMS * (LONG)q], highs[from + k], lows[from + k]);
        }
    }
}

/* The best of pairs, laid out as above: the highest profit, and of equal ones the pair with the lowest index. */
KERNEL fastback_argmax(GLOB const double *RESTRICT data, GLOB const LONG *RESTRICT bases, GLOB const int *RESTRICT shapes,
        GLOB const double *RESTRICT terms, int problems, GLOB const double *RESTRICT highs, GLOB const double *RESTRICT lows,
        GLOB const int *RESTRICT pairs, int shared, GLOB int *RESTRICT winners, GLOB double *RESTRICT profits) {
    SHARED double best_of[MAX_THREADS];
    SHARED int at_of[MAX_THREADS];
    for (int q = GROUP_ID; q < problems; q += GROUPS) {
        GLOB const int *shape = shapes + SHAPE * (LONG)q;
        int from = pairs[shared ? 0 : 2 * q];
        int count = pairs[shared ? 1 : 2 * q + 1];
        double best = NEVER;
        int at = -1;
        for (int k = LOCAL_ID; k < count; k += LOCAL_SIZE) {
            double profit = pair_profit(
                    data + bases[q], shape[0], shape[1], shape[2], shape[3], terms[TERMS * (LONG)q], highs[from + k], lows[from + k]);
            if (at < 0 || profit > best) {
                best = profit;
                at = k;
            }
        }
        best_of[LOCAL_ID] = best;
        at_of[LOCAL_ID] = at;
        BARRIER;
        if (LOCAL_ID == 0) {
            for (int t = 1; t < LOCAL_SIZE; t++) {
                if (at_of[t] >= 0 && (best_of[t] > best || (best_of[t] == best && at_of[t] < at))) {
                    best = best_of[t];
                    at = at_of[t];
                }
            }
            winners[q] = at;
            profits[q] = best;
        }
        BARRIER;
    }
}

/* ---- Exact search: dev.fastback.exact, whose comments say why few candidates are enough and what a sweep adds ---- */

DEVICE double next_up(double x) {
    double at = x + 0.0;
    LONG bits = BITS(at);
    return DOUBLE(at >= 0.0 ? bits + 1 : bits - 1);
}
DEVICE double next_down(double x) {
    LONG bits = BITS(x);
    return x == 0.0 ? -DOUBLE((LONG)1) : DOUBLE(x > 0.0 ? bits - 1 : bits + 1);
}

/* The largest x with base + x < value: Thresholds.lastBelow. */
DEVICE double last_below(double base, double value) {
    double difference = value - base;
    double part = difference - value;
    double error = (value - (difference - part)) - (base + part);
    double half_gap = 0.5 * (value - next_down(value));
    double x = difference + (error - half_gap);
    while (base + x >= value) {
        x = next_down(x);
    }
    for (double next = next_up(x); base + next < value; next = next_up(x)) {
        x = next;
    }
    return x + 0.0;
}
DEVICE double last_at_most(double base, double value) { return last_below(base, next_up(value)); }
DEVICE double first_at_least(double base, double value) { return next_up(last_below(base, value)) + 0.0; }
DEVICE double first_above(double base, double value) { return next_up(last_at_most(base, value)) + 0.0; }

/* How many of the rising x leave base + x below a value. */
DEVICE int count_less(GLOB const double *x, int count, double base, double value) {
    int from = 0;
    int to = count;
    while (from < to) {
        int middle = (from + to) >> 1;
        if (base + x[middle] < value) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}
/* At most a value is less than the next double. */
DEVICE int count_at_most(GLOB const double *x, int count, double base, double value) { return count_less(x, count, base, next_up(value)); }

DEVICE int power_of_two(int n) {
    int power = 1;
    while (power < n) {
        power *= 2;
    }
    return power;
}

/* Sorts values [0, power) upwards; power is one of two. All threads of the group call it. */
#define SORT(NAME, TYPE)                                                        \
    DEVICE void NAME(GLOB TYPE *values, int power) {                            \
        for (int size = 2; size <= power; size *= 2) {                          \
            for (int step = size / 2; step > 0; step /= 2) {                    \
                BARRIER;                                                        \
                for (int k = LOCAL_ID; k < power / 2; k += LOCAL_SIZE) {        \
                    int i = 2 * step * (k / step) + k % step;                   \
                    int j = i + step;                                           \
                    TYPE a = values[i];                                         \
                    TYPE b = values[j];                                         \
                    if ((a > b) == ((i & size) == 0)) {                         \
                        values[i] = b;                                          \
                        values[j] = a;                                          \
                    }                                                           \
                }                                                               \
            }                                                                   \
        }                                                                       \
        BARRIER;                                                                \
    }
SORT(sort_doubles, double)
SORT(sort_longs, LONG)

/* Of a bar whose level passes from the low multiplier `before` to `y`: what changes, as Sweep.visit adds it. `first` is not 0 at the first row. */
typedef struct {
    double k0;
    double k1;
    double add;
    double add_slope;
    int level; /* the long now leaves at the high level where that is reached */
} Change;

DEVICE Change change_of(double base, double d, double c, double a, double b, double due, double per_fill, int in_day, int first, double before, double y) {
    double l0 = low_level(base + before);
    double l1 = low_level(base + y);
    int old_state = first ? 0 : l0 > d ? 2 : l0 >= d ? 1 : 0;
    int new_state = l1 > d ? 2 : l1 >= d ? 1 : 0;
    int old_clamp = first ? 0 : l0 <= -1.0 ? 1 : l0 >= 0.0 ? 2 : 0;
    int new_clamp = l1 <= -1.0 ? 1 : l1 >= 0.0 ? 2 : 0;
    double old_constant = old_clamp == 0 ? base : old_clamp == 1 ? -1.0 : 0.0;
    double new_constant = new_clamp == 0 ? base : new_clamp == 1 ? -1.0 : 0.0;
    double old_slope = old_clamp == 0 ? 1.0 : 0.0;
    double new_slope = new_clamp == 0 ? 1.0 : 0.0;
    Change change;
    change.k0 = 0.0;
    change.k1 = 0.0;
    change.add = 0.0;
    change.add_slope = 0.0;
    change.level = 0;
    if (old_state == 2) {
        change.k0 += a * old_constant;
        change.k1 += a * old_slope;
    }
    if (new_state == 2) {
        change.k0 -= a * new_constant;
        change.k1 -= a * new_slope;
    }
    if (in_day && new_state != 0) {
        change.add = b * ((old_state == 0 ? c : old_constant) - new_constant);
        change.add_slope = b * ((old_state == 0 ? 0.0 : old_slope) - new_slope);
    }
    if (new_state == 2 && old_state != 2) {
        change.k0 += a * (c - per_fill);
        if (in_day) {
            change.add -= due;
            change.level = a > 0.0;
        } else {
            change.add += due;
            change.k0 -= due;
        }
    }
    return change;
}

/* The high level times a weight at candidate j, which lies between the cuts of a bar. */
DEVICE double weighted_level(double weight, double base, double x, int j, int floor_cut, int ceiling_cut) {
    return j < floor_cut ? 0.0 : j >= ceiling_cut ? weight * 10.0 : weight * base + weight * x;
}

/*
 * The sweep in floats. What is a comparison stays one of doubles, made before the sweep; floats hold sums alone. A sum is a high and a low part, and so is
 * each term that no candidate changes, so that adding loses next to nothing; what is rounded is a weight times a candidate, and the value at the end.
 */
typedef struct {
    float high;
    float low;
} Pair;

DEVICE Pair pair_of(double x) {
    Pair pair;
    pair.high = (float)x;
    pair.low = (float)(x - (double)pair.high);
    return pair;
}
DEVICE Pair plus(Pair sum, float high, float low) {
    float total = sum.high + high;
    float part = total - sum.high;
    float error = (sum.high - (total - part)) + (high - part);
    sum.high = total;
    sum.low = sum.low + (error + low);
    return sum;
}
DEVICE void put_pair(GLOB float *at, double x) {
    Pair pair = pair_of(x);
    at[0] = pair.high;
    at[1] = pair.low;
}

/* Of a bar and a side, what the sweep in floats adds at a candidate: five numbers of `level`, laid out by put_level. */
#define LEVEL_FLOATS 8
DEVICE void put_level(GLOB float *level, double weight, double base, double exit) {
    put_pair(level, -(weight * exit));
    put_pair(level + 2, weight * base - weight * exit);
    put_pair(level + 4, weight * 10.0 - weight * exit);
    level[6] = (float)weight;
}
DEVICE Pair plus_level(Pair sum, GLOB const float *level, float x, int j, int floor_cut, int ceiling_cut) {
    GLOB const float *fixed = level + (j < floor_cut ? 0 : j >= ceiling_cut ? 4 : 2);
    sum = plus(sum, fixed[0], fixed[1]);
    return j < floor_cut || j >= ceiling_cut ? sum : plus(sum, level[6] * x, 0.0f);
}

/* Scratch of a group for problems of at most n bars: doubles, ints and longs. The host computes the same: ExactSweep. */
#define NEAR_PER_THREAD 64

/*
 * Sweeps problems and says which pairs of candidates are within 1e-12, and what rounding sums may carry, of the best:
 *
 *   outcomes[4 q ..]    how many near pairs; where they begin in the pool; distinct candidates of the high and of the low multiplier. The number is -1
 *                       where more were near than there was room for.
 *   bests[2 q ..]       the best value of the sweep, and how far from it a pair may be that is near
 *   pool                high and low multiplier of each near pair, in no order
 *   taken               how much of the pool is taken, 0 at the call
 *
 * With `single` not 0 the sums are of floats, near is what their rounding may hide as well, and bests are as precise as that: a screen, whose near pairs
 * doubles decide among.
 */
KERNEL fastback_exact(GLOB const double *RESTRICT data, GLOB const LONG *RESTRICT bases, GLOB const int *RESTRICT shapes,
        GLOB const double *RESTRICT terms, int problems, int most_bars, int single, GLOB double *RESTRICT doubles, GLOB int *RESTRICT ints,
        GLOB LONG *RESTRICT longs, GLOB int *RESTRICT outcomes, GLOB double *RESTRICT bests, GLOB double *RESTRICT pool, int pool_pairs,
        GLOB int *RESTRICT taken) {
    SHARED int counts[4];
    SHARED double best_of[MAX_THREADS];
    SHARED double common[2];
    int candidates = power_of_two(2 * most_bars + 2);
    int most_events = power_of_two(4 * most_bars + 1);
    LONG doubles_per_group = 4 * (LONG)candidates + 3 * (LONG)most_bars + 4 * (LONG)most_bars + 4 * (LONG)most_events + NEAR_PER_THREAD * (LONG)LOCAL_SIZE
            + (single ? LEVEL_FLOATS * (LONG)most_bars + candidates / 2 : 0);
    LONG ints_per_group = 5 * (LONG)most_bars + (LONG)most_events + 2 * NEAR_PER_THREAD * (LONG)LOCAL_SIZE;
    GLOB double *xs = doubles + GROUP_ID * doubles_per_group;
    GLOB double *ys = xs + candidates;
    GLOB double *ps = ys + candidates;
    GLOB double *ss = ps + candidates;
    GLOB double *longs_held = ss + candidates;
    GLOB double *shorts_held = longs_held + most_bars;
    GLOB double *dues = shorts_held + most_bars;
    GLOB double *begins = dues + most_bars;
    GLOB double *changes = begins + 4 * (LONG)most_bars;
    GLOB double *near_values = changes + 4 * (LONG)most_events + NEAR_PER_THREAD * (LONG)LOCAL_ID;
    GLOB float *levels_held = (GLOB float *)(changes + 4 * (LONG)most_events + NEAR_PER_THREAD * (LONG)LOCAL_SIZE);
    GLOB float *single_xs = levels_held + 2 * LEVEL_FLOATS * (LONG)most_bars;
    GLOB float *single_ps = (GLOB float *)ps;
    GLOB float *single_ss = (GLOB float *)ss;
    GLOB float *single_begins = (GLOB float *)begins;
    GLOB float *single_changes = (GLOB float *)changes;
    GLOB int *belows = ints + GROUP_ID * ints_per_group;
    GLOB int *reacheds = belows + most_bars;
    GLOB int *floors = reacheds + most_bars;
    GLOB int *ceilings = floors + most_bars;
    GLOB int *begin_levels = ceilings + most_bars;
    GLOB int *levels = begin_levels + most_bars;
    GLOB int *near_rows = levels + most_events + 2 * NEAR_PER_THREAD * (LONG)LOCAL_ID;
    GLOB int *near_columns = near_rows + NEAR_PER_THREAD;
    GLOB LONG *keys = longs + GROUP_ID * (LONG)most_events;

    for (int q = GROUP_ID; q < problems; q += GROUPS) {
        int n = shapes[SHAPE * (LONG)q];
        LONG stride = shapes[SHAPE * (LONG)q + 1];
        int legs = shapes[SHAPE * (LONG)q + 2];
        int flags = shapes[SHAPE * (LONG)q + 3];
        int in_day = !(flags & CLOSES_AT_END_OF_DAY);
        int original = flags & ORIGINAL_FEE;
        double fee = terms[TERMS * (LONG)q];
        double high_min = terms[TERMS * (LONG)q + 1];
        double high_max = terms[TERMS * (LONG)q + 2];
        double low_min = terms[TERMS * (LONG)q + 3];
        double low_max = terms[TERMS * (LONG)q + 4];
        double per_fill = original ? 0.0 : 2.0 * fee;
        GLOB const double *closes = data + bases[q];
        GLOB const double *highs = closes + stride;
        GLOB const double *lows = closes + 2 * stride;
        GLOB const double *high_forecasts = closes + 3 * stride;
        GLOB const double *low_forecasts = closes + 4 * stride;

        /* The legs added up, and the candidates. */
        if (LOCAL_ID == 0) {
            counts[0] = 0;
            counts[1] = 0;
            counts[2] = 0;
        }
        BARRIER;
        for (int i = LOCAL_ID; i < n; i += LOCAL_SIZE) {
            double a = 0.0;
            double b = 0.0;
            double due = 0.0;
            for (int leg = 0; leg < legs; leg++) {
                double position = closes[(5 + leg) * stride + i];
                a += smaller(larger(position, 0.0), 10.0);
                b += smaller(larger(-position, 0.0), 10.0);
                due += (original ? fee : 0.0) * magnitude(position);
            }
            longs_held[i] = a;
            shorts_held[i] = b;
            dues[i] = due;
            double base = high_forecasts[i];
            double value = highs[i];
            double least = high_level(base + high_min);
            double most = high_level(base + high_max);
            if (b > 0.0 && least < value && most >= value) {
                xs[ADD_ONE_SHARED(&counts[0])] = last_below(base, value);
            }
            if (in_day && a > 0.0 && least <= value && most > value) {
                xs[ADD_ONE_SHARED(&counts[0])] = last_at_most(base, value);
            }
            base = low_forecasts[i];
            value = lows[i];
            least = low_level(base + low_min);
            most = low_level(base + low_max);
            if (in_day && b > 0.0 && least < value && most >= value) {
                ys[ADD_ONE_SHARED(&counts[1])] = first_at_least(base, value);
            }
            if (a > 0.0 && least <= value && most > value) {
                ys[ADD_ONE_SHARED(&counts[1])] = first_above(base, value);
            }
        }
        BARRIER;
        int width = counts[0] + 1;
        int rows = counts[1] + 1;
        int width_power = power_of_two(width);
        int rows_power = power_of_two(rows);
        for (int j = LOCAL_ID + width; j < width_power; j += LOCAL_SIZE) {
            xs[j] = 1.0 / 0.0;
        }
        for (int j = LOCAL_ID + rows; j < rows_power; j += LOCAL_SIZE) {
            ys[j] = 1.0 / 0.0;
        }
        if (LOCAL_ID == 0) {
            double size = 0.0;
            double single_size = 0.0;
            double most_high = larger(magnitude(high_min), magnitude(high_max));
            double most_low = larger(magnitude(low_min), magnitude(low_max));
            xs[width - 1] = high_max + 0.0;
            ys[rows - 1] = low_min + 0.0;
            for (int i = 0; i < n; i++) {
                size += (longs_held[i] + shorts_held[i])
                                * (magnitude(closes[i]) + smaller(magnitude(high_forecasts[i]), 10.0 + most_high)
                                        + smaller(magnitude(low_forecasts[i]), 1.0 + most_low))
                        + dues[i];
                single_size += (longs_held[i] + shorts_held[i]) * (per_fill + most_high + most_low);
            }
            common[0] = 1e-12 + 16 * 0x1p-52 * size;
            /* A value is off by 6 roundings of weights times candidates and 24 of its parts at most, and so is the best; the low parts of at most 11
               additions per bar are rounded themselves, by 121 n * n units of 2^-48 in all. */
            common[1] = single ? (64 + (double)n * n * 0x1p-17) * 0x1p-24 * (size + single_size) : 0.0;
        }
        sort_doubles(xs, width_power);
        sort_doubles(ys, rows_power);
        double slack = common[0] + common[1];
        if (single) {
            for (int j = LOCAL_ID; j < width; j += LOCAL_SIZE) {
                single_xs[j] = (float)xs[j];
            }
        }

        /* Where each bar's level passes its extremes among the candidates, and the rows before which it changes. */
        for (int i = LOCAL_ID; i < n; i += LOCAL_SIZE) {
            double a = longs_held[i];
            double b = shorts_held[i];
            double base = high_forecasts[i];
            double value = highs[i];
            floors[i] = count_at_most(xs, width, base, 0.0);
            ceilings[i] = count_less(xs, width, base, 10.0);
            belows[i] = value <= 0.0 ? 0 : value > 10.0 ? width : count_less(xs, width, base, value);
            reacheds[i] = value < 0.0 ? 0 : value >= 10.0 ? width : in_day && a > 0.0 ? count_at_most(xs, width, base, value) : 0;
            base = low_forecasts[i];
            value = lows[i];
            Change change = change_of(base, value, closes[i], a, b, dues[i], per_fill, in_day, 1, 0.0, ys[0]);
            begins[4 * (LONG)i] = change.k0;
            begins[4 * (LONG)i + 1] = change.k1;
            begin_levels[i] = change.level;
            if (single) {
                put_pair(single_begins + 8 * (LONG)i + 4, change.add - (in_day ? 0.0 : dues[i]));
                put_pair(single_begins + 8 * (LONG)i + 6, change.add_slope);
                put_level(levels_held + 2 * LEVEL_FLOATS * (LONG)i, a, high_forecasts[i], closes[i]);
                put_level(levels_held + 2 * LEVEL_FLOATS * (LONG)i + LEVEL_FLOATS, b, high_forecasts[i], closes[i] + per_fill);
            } else {
                begins[4 * (LONG)i + 2] = change.add;
                begins[4 * (LONG)i + 3] = change.add_slope;
            }
            if (a > 0.0 || b > 0.0) {
                int row = in_day && b > 0.0 && value > -1.0 && value <= 0.0 ? count_less(ys, rows, base, value) : 0;
                if (row > 0 && row < rows) {
                    keys[ADD_ONE_SHARED(&counts[2])] = ((LONG)row << 32) | i;
                }
                row = (a > 0.0 || dues[i] > 0.0) && value >= -1.0 && value < 0.0 ? count_at_most(ys, rows, base, value) : 0;
                if (row > 0 && row < rows) {
                    keys[ADD_ONE_SHARED(&counts[2])] = ((LONG)row << 32) | i;
                }
                row = count_at_most(ys, rows, base, -1.0);
                if (row > 0 && row < rows) {
                    keys[ADD_ONE_SHARED(&counts[2])] = ((LONG)row << 32) | i;
                }
                row = count_less(ys, rows, base, 0.0);
                if (row > 0 && row < rows) {
                    keys[ADD_ONE_SHARED(&counts[2])] = ((LONG)row << 32) | i;
                }
            }
        }
        BARRIER;
        int events = counts[2];
        int events_power = power_of_two(events);
        for (int e = LOCAL_ID + events; e < events_power; e += LOCAL_SIZE) {
            keys[e] = ((LONG)1) << 62;
        }
        sort_longs(keys, events_power);
        for (int e = LOCAL_ID; e < events; e += LOCAL_SIZE) {
            int i = (int)(keys[e] & 0xffffffff);
            int row = (int)(keys[e] >> 32);
            int repeated = e > 0 && keys[e - 1] == keys[e];
            Change change = change_of(low_forecasts[i], lows[i], closes[i], longs_held[i], shorts_held[i], dues[i], per_fill, in_day, 0, ys[row - 1], ys[row]);
            changes[4 * (LONG)e] = repeated ? 0.0 : change.k0;
            changes[4 * (LONG)e + 1] = repeated ? 0.0 : change.k1;
            if (single) {
                put_pair(single_changes + 8 * (LONG)e + 4, repeated ? 0.0 : change.add);
                put_pair(single_changes + 8 * (LONG)e + 6, repeated ? 0.0 : change.add_slope);
            } else {
                changes[4 * (LONG)e + 2] = repeated ? 0.0 : change.add;
                changes[4 * (LONG)e + 3] = repeated ? 0.0 : change.add_slope;
            }
            levels[e] = repeated ? 0 : change.level;
        }
        BARRIER;

        /* The first row: a thread adds up the bars of each of its candidates, in order. */
        for (int j = LOCAL_ID; single && j < width; j += LOCAL_SIZE) {
            Pair p = pair_of(0.0);
            Pair s = pair_of(0.0);
            for (int i = 0; i < n; i++) {
                GLOB const float *level = levels_held + 2 * LEVEL_FLOATS * (LONG)i;
                if (j < belows[i]) {
                    GLOB const float *begin = single_begins + 8 * (LONG)i;
                    if (shorts_held[i] > 0.0) {
                        p = plus_level(p, level + LEVEL_FLOATS, single_xs[j], j, floors[i], ceilings[i]);
                    }
                    p = plus(p, begin[4], begin[5]);
                    s = plus(s, begin[6], begin[7]);
                }
                if (begin_levels[i] && j < reacheds[i]) {
                    p = plus_level(p, level, single_xs[j], j, floors[i], ceilings[i]);
                }
            }
            single_ps[2 * j] = p.high;
            single_ps[2 * j + 1] = p.low;
            single_ss[2 * j] = s.high;
            single_ss[2 * j + 1] = s.low;
        }
        for (int j = LOCAL_ID; !single && j < width; j += LOCAL_SIZE) {
            double p = 0.0;
            double s = 0.0;
            double x = xs[j];
            for (int i = 0; i < n; i++) {
                double a = longs_held[i];
                double b = shorts_held[i];
                if (j < belows[i]) {
                    if (b > 0.0) {
                        p += weighted_level(b, high_forecasts[i], x, j, floors[i], ceilings[i]) - b * (closes[i] + per_fill);
                    }
                    if (!in_day) {
                        p -= dues[i];
                    }
                    p += begins[4 * (LONG)i + 2];
                    s += begins[4 * (LONG)i + 3];
                }
                if (begin_levels[i] && j < reacheds[i]) {
                    p += weighted_level(a, high_forecasts[i], x, j, floors[i], ceilings[i]) - a * closes[i];
                }
            }
            ps[j] = p;
            ss[j] = s;
        }
        double k0 = 0.0;
        double k1 = 0.0;
        for (int i = 0; i < n; i++) {
            k0 += begins[4 * (LONG)i];
            k1 += begins[4 * (LONG)i + 1];
        }

        /* The sweep: each thread has its own candidates and waits for nobody. */
        double best = NEVER;
        int near = 0;
        int event = 0;
        int lost = 0;
        for (int row = 0; row < rows; row++) {
            int first = event;
            while (event < events && (int)(keys[event] >> 32) == row) {
                k0 += changes[4 * (LONG)event];
                k1 += changes[4 * (LONG)event + 1];
                event++;
            }
            double y = ys[row];
            double shift = k0 + k1 * y;
            float single_y = (float)y;
            float single_shift = (float)shift;
            for (int j = LOCAL_ID; j < width; j += LOCAL_SIZE) {
                double value;
                if (single) {
                    Pair p = {single_ps[2 * j], single_ps[2 * j + 1]};
                    Pair s = {single_ss[2 * j], single_ss[2 * j + 1]};
                    if (first < event) {
                        for (int e = first; e < event; e++) {
                            int i = (int)(keys[e] & 0xffffffff);
                            GLOB const float *change = single_changes + 8 * (LONG)e;
                            if (j < belows[i]) {
                                p = plus(p, change[4], change[5]);
                                s = plus(s, change[6], change[7]);
                            }
                            if (levels[e] && j < reacheds[i]) {
                                p = plus_level(p, levels_held + 2 * LEVEL_FLOATS * (LONG)i, single_xs[j], j, floors[i], ceilings[i]);
                            }
                        }
                        single_ps[2 * j] = p.high;
                        single_ps[2 * j + 1] = p.low;
                        single_ss[2 * j] = s.high;
                        single_ss[2 * j + 1] = s.low;
                    }
                    value = (p.high + p.low) + single_y * (s.high + s.low) + single_shift;
                } else {
                    double p = ps[j];
                    double s = ss[j];
                    if (first < event) {
                        for (int e = first; e < event; e++) {
                            int i = (int)(keys[e] & 0xffffffff);
                            if (j < belows[i]) {
                                p += changes[4 * (LONG)e + 2];
                                s += changes[4 * (LONG)e + 3];
                            }
                            if (levels[e] && j < reacheds[i]) {
                                p += weighted_level(longs_held[i], high_forecasts[i], xs[j], j, floors[i], ceilings[i]) - longs_held[i] * closes[i];
                            }
                        }
                        ps[j] = p;
                        ss[j] = s;
                    }
                    value = p + y * s + shift;
                }
                if (value > best + slack) {
                    near = 0;
                    lost = 0;
                }
                if (value > best) {
                    best = value;
                }
                if (value >= best - slack) {
                    if (near < NEAR_PER_THREAD) {
                        near_values[near] = value;
                        near_rows[near] = row;
                        near_columns[near++] = j;
                    } else {
                        lost = 1;
                    }
                }
            }
        }

        /* The best of all threads, and the pairs near it. */
        best_of[LOCAL_ID] = best;
        if (LOCAL_ID == 0) {
            counts[0] = 0;
            counts[1] = 0;
            counts[2] = 0;
            counts[3] = 0;
        }
        BARRIER;
        for (int t = 0; t < LOCAL_SIZE; t++) {
            best = larger(best, best_of[t]);
        }
        /* What a thread lost is near only if the best it knew is. */
        if (lost && best_of[LOCAL_ID] >= best - slack) {
            ADD_ONE_SHARED(&counts[3]);
        }
        for (int k = 0; k < near; k++) {
            if (near_values[k] >= best - slack) {
                ADD_ONE_SHARED(&counts[0]);
            }
        }
        for (int j = LOCAL_ID; j < width; j += LOCAL_SIZE) {
            if (j > 0 && xs[j] != xs[j - 1]) {
                ADD_ONE_SHARED(&counts[1]);
            }
        }
        for (int j = LOCAL_ID; j < rows; j += LOCAL_SIZE) {
            if (j > 0 && ys[j] != ys[j - 1]) {
                ADD_ONE_SHARED(&counts[2]);
            }
        }
        BARRIER;
        if (LOCAL_ID == 0) {
            int offset = counts[3] > 0 ? pool_pairs : ADD_GLOBAL(taken, counts[0]);
            int fits = offset <= pool_pairs - counts[0] && counts[3] == 0;
            outcomes[4 * (LONG)q] = fits ? counts[0] : -1;
            outcomes[4 * (LONG)q + 1] = fits ? offset : 0;
            outcomes[4 * (LONG)q + 2] = counts[1] + 1;
            outcomes[4 * (LONG)q + 3] = counts[2] + 1;
            bests[2 * (LONG)q] = best;
            bests[2 * (LONG)q + 1] = slack;
            counts[0] = fits ? offset : -1;
        }
        BARRIER;
        if (counts[0] >= 0) {
            for (int k = 0; k < near; k++) {
                if (near_values[k] >= best - slack) {
                    int at = ADD_ONE_SHARED(&counts[0]);
                    pool[2 * (LONG)at] = xs[near_columns[k]];
                    pool[2 * (LONG)at + 1] = ys[near_rows[k]];
                }
            }
        }
        BARRIER;
    }
}
