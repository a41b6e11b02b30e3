package dev.fastback.comparison.ways;

import dev.fastback.engine.Engine;
import dev.fastback.engine.ResultSink;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.result.Fit;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.FitTask;
import dev.fastback.simulation.PreparedStudy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has another program do the searches, one after another; whatever else makes a simulation is done here and not counted. {@link #seconds} is the
 * time that the other program took.
 */
final class PeerEngine implements Engine {
    private static final int MODE = 2;

    private final BufferedReader answers;
    private final Writer questions;
    private long nanos;

    PeerEngine(BufferedReader answers, Writer questions) {
        this.answers = answers;
        this.questions = questions;
    }

    @Override
    public String name() {
        return "python";
    }

    @Override
    public int workers() {
        return 1;
    }

    double seconds() {
        return nanos / 1e9;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        for (int index : indices) {
            if (stop.isRequested()) {
                return;
            }
            List<Fit> fits = new ArrayList<>();
            for (FitTask task : study.tasks(index)) {
                fits.add(fit(task));
            }
            sink.accept(study.finish(index, fits));
        }
    }

    private Fit fit(FitTask task) {
        if (!(task.objective() instanceof EntryExitObjective objective)) {
            throw new IllegalArgumentException("the original has no search for " + task.strategy().name());
        }
        String question = JsonMapper.shared().writeValueAsString(problem(objective, task.context().budget().evaluations()));
        long start = System.nanoTime();
        String[] words = ask(question).split(" ", -1);
        long taken = System.nanoTime() - start;
        nanos += taken;
        double[] point = Arrays.stream(words, 0, objective.space().dimension()).mapToDouble(Double::parseDouble).toArray();
        Solution solution = new Solution(
                point, objective.valueAt(point), Long.parseLong(words[MODE + 1]), 1, 0, StopReason.BUDGET);
        return task.fit(solution, taken);
    }

    private static Map<String, Object> problem(EntryExitObjective objective, int evaluations) {
        EntryExitProblem problem = objective.problem();
        List<double[]> legs = new ArrayList<>();
        for (int i = 0; i < problem.legCount(); i++) {
            legs.add(problem.leg(i));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("close", problem.close());
        map.put("high", problem.high());
        map.put("low", problem.low());
        map.put("highForecast", problem.highForecast());
        map.put("lowForecast", problem.lowForecast());
        map.put("legs", legs);
        map.put("fee", problem.feeFraction());
        map.put("bounds", List.of(
                List.of(problem.box().highMin(), problem.box().highMax()), List.of(problem.box().lowMin(), problem.box().lowMax())));
        map.put("modes", objective.space().dimension() > MODE ? List.of(false, true) : List.of(problem.closeAtEndOfDay()));
        map.put("maxfun", evaluations);
        return map;
    }

    private String ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("python3 ended in the middle");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
