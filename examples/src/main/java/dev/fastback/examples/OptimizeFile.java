package dev.fastback.examples;

import static dev.fastback.summary.SummaryFigure.MEAN_RETURN;
import static dev.fastback.summary.SummaryFigure.UNSEEN_PER_BAR;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import java.nio.file.Path;

/** Reads bars, makes a study, runs it on two threads and reads the results. Without a file it takes the synthetic sample. */
public final class OptimizeFile {
    private OptimizeFile() {}

    /** Runs the example on the CSV file named by the first argument. */
    public static void main(String[] args) {
        BarSeries bars = args.length == 0
                ? SyntheticMarket.bars("ETHUSD")
                : BarReader.read(Path.of(args[0]), BarReadOptions.DEFAULT).bars();
        Study study = Study.builder().add(bars).build();
        StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(2)));
        result.summary()
                .forEach(line -> System.out.printf(
                        "%-18s in-sample %9.5f, unseen bars %9.5f%n",
                        line.strategy(), line.real(MEAN_RETURN), line.real(UNSEEN_PER_BAR)));
        System.out.println("result hash " + result.resultHash());
    }
}
