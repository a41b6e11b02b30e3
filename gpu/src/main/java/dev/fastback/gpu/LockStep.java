package dev.fastback.gpu;

import dev.fastback.exact.NearPairs;
import dev.fastback.profit.EntryExitProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches that run at the same time, each on a virtual thread, and have their candidates evaluated together: whenever each of those that still
 * run waits for values, all that they wait for is evaluated in one call. A search knows nothing of it, so any search can run so, and asks for
 * the points that it asks for alone.
 */
final class LockStep {
    private static final ThreadLocal<@Nullable LockStep> CURRENT = new ThreadLocal<>();

    private static final double[] NONE = {};

    private final Round round;
    private final Thread caller = Thread.currentThread();
    private final Queue<Request> arrived = new ConcurrentLinkedQueue<>();
    /** Searches that neither wait for values nor have ended. */
    private final AtomicInteger working = new AtomicInteger();

    /** Evaluates what all searches wait for. */
    @FunctionalInterface
    interface Round {
        /**
         * Returns the profits of each request's candidates, none for those that are exact, which are told the pairs near their best.
         *
         * @throws RuntimeException which ends all searches and the call of {@link LockStep#run}
         */
        List<double[]> profits(List<Request> requests);
    }

    /** What a search has come to: a value, or what it threw. */
    static final class Outcome<T> {
        private @Nullable T value;
        private @Nullable Throwable thrown;

        /** Returns what the search threw; null where it has a value. */
        @Nullable Throwable thrown() {
            return thrown;
        }

        /** Returns the value; throws what the search threw. */
        T get() {
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
            if (value == null) {
                throw new IllegalStateException("the search has not ended");
            }
            return value;
        }
    }

    /** Candidates of one problem that a search waits for, or, without any, the pairs near its best. */
    static final class Request {
        private final EntryExitProblem problem;
        private final double[] highs;
        private final double[] lows;
        private final Thread thread = Thread.currentThread();
        private final boolean isExact;
        private double @Nullable [] profits;
        private Optional<NearPairs> near = Optional.empty();
        private volatile boolean isAnswered;

        private Request(EntryExitProblem problem, double[] highs, double[] lows, boolean isExact) {
            this.isExact = isExact;
            this.problem = problem;
            this.highs = highs;
            this.lows = lows;
        }

        EntryExitProblem problem() {
            return problem;
        }

        /** Returns the high multipliers; not a copy. */
        double[] highs() {
            return highs;
        }

        /** Returns the low multipliers; not a copy. */
        double[] lows() {
            return lows;
        }

        /** Returns whether the pairs near the problem's best are asked for, and no profits. */
        boolean isExact() {
            return isExact;
        }

        /** Takes the pairs near the best; without, the search finds them itself. */
        void found(Optional<NearPairs> pairs) {
            near = pairs;
        }

        private void answer(double @Nullable [] found) {
            profits = found;
            isAnswered = true;
            LockSupport.unpark(thread);
        }
    }

    private LockStep(Round round) {
        this.round = round;
    }

    /** Returns the lock step that the current thread's search takes part in; null outside of one. */
    static @Nullable LockStep current() {
        return CURRENT.get();
    }

    /**
     * Runs searches to their ends.
     *
     * @return what each has come to, in order
     * @throws RuntimeException what a round threw; no search runs any more then
     */
    static <T> List<Outcome<T>> run(List<Supplier<T>> searches, Round round) {
        LockStep step = new LockStep(round);
        List<Outcome<T>> outcomes = new ArrayList<>(searches.size());
        step.working.set(searches.size());
        for (Supplier<T> search : searches) {
            Outcome<T> outcome = new Outcome<>();
            outcomes.add(outcome);
            Thread.ofVirtual().name("fastback-search").start(() -> step.search(search, outcome));
        }
        step.answerUntilAllHaveEnded();
        return outcomes;
    }

    private <T> void search(Supplier<T> search, Outcome<T> outcome) {
        CURRENT.set(this);
        try {
            outcome.value = search.get();
        } catch (RuntimeException | Error e) {
            // Told to whoever asks for the outcome, as if the search had run there.
            outcome.thrown = e;
        } finally {
            CURRENT.remove();
            waits();
        }
    }

    /** Hands candidates over and waits for their profits, in a search's thread. */
    void evaluate(EntryExitProblem problem, double[] highs, double[] lows, int from, int to, double[] profits) {
        if (from == to) {
            return;
        }
        double[] found = await(new Request(problem, Arrays.copyOfRange(highs, from, to), Arrays.copyOfRange(lows, from, to), false));
        System.arraycopy(found, 0, profits, from, found.length);
    }

    /** Waits for the pairs near the best of a problem, in a search's thread; empty where the search is to find them itself. */
    Optional<NearPairs> near(EntryExitProblem problem) {
        Request request = new Request(problem, NONE, NONE, true);
        await(request);
        return request.near;
    }

    private double[] await(Request request) {
        arrived.add(request);
        waits();
        while (!request.isAnswered) {
            LockSupport.park(request);
        }
        double[] found = request.profits;
        if (found == null) {
            throw new IllegalStateException("the lock step has ended");
        }
        return found;
    }

    private void waits() {
        if (working.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
    }

    private void answerUntilAllHaveEnded() {
        RuntimeException failure = null;
        boolean interrupted = false;
        while (true) {
            while (working.get() > 0) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // else every park returns at once; searches hear a stop by themselves
            }
            List<Request> requests = new ArrayList<>();
            for (Request request = arrived.poll(); request != null; request = arrived.poll()) {
                requests.add(request);
            }
            if (requests.isEmpty()) {
                break;
            }
            List<double[]> profits = List.of();
            if (failure == null) {
                try {
                    profits = round.profits(requests);
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            working.set(requests.size());
            for (int k = 0; k < requests.size(); k++) {
                requests.get(k).answer(failure == null ? profits.get(k) : null);
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
