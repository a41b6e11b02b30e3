package dev.fastback.workers;

import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.ModelUse;
import dev.fastback.engine.ResultSink;
import dev.fastback.engine.WorkerReport;
import dev.fastback.engine.WorkerState;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.workers.WorkerEvent.Exited;
import dev.fastback.workers.WorkerEvent.Finished;
import dev.fastback.workers.WorkerEvent.Modelled;
import dev.fastback.workers.WorkerEvent.Noticed;
import dev.fastback.workers.WorkerEvent.Ready;
import dev.fastback.workers.WorkerEvent.Refused;
import dev.fastback.workers.wire.Frame;
import dev.fastback.workers.wire.StudyForWorkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of the process engine. All decisions are made here, in the calling thread, from the events that the workers' threads put into a
 * bounded queue, so that a slow reader of results holds the workers back.
 */
final class Supervisor {
    private static final long TICK_MILLIS = 20;
    private static final int QUEUE = 1024;
    private static final int FAILED_STARTS = 3;
    /** Signals from outside say less about the next start than a failure of the worker itself. */
    private static final int KILLED_STARTS = 10;
    private static final long START_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long START_WITH_DEVICE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long STOP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PROFILE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long CLOSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long ABANDON_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ABSENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ProcessSettings settings;
    private final WorkerCommand command;
    private final StudyForWorkers study;
    private final Placement placement;
    private final ResultSink sink;
    private final StopSignal stop;
    private final Consumer<String> warnings;
    private final WorkerReport report;
    private final BlockingQueue<WorkerEvent> events = new ArrayBlockingQueue<>(QUEUE);
    private final Map<WorkerProcess, Lease> leases = new LinkedHashMap<>();
    /** What the model of each worker has cost so far, by its number: of those that were replaced too. */
    private final Map<Integer, ModelUse> models = new LinkedHashMap<>();
    /** What workers said of their devices, each line once. */
    private final Set<String> notices = new HashSet<>();
    private final BatchSize batchSize;
    private boolean over;
    private int started;
    private int failedStarts;
    private int killedStarts;
    private int results;
    private long lastStepNanos;
    private long graceNanos;

    Supervisor(
            ProcessSettings settings,
            WorkerCommand command,
            StudyForWorkers study,
            Placement placement,
            ResultSink sink,
            StopSignal stop,
            Consumer<String> warnings) {
        this.warnings = warnings;
        this.settings = settings;
        this.command = command;
        this.study = study;
        this.placement = placement;
        this.sink = sink;
        this.stop = stop;
        this.batchSize = new BatchSize(!settings.devices().isEmpty());
        this.report = new WorkerReport(sink, this::states);
    }

    /** Runs until everything is finished or stopped, and leaves no process behind. */
    void run() {
        lastStepNanos = System.nanoTime();
        graceNanos = lastStepNanos;
        boolean interrupted = false;
        try {
            startWorkers();
            report.tell();
            while (placement.unfinished() > 0 && !stop.isRequested()) {
                step();
            }
            if (ProcessProfile.isOn()) {
                finishUnderWay(PROFILE_NANOS); // workers have a profile to write
            } else if (placement.unfinished() > 0) {
                finishUnderWay(STOP_NANOS);
            }
            over = true;
            report.tell();
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

    /** Returns what the models of all workers have cost together. */
    ModelUse modelUse() {
        return models.values().stream().reduce(ModelUse.NONE, ModelUse::plus);
    }

    private void step() throws InterruptedException {
        WorkerEvent event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
            handle(event);
        } else {
            sink.idle();
        }
        report.tellIfDue();
        long now = System.nanoTime();
        if (now - lastStepNanos > ABSENCE_NANOS) {
            graceNanos = now; // this process was suspended, or the reader of results was slow
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
            return; // no longer counted on
        }
        switch (event) {
            case Ready ready -> {
                failedStarts = 0;
                killedStarts = 0;
                lease.becomeReady();
                feed(lease);
                startWorkers();
            }
            case Modelled modelled -> models.put(modelled.worker().number(), modelled.use());
            case Noticed noticed -> tell(noticed);
            case Refused refused -> throw new EngineException(refused.reason(), results);
            case Finished finished -> finished(lease, finished.results());
            case Exited exited -> exited(lease, exited.exit());
        }
    }

    /** Warns once of each device: equal ones have equal names. */
    private void tell(Noticed noticed) {
        DeviceRequest device = noticed.worker().device();
        String notice = device == null ? noticed.text() : "device " + device.index() + ", " + noticed.text();
        if (notices.add(notice)) {
            warnings.accept(notice);
        }
    }

    private void finished(Lease lease, List<SimulationResult> finished) {
        WorkerExit termination = lease.termination();
        if (termination != null && termination.kind() == WorkerExit.Kind.PROTOCOL_VIOLATION) {
            return;
        }
        long began = lease.firstNanos();
        List<SimulationResult> due = new ArrayList<>(finished.size());
        for (SimulationResult result : finished) {
            int index = result.simulation().index();
            if (!lease.finish(index)) {
                lease.terminate(new WorkerExit(
                        WorkerExit.Kind.PROTOCOL_VIOLATION, "sent a result of a simulation that was not due", ""));
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

    private void exited(Lease lease, WorkerExit seen) {
        leases.remove(lease.worker());
        WorkerExit termination = lease.termination();
        WorkerExit exit = termination == null ? seen : termination.with(seen.details());
        if (!lease.isReady() && isLastStart(exit)) {
            throw new EngineException("worker processes do not start, the last: " + oneLine(exit), results);
        }
        List<SimulationResult> failed = new ArrayList<>();
        if (lease.holdsPossibleCause()) {
            boolean alone = lease.heldCount() == 1;
            lease.held().forEach(index -> placement.recordExit(index, exit, alone).ifPresent(failed::add));
        } else {
            placement.giveBack(lease.held());
        }
        startWorkers();
        leases.values().forEach(this::feed);
        failed.forEach(this::handOver);
    }

    /** Counts a worker that exited before it was ready, and returns whether no other is to be started; kills are counted apart. */
    private boolean isLastStart(WorkerExit exit) {
        return exit.kind() == WorkerExit.Kind.EXTERNAL ? ++killedStarts >= KILLED_STARTS : ++failedStarts >= FAILED_STARTS;
    }

    private void handOver(SimulationResult result) {
        results++;
        sink.accept(result);
    }

    /** Returns what the workers do that are there: those that were replaced, and what they had finished, no longer show. */
    private List<WorkerState> states() {
        return leases.values().stream().map(lease -> lease.state(over)).toList();
    }

    private static String oneLine(WorkerExit exit) {
        // Java says first that it does not start, then why.
        String detail = exit.details()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING") && !line.startsWith("Error occurred during initialization"))
                .findFirst()
                .orElse("");
        return detail.isEmpty() || exit.reason().contains(detail) ? exit.reason() : exit.reason() + ": " + detail.strip();
    }

    /**
     * Gives a worker that is not busy enough its next simulations, so that it holds up to two batches. A suspect runs alone, and if possible
     * not as the first simulation of a process: that one takes longest, so that a kill from outside is likely to hit it.
     */
    private void feed(Lease lease) {
        if (!lease.isOpen() || stop.isRequested()) {
            return;
        }
        if (placement.hasSuspects()) {
            if (lease.heldCount() == 0) {
                int[] first = lease.isWarm() ? new int[0] : placement.take(1);
                if (first.length == 0) {
                    lease.assign(placement.takeSuspect(), true);
                } else {
                    lease.assign(first, false);
                }
            }
            return;
        }
        int size = batchSize.next(placement.waiting(), leases.size());
        while (placement.waiting() > 0 && lease.heldCount() <= size) {
            lease.assign(placement.take(size), false);
            batchSize.grow();
        }
    }

    /** Starts workers while simulations wait: as many at a time as there are processors, so that the first one is ready soon. */
    private void startWorkers() {
        int processors = Runtime.getRuntime().availableProcessors();
        long starting = leases.values().stream().filter(lease -> !lease.isReady()).count();
        int wanted = Math.min(settings.workers(), placement.unfinished());
        for (; placement.waiting() > 0 && leases.size() < wanted && starting < processors; starting++) {
            WorkerProcess worker = WorkerProcess.start(started++, nextDevice(), command, study, events);
            leases.put(worker, new Lease(worker));
        }
    }

    /** Returns the device of a worker that is about to start: the one that the fewest have, the first of those; null where they have none. */
    private @Nullable DeviceRequest nextDevice() {
        DeviceRequest next = null;
        long fewest = Long.MAX_VALUE;
        for (DeviceRequest device : settings.devices()) {
            long having = leases.keySet().stream().filter(worker -> device.equals(worker.device())).count();
            if (having < fewest) {
                next = device;
                fewest = having;
            }
        }
        return next;
    }

    private void check(Lease lease, long now) {
        WorkerExit termination = lease.termination();
        if (termination != null) {
            if (now - lease.terminatedNanos() > ABANDON_NANOS) {
                exited(lease, termination);
            }
        } else if (!lease.isReady()) {
            // Kernels are compiled before a worker with a device is ready, by several at once on a machine that may be busy.
            long patience = lease.worker().device() == null ? START_NANOS : START_WITH_DEVICE_NANOS;
            if (now - lease.startedNanos() > patience && now - graceNanos > patience) {
                lease.terminate(new WorkerExit(WorkerExit.Kind.FAILURE, "was not ready after " + seconds(patience), ""));
            }
        } else if (isOver(lease.worker().heardNanos(), settings.silence(), now)) {
            lease.terminate(new WorkerExit(
                    WorkerExit.Kind.FAILURE, "was silent for " + seconds(settings.silence().toNanos()), ""));
        } else if (lease.heldCount() > 0 && isOver(lease.firstNanos(), settings.simulationTimeout(), now)) {
            lease.terminate(new WorkerExit(
                    WorkerExit.Kind.FAILURE, "ran longer than " + seconds(settings.simulationTimeout().toNanos()), ""));
        }
    }

    private boolean isOver(long sinceNanos, Duration limit, long now) {
        return now - sinceNanos > limit.toNanos() && now - graceNanos > limit.toNanos();
    }

    private static String seconds(long nanos) {
        return nanos / 1e9 + " s";
    }

    /** Has every worker give up its searches and send what it has finished; those that take longer are killed. */
    private void finishUnderWay(long patienceNanos) throws InterruptedException {
        for (Lease lease : leases.values()) {
            if (lease.isReady()) {
                lease.worker().send(Frame.of(Frame.Type.STOP));
            } else {
                lease.worker().kill();
            }
        }
        long deadline = System.nanoTime() + patienceNanos;
        while (!leases.isEmpty() && System.nanoTime() < deadline) {
            WorkerEvent event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            Lease lease = event == null ? null : leases.get(event.worker());
            if (event instanceof Finished finished && lease != null) {
                finished(lease, finished.results());
            } else if (event instanceof Exited && lease != null) {
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
