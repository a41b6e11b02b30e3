package dev.fastback.comparison;

import dev.fastback.comparison.ways.ComparedStudy;
import dev.fastback.comparison.ways.Measurement;
import dev.fastback.comparison.ways.PeerRunner;
import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.WayRunner.WayFailed;
import dev.fastback.comparison.ways.WayRunner;
import dev.fastback.data.BarSeries;
import dev.fastback.input.LoadedStudy;
import dev.fastback.report.DeviceListing;
import dev.fastback.report.HostFacts;
import dev.fastback.search.StopSignal;
import dev.fastback.study.StudySymbol;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures ways: each in turn, then all of them again, so that what disturbs the machine meanwhile disturbs none of them alone. */
public final class ComparisonRun {
    private static final List<Integer> SIZES = List.of(1, 10, 100);
    private static final List<Integer> SMALL_SIZES = List.of(1, 10);

    /** How much is measured. */
    public enum Extent {
        /** The study alone. */
        STUDY,
        /** Once more at 10 times the simulations, for the recommendation. */
        USUAL,
        /** At 10 and 100 times the simulations and bars of a fit. */
        SCALE
    }

    private final ComparedStudy study;
    private final LoadedStudy loaded;
    private final StopSignal stop;
    private final Consumer<String> progress;
    private final WayRunner runner;
    private final PeerRunner peer;

    /**
     * Makes a comparison.
     *
     * @param loaded the same study, read here, with DIRECT and the original's budgets
     * @param stop asks it to stop
     * @param progress hears what is being measured
     */
    public ComparisonRun(ComparedStudy study, LoadedStudy loaded, StopSignal stop, Consumer<String> progress) {
        this.study = study;
        this.loaded = loaded;
        this.stop = stop;
        this.progress = progress;
        this.runner = new WayRunner(stop);
        this.peer = new PeerRunner(loaded, stop);
    }

    /**
     * Measures.
     *
     * @return null where it was told to stop
     */
    public @Nullable Comparison of(List<Way> ways, int repeats, Extent extent) {
        try {
            return measured(ways, repeats, extent);
        } catch (WayRunner.Stopped e) {
            return null;
        }
    }

    private Comparison measured(List<Way> ways, int repeats, Extent extent) {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        DeviceListing devices = DeviceListing.found();
        Map<Way, List<Measurement>> runs = new LinkedHashMap<>();
        Map<Way, String> reasons = new LinkedHashMap<>();
        ways.forEach(way -> runs.put(way, new ArrayList<>()));
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Way way : ways) {
                if (!reasons.containsKey(way)) {
                    progress.accept(way.name() + ", " + repeat + " of " + repeats);
                    run(way, devices, runs, reasons);
                }
            }
        }
        List<Row> rows = ways.stream().map(way -> row(way, runs, reasons)).toList();
        List<Row> ours = rows.stream().filter(Row::ran).filter(row -> row.way().kind() != Way.Kind.PEER).toList();
        List<Growth> growth = new ArrayList<>();
        try (LargerStudies larger = new LargerStudies(study, loaded, runner, progress)) {
            if (extent != Extent.STUDY && !ours.isEmpty()) {
                growth.add(larger.ofSimulations(ours, extent == Extent.SCALE ? SIZES : SMALL_SIZES));
            }
            if (extent == Extent.SCALE && !ours.isEmpty()) {
                growth.add(larger.ofBars(ours, SIZES));
            }
        }
        Recommendation recommendation = Recommendation.of(rows, growth.isEmpty() ? null : growth.getFirst());
        return new Comparison(
                study, market(), HostFacts.machine(), started, repeats, peer.versions(), rows, Check.of(rows), growth, recommendation, devices);
    }

    private void run(Way way, DeviceListing devices, Map<Way, List<Measurement>> runs, Map<Way, String> reasons) {
        if (stop.isRequested()) {
            throw new WayRunner.Stopped();
        }
        String unable = reasonAgainst(way, devices);
        if (unable != null) {
            reasons.put(way, unable);
            return;
        }
        try {
            runs.getOrDefault(way, new ArrayList<>()).add(way.kind() == Way.Kind.PEER ? peer.run() : runner.run(study, way));
        } catch (WayFailed e) {
            reasons.put(way, String.valueOf(e.getMessage()));
        }
    }

    /** Returns why a way cannot run on a device, null if it can or needs none. */
    private static @Nullable String reasonAgainst(Way way, DeviceListing devices) {
        if (way.kind() != Way.Kind.GPU) {
            return null;
        }
        return !devices.isUsable() ? devices.reason() : way.isExact() ? null : "the GPU engine takes exact searches alone";
    }

    private Row row(Way way, Map<Way, List<Measurement>> runs, Map<Way, String> reasons) {
        String reason = reasons.get(way);
        String command = way.kind() == Way.Kind.PEER ? "" : "fastback " + String.join(" ", WayRunner.arguments(study, way));
        return new Row(way, command, reason == null ? runs.getOrDefault(way, List.of()) : List.of(), reason);
    }

    private String market() {
        return loaded.study().symbols().stream().map(ComparisonRun::words).collect(Collectors.joining("; "));
    }

    private static String words(StudySymbol symbol) {
        BarSeries bars = symbol.bars();
        return String.format(
                Locale.ROOT, "%s, %s, %,d bars %s to %s", symbol.name(), symbol.market().assetClass().label(), bars.size(), bars.timeLabel(0),
                bars.timeLabel(bars.size() - 1));
    }
}
