package dev.fastback.comparison.ways;

import dev.fastback.comparison.ways.WayRunner.WayFailed;
import dev.fastback.input.LoadedStudy;
import dev.fastback.report.HostFacts;
import dev.fastback.report.JsonReporter;
import dev.fastback.report.Report;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.Evaluators;
import dev.fastback.summary.StudyResult;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Runs the original's shape: a Python process that does the searches alone, and is measured alone. */
public final class PeerRunner {
    private static final String SCRIPT = "original_shape.py";
    private static final String MISSING = "missing: ";
    private static final long END_SECONDS = 10;

    private final LoadedStudy study;
    private final StopSignal stop;
    private String versions = "";

    /**
     * Makes a runner.
     *
     * @param study searched by DIRECT with the original's budgets
     */
    public PeerRunner(LoadedStudy study, StopSignal stop) {
        this.study = study;
        this.stop = stop;
    }

    /** Returns what ran, as it says itself; empty before a run. */
    public String versions() {
        return versions;
    }

    /**
     * Runs it once.
     *
     * @throws WayFailed if there is no Python with SciPy
     */
    public Measurement run() throws WayFailed {
        try {
            return measured();
        } catch (IOException e) {
            throw new WayFailed("python3 could not be run: " + e.getMessage());
        }
    }

    private Measurement measured() throws IOException, WayFailed {
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", script()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        try (ProcessTree tree = ProcessTree.of(process);
                BufferedReader answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            String first = answers.readLine();
            if (first == null || first.startsWith(MISSING)) {
                throw new WayFailed("python3 has no SciPy (Debian: python3-scipy)" + (first == null ? "" : ": " + first.substring(MISSING.length())));
            }
            versions = first;
            PeerEngine engine = new PeerEngine(answers, questions);
            StudyResult result = StudyRunner.run(study.study(), RunOptions.of(engine).withStop(stop));
            questions.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new WayFailed("python3 did not end");
            }
            if (stop.isRequested()) {
                throw new WayRunner.Stopped();
            }
            double whole = (System.nanoTime() - start) / 1e9;
            return new Measurement(engine.seconds(), whole, tree.processorSeconds(), tree.peakBytes(), outcome(result, engine));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WayRunner.Stopped();
        } finally {
            process.destroyForcibly();
        }
    }

    private Outcome outcome(StudyResult result, PeerEngine engine) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        HostFacts host = HostFacts.of(engine, Evaluators.SCALAR);
        new JsonReporter().write(new Report(result, study.market(), study.settings(), host, study.loadSeconds(), null), 1, json);
        return Outcome.of(JsonMapper.shared().readTree(json.toByteArray()));
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(PeerRunner.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
