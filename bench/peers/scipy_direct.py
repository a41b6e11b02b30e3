#!/usr/bin/env python3
"""Times SciPy's DIRECT over a NumPy objective beside Fastback on the same problems, in turns, in one run.

Usage: bench/peers/scipy_direct.py [--bars 6,200] [--count 8] [--rounds 5]
Needs a python3 with SciPy (Debian: python3-scipy) and a built bench module (mvn -pl bench -am -DskipTests package).
Prints medians and ratios, and how many of the problems both end at the same point after as many evaluations when SciPy is given sums in
bar order (NumPy adds in pairs, and the last bit decides some of DIRECT's ties). Ends with exit code 0 and a word when SciPy is missing.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import time

try:
    import numpy as np
    import scipy
    from scipy.optimize import direct
except ImportError as missing:
    print(f"skipped: this python3 has no SciPy ({missing})")
    sys.exit(0)

BOUNDS = [(-0.03, 0.03), (-0.03, 0.03)]


class Partner:
    """Fastback's process."""

    def __init__(self):
        bench = pathlib.Path(__file__).resolve().parent.parent
        finder = '. "$0/find-jdk.sh" && if find_jdk; then echo "$java_home"; else no_jdk bench/peers/scipy_direct.py; fi'
        home = subprocess.run(["sh", "-c", finder, str(bench.parent)], stdout=subprocess.PIPE, text=True).stdout.strip()
        if not home:
            sys.exit(2)
        jar = bench / "target" / "fastback-bench.jar"
        if not jar.exists():
            sys.exit("build first: mvn -pl bench -am -DskipTests package")
        self.process = subprocess.Popen(
            [f"{home}/bin/java", "-cp", f"{jar}:{bench}/target/lib/*", "dev.fastback.bench.PeerPartner"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, request, lines):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        return [self.process.stdout.readline().strip() for _ in range(lines)]

    def problems(self, bars, count):
        problems = []
        for line in self.ask(f"problems {bars} {count}", count):
            eod, fee, *columns = line.split(";")
            problems.append((eod == "true", float(fee), *[np.array([float(v) for v in c.split(",")]) for c in columns]))
        return problems

    def timed(self, search, bars, count, maxfun, seconds):
        answer = self.ask(f"{search} {bars} {count} {maxfun} {seconds}", count + 1)
        return [tuple(float(v) for v in line.split(";")) for line in answer[:-1]], float(answer[-1].split()[1])


def objective(problem, in_order=False):
    """Minus the profit, in NumPy; fee rule original. NumPy's own sum adds in pairs; in_order adds bar by bar, as Fastback does."""
    eod, fee, close, high, low, high_forecast, low_forecast, position = problem
    longs = np.clip(position, 0, 10)
    shorts = np.clip(position, -10, 0)
    fees = np.abs(position) * fee

    def f(x):
        upper = np.clip(high_forecast + x[0], 0, 10)
        lower = np.clip(low_forecast + x[1], -1, 0)
        bought = lower > low
        sold = upper < high
        if eod:
            values = longs * (close - lower) * bought + shorts * (close - upper) * sold - fees * (bought | sold)
        else:
            values = (longs * bought * np.where(upper <= high, upper - lower, close - lower)
                      + shorts * sold * np.where(lower >= low, lower - upper, close - upper)
                      - fees * (bought & sold))
        return -(np.cumsum(values)[-1] if in_order else values.sum())

    return f


def scipy_round(problems, maxfun):
    start = time.perf_counter()
    results = [direct(objective(p), BOUNDS, maxfun=maxfun) for p in problems]
    return results, (time.perf_counter() - start) / len(problems)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bars", default="6,30,100,200")
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--maxfun", type=int, default=500)
    args = parser.parse_args()
    partner = Partner()
    print(f"scipy {scipy.__version__}, numpy {np.__version__}, python {sys.version.split()[0]}; "
          f"{args.count} problems a size, {args.rounds} rounds in turns, medians")
    print(f"{'bars':>5} {'SciPy DIRECT':>14} {'our DIRECT':>12} {'ratio':>8} {'our exact':>12} {'ratio':>8} "
          f"{'quality':>8} {'same runs':>10}")
    for bars in (int(b) for b in args.bars.split(",")):
        problems = partner.problems(bars, args.count)
        partner.timed("direct", bars, args.count, args.maxfun, 3.0)  # warm up
        partner.timed("exact", bars, args.count, args.maxfun, 3.0)
        theirs, ours, exact = [], [], []
        for _ in range(args.rounds):
            results, seconds = scipy_round(problems, args.maxfun)
            theirs.append(seconds)
            found, seconds = partner.timed("direct", bars, args.count, args.maxfun, 0.5)
            ours.append(seconds)
            best, seconds = partner.timed("exact", bars, args.count, args.maxfun, 0.5)
            exact.append(seconds)
        checked = [direct(objective(p, in_order=True), BOUNDS, maxfun=args.maxfun) for p in problems]
        same = sum(abs(r.x[0] - f[0]) <= 1e-12 and abs(r.x[1] - f[1]) <= 1e-12 and r.nfev == f[3]
                   for r, f in zip(checked, found))
        at_zero = [-objective(p)((0.0, 0.0)) for p in problems]
        quality = sum(-r.fun - z for r, z in zip(results, at_zero)) / sum(b[2] - z for b, z in zip(best, at_zero))
        t, o, e = statistics.median(theirs), statistics.median(ours), statistics.median(exact)
        print(f"{bars:>5} {t * 1e3:>11.2f} ms {o * 1e6:>9.1f} us {t / o:>8.0f} {e * 1e6:>9.2f} us {t / e:>8.0f} "
              f"{quality:>8.3f} {same:>6} of {len(problems)}")


if __name__ == "__main__":
    main()
