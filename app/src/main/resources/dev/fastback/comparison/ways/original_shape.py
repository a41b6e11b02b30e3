"""The original's shape: SciPy's DIRECT over a NumPy objective, one search after another in one process.

Says what it is in a first line, then answers a problem a line, as JSON, with "high low mode evaluations". Fee rule of the original; sums run in
bar order, because NumPy adds in pairs otherwise and the last bit decides some of DIRECT's ties.
"""
import json
import sys

try:
    import numpy as np
    import scipy
    from scipy.optimize import direct
except ImportError as missing:
    print(f"missing: {missing}", flush=True)
    sys.exit(0)


def objective(problem, eod):
    close, high, low, hp, lp = (np.array(problem[key]) for key in ("close", "high", "low", "highForecast", "lowForecast"))
    legs = [(np.clip(leg, 0, 10), np.clip(leg, -10, 0), np.abs(leg) * problem["fee"]) for leg in map(np.array, problem["legs"])]

    def f(x):
        upper = np.clip(hp + x[0], 0, 10)
        lower = np.clip(lp + x[1], -1, 0)
        bought = lower > low
        sold = upper < high
        total = 0
        for longs, shorts, fees in legs:
            if eod:
                values = longs * (close - lower) * bought + shorts * (close - upper) * sold - fees * (bought | sold)
            else:
                values = (longs * bought * np.where(upper <= high, upper - lower, close - lower)
                          + shorts * sold * np.where(lower >= low, lower - upper, close - upper)
                          - fees * (bought & sold))
            total = total + values
        return -np.cumsum(total)[-1]

    return f


print(f"SciPy {scipy.__version__}, NumPy {np.__version__}, Python {sys.version.split()[0]}", flush=True)
for line in sys.stdin:
    problem = json.loads(line)
    best = None
    evaluations = 0
    for mode in problem["modes"]:
        found = direct(objective(problem, mode), problem["bounds"], maxfun=problem["maxfun"])
        evaluations += found.nfev
        if best is None or -found.fun > best[0]:
            best = (-found.fun, found.x[0], found.x[1], mode)
    print(repr(float(best[1])), repr(float(best[2])), int(best[3]), evaluations, flush=True)
