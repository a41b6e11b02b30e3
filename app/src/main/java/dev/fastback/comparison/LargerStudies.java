package dev.fastback.comparison;

import dev.fastback.comparison.ways.ComparedStudy;
import dev.fastback.comparison.ways.Measurement;
import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.WayRunner.WayFailed;
import dev.fastback.comparison.ways.WayRunner;
import dev.fastback.data.BarSeries;
import dev.fastback.input.LoadedStudy;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The same study with more simulations, or with longer fits. Where the bars have no room for so many simulations, each symbol is taken several times
 * under other names: the work is that of so many, and equal work cannot be saved.
 */
final class LargerStudies implements AutoCloseable {
    private final ComparedStudy study;
    private final LoadedStudy loaded;
    private final WayRunner runner;
    private final Consumer<String> progress;
    private final List<Path> folders = new ArrayList<>();

    LargerStudies(ComparedStudy study, LoadedStudy loaded, WayRunner runner, Consumer<String> progress) {
        this.study = study;
        this.loaded = loaded;
        this.runner = runner;
        this.progress = progress;
    }

    /** Measures ways at so many times the simulations, each once, ways in turns. */
    Growth ofSimulations(List<Row> rows, List<Integer> sizes) {
        List<GrowthPoint> points = new ArrayList<>();
        for (int times : sizes) {
            ComparedStudy larger = times == 1 ? study : withSimulations(times);
            for (Row row : rows) {
                points.add(times == 1 ? known(row) : point(larger, row.way(), times));
            }
        }
        return new Growth(Growth.SIMULATIONS, points);
    }

    /** Measures ways at so many times the bars of a fit. */
    Growth ofBars(List<Row> rows, List<Integer> sizes) {
        List<GrowthPoint> points = new ArrayList<>();
        for (int times : sizes) {
            ComparedStudy larger = new ComparedStudy(study.data(), study.settings(), study.simulations(), times * study.trainBars());
            for (Row row : rows) {
                points.add(times == 1 ? known(row) : point(larger, row.way(), times));
            }
        }
        return new Growth(Growth.BARS, points);
    }

    private static GrowthPoint known(Row row) {
        return new GrowthPoint(row.way(), 1, row.outcome().simulations(), row.seconds(), null);
    }

    private GrowthPoint point(ComparedStudy larger, Way way, int times) {
        progress.accept(way.name() + ", " + times + " times");
        try {
            Measurement one = runner.run(larger, way);
            return new GrowthPoint(way, times, one.outcome().simulations(), one.seconds(), null);
        } catch (WayFailed e) {
            return new GrowthPoint(way, times, 0, null, e.getMessage());
        }
    }

    private ComparedStudy withSimulations(int times) {
        Study whole = loaded.study();
        int wanted = times * study.simulations();
        int room = whole.symbols().stream()
                .mapToInt(symbol -> whole.walkForward().room(symbol.bars().size(), whole.firstBar()))
                .min()
                .orElseThrow();
        if (wanted <= room) {
            return new ComparedStudy(study.data(), study.settings(), wanted, study.trainBars());
        }
        int copies = Math.ceilDiv(wanted, Math.max(1, room));
        try {
            Path folder = Files.createTempDirectory("fastback-bench-data-");
            folders.add(folder);
            for (StudySymbol symbol : whole.symbols()) {
                for (int copy = 1; copy <= copies; copy++) {
                    write(symbol.bars(), folder.resolve(symbol.name() + "_" + copy + ".csv"));
                }
            }
            String asset = whole.symbols().getFirst().market().assetClass().label();
            return new ComparedStudy(
                    List.of("--data", folder.toString(), "--asset", asset), study.settings(), Math.ceilDiv(wanted, copies), study.trainBars());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(BarSeries bars, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("time,open,high,low,close,volume\n");
            for (int i = 0; i < bars.size(); i++) {
                out.write(Instant.ofEpochMilli(bars.timeMillis(i)) + "," + bars.open(i) + "," + bars.high(i) + "," + bars.low(i) + "," + bars.close(i)
                        + "," + (Double.isNaN(bars.volume(i)) ? "" : bars.volume(i)) + "\n");
            }
        }
    }

    @Override
    public void close() {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                System.getLogger(LargerStudies.class.getName()).log(System.Logger.Level.DEBUG, "a temporary folder is left", e);
            }
        }
    }
}
