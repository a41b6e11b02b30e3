package dev.fastback.workers;

import dev.fastback.engine.EngineException;
import dev.fastback.engine.ResultSink;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.workers.WorkerEvent.Ended;
import dev.fastback.workers.WorkerEvent.Finished;
import dev.fastback.workers.WorkerEvent.Ready;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One call of the process engine. Everything is decided here, in the calling thread, from the events that the workers' threads leave in a
 * bounded queue; a slow reader of results so holds the workers back.
 */
final class Supervisor {
    private static final long TICK_MILLIS = 20;
    private static final int QUEUE = 1024;
    private static final int FAILED_STARTS = 3;
    /** Signals from outside say less about the next start than an end of its own. */
    private static final int KILLED_STARTS = 10;
    private static final long START_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long STOP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CLOSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long ABANDON_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ABSENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ProcessSettings settings;
    private final WorkerCommand command;
    private final PreparedStudy study;
    private final Placement placement;
    private final ResultSink sink;
    private final StopSignal stop;
    private final BlockingQueue<WorkerEvent> events = new ArrayBlockingQueue<>(QUEUE);
    private final Map<WorkerProcess, Lease> leases = new LinkedHashMap<>();
    private final BatchSize batchSize = new BatchSize();
    private int started;
    private int failedStarts;
    private int killedStarts;
    private int results;
    private long lastStepNanos;
    private long graceNanos;

    Supervisor(
            ProcessSettings settings,
            WorkerCommand command,
            PreparedStudy study,
            Placement placement,
            ResultSink sink,
            StopSignal stop) {
        this.settings = settings;
        this.command = command;
        this.study = study;
        this.placement = placement;
        this.sink = sink;
        this.stop = stop;
    }

    /** Runs until everything is finished or stopped, and leaves no process behind. */
    void run() {
        lastStepNanos = System.nanoTime();
        graceNanos = lastStepNanos;
        boolean interrupted = false;
        try {
            startWorkers();
            while (placement.unfinished() > 0 && !stop.isRequested()) {
                step();
            }
            if (placement.unfinished() > 0) {
                finishUnderWay();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IllegalStateException("interrupted while waiting for workers", e);
        } finally {
            close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void step() throws InterruptedException {
        WorkerEvent event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
            handle(event);
        } else {
            sink.idle();
        }
        long now = System.nanoTime();
        if (now - lastStepNanos > ABSENCE_NANOS) {
            graceNanos = now; // it was this process that slept, or the reader of results
        }
        lastStepNanos = now;
        if (events.isEmpty()) {
            for (Lease lease : List.copyOf(leases.values())) {
                check(lease, now);
            }
        }
    }

    private void handle(WorkerEvent event) {
        Lease lease = leases.get(event.worker());
        if (lease == null) {
            return; // given up before
        }
        switch (event) {
            case Ready ready -> {
                failedStarts = 0;
                killedStarts = 0;
                lease.becomeReady();
                feed(lease);
                startWorkers();
            }
            case Finished finished -> finished(lease, finished.results());
            case Ended ended -> ended(lease, ended.ending());
        }
    }

    private void finished(Lease lease, List<SimulationResult> finished) {
        Ending condemnation = lease.condemnation();
        if (condemnation != null && condemnation.kind() == Ending.Kind.NONSENSE) {
            return;
        }
        long began = lease.firstNanos();
        List<SimulationResult> due = new ArrayList<>(finished.size());
        for (SimulationResult result : finished) {
            int index = result.simulation().index();
            if (!lease.finish(index)) {
                lease.condemn(new Ending(Ending.Kind.NONSENSE, "sent a result of a simulation that was not due", ""));
                break;
            }
            placement.finished(index);
            due.add(result);
        }
        if (!due.isEmpty()) {
            batchSize.measured((lease.firstNanos() - began) / due.size());
        }
        feed(lease); // before the reader of results takes its time
        due.forEach(this::handOver);
    }

    private void ended(Lease lease, Ending told) {
        leases.remove(lease.worker());
        Ending condemnation = lease.condemnation();
        Ending ending = condemnation == null ? told : condemnation.with(told.details());
        if (!lease.isReady() && isStartToGiveUp(ending)) {
            throw new EngineException("worker processes do not start, the last: " + oneLine(ending), results);
        }
        List<SimulationResult> failed = new ArrayList<>();
        if (lease.isHeldToBlame()) {
            boolean alone = lease.heldCount() == 1;
            lease.held().forEach(index -> placement.blame(index, ending, alone).ifPresent(failed::add));
        } else {
            placement.giveBack(lease.held());
        }
        startWorkers();
        leases.values().forEach(this::feed);
        failed.forEach(this::handOver);
    }

    /** Counts a worker that ended before it was ready; those that were killed say little about those that failed. */
    private boolean isStartToGiveUp(Ending ending) {
        return ending.kind() == Ending.Kind.OUTSIDE ? ++killedStarts >= KILLED_STARTS : ++failedStarts >= FAILED_STARTS;
    }

    private void handOver(SimulationResult result) {
        results++;
        sink.accept(result);
    }

    private static String oneLine(Ending ending) {
        String detail = ending.details()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
                .findFirst()
                .orElse("");
        return detail.isEmpty() || ending.why().contains(detail) ? ending.why() : ending.why() + ": " + detail.strip();
    }

    /**
     * Gives a worker that is not busy enough its next simulations: the others so that two batches are on their way, a suspect alone, and
     * if possible after another one: the first simulation of a process takes longest, which is when a kill from outside hits easily.
     */
    private void feed(Lease lease) {
        if (!lease.isOpen() || stop.isRequested()) {
            return;
        }
        if (placement.hasSuspects()) {
            if (lease.heldCount() == 0) {
                int[] first = lease.isWarm() ? new int[0] : placement.take(1);
                if (first.length == 0) {
                    lease.give(placement.takeSuspect(), true);
                } else {
                    lease.give(first, false);
                }
            }
            return;
        }
        int size = batchSize.next(placement.waiting(), leases.size());
        while (placement.waiting() > 0 && lease.heldCount() <= size) {
            lease.give(placement.take(size), false);
            batchSize.grow();
        }
    }

    /** Starts workers while simulations wait: as many at a time as there are processors, so that the first one is there soon. */
    private void startWorkers() {
        int processors = Runtime.getRuntime().availableProcessors();
        long starting = leases.values().stream().filter(lease -> !lease.isReady()).count();
        int wanted = Math.min(settings.workers(), placement.unfinished());
        for (; placement.waiting() > 0 && leases.size() < wanted && starting < processors; starting++) {
            WorkerProcess worker = WorkerProcess.start(started++, command, study, events);
            leases.put(worker, new Lease(worker));
        }
    }

    private void check(Lease lease, long now) {
        if (lease.condemnation() != null) {
            if (now - lease.condemnedNanos() > ABANDON_NANOS) {
                ended(lease, lease.condemnation());
            }
        } else if (!lease.isReady()) {
            if (now - lease.startedNanos() > START_NANOS && now - graceNanos > START_NANOS) {
                lease.condemn(new Ending(Ending.Kind.OWN, "was not ready after " + seconds(START_NANOS), ""));
            }
        } else if (isOver(lease.worker().heardNanos(), settings.silence(), now)) {
            lease.condemn(new Ending(Ending.Kind.OWN, "was silent for " + seconds(settings.silence().toNanos()), ""));
        } else if (lease.heldCount() > 0 && isOver(lease.firstNanos(), settings.simulationTimeout(), now)) {
            lease.condemn(new Ending(
                    Ending.Kind.OWN, "ran longer than " + seconds(settings.simulationTimeout().toNanos()), ""));
        }
    }

    private boolean isOver(long sinceNanos, Duration limit, long now) {
        return now - sinceNanos > limit.toNanos() && now - graceNanos > limit.toNanos();
    }

    private static String seconds(long nanos) {
        return nanos / 1e9 + " s";
    }

    /** Lets every worker finish the simulation it runs, for a second. */
    private void finishUnderWay() throws InterruptedException {
        for (Lease lease : leases.values()) {
            if (lease.isReady()) {
                lease.worker().send(Frame.of(Frame.Type.STOP));
            } else {
                lease.worker().kill();
            }
        }
        long deadline = System.nanoTime() + STOP_NANOS;
        while (!leases.isEmpty() && System.nanoTime() < deadline) {
            WorkerEvent event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            Lease lease = event == null ? null : leases.get(event.worker());
            if (event instanceof Finished finished && lease != null) {
                finished(lease, finished.results());
            } else if (event instanceof Ended && lease != null) {
                leases.remove(lease.worker());
                lease.worker().close(deadline);
            }
        }
    }

    private void close() {
        long deadline = System.nanoTime() + CLOSE_NANOS;
        leases.keySet().forEach(WorkerProcess::kill);
        leases.keySet().forEach(worker -> worker.close(deadline));
    }
}
