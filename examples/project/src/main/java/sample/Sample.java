package sample;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;

/** Tunes Fastback's strategies on its synthetic market and prints what they earn on bars that no fit has seen. */
public final class Sample {
    private Sample() {}

    public static void main(String[] args) {
        Study study = Study.builder().add(SyntheticMarket.bars("ETHUSD")).build();
        StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(2)));
        result.summary().forEach(line -> System.out.printf("%-18s %9.5f%n", line.strategy(), line.real(SummaryFigure.UNSEEN_PER_BAR)));
        System.out.println("result hash " + result.resultHash());
    }
}
