package dev.fastback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack belongs to one part, by what stands on it, and the methods that tell parts apart are there. */
class StackPartsTest {
    @ParameterizedTest
    @CsvSource({
        "EVALUATION, dev.fastback.profit.ProfitKernel.sum dev.fastback.search.direct.Direct.run dev.fastback.simulation.FitTask.solve dev.fastback.simulation.PreparedStudy.run",
        "SEARCH, java.util.ArrayList.sort dev.fastback.search.direct.Direct.run dev.fastback.simulation.FitTask.solve dev.fastback.simulation.PreparedStudy.run",
        "SWEEP, dev.fastback.exact.EntryExitSolver.solve dev.fastback.search.ExactSearch.run dev.fastback.simulation.FitTask.solve",
        "SCORING, dev.fastback.profit.ProfitKernel.sum dev.fastback.simulation.SimulationRun.finish dev.fastback.simulation.PreparedStudy.run",
        "SCORING, dev.fastback.profit.ProfitKernel.sum dev.fastback.simulation.SimulationRun.finish dev.fastback.simulation.PreparedStudy.runAll dev.fastback.gpu.GpuEngine.run",
        "SEARCH, dev.fastback.gpu.cuda.Driver.launch dev.fastback.simulation.PreparedStudy.runAll dev.fastback.gpu.GpuEngine.run",
        "CONCLUSION, dev.fastback.simulate.Simulator.run dev.fastback.simulation.UnseenPaths.of dev.fastback.run.Conclusion.of",
        "JOURNAL, org.sqlite.core.NativeDB.step dev.fastback.store.SqliteJournal.append dev.fastback.run.JournalWriter.flush dev.fastback.engine.ThreadEngine.run",
        "REPORT, org.sqlite.core.NativeDB.step dev.fastback.store.SqliteJournal.results dev.fastback.report.JsonReporter.write dev.fastback.command.study.StudyExecution.write",
        "MODEL, java.lang.Math.fma dev.fastback.forecast.builtin.NanoForecaster.forecast dev.fastback.forecast.ForecastRun.ask dev.fastback.run.StudyForecasts.make",
        "FORECASTS, dev.fastback.forecast.ForecastPlan.of dev.fastback.run.StudyForecasts.plan",
        "LOAD, dev.fastback.data.csv.CsvReader.read dev.fastback.input.LoadedMarket.load dev.fastback.input.LoadedStudy.load",
        "ENGINE, dev.fastback.codec.StudyCodec.write dev.fastback.workers.WorkerProcess.sendStudy",
        "CLASSES, java.util.zip.Inflater.inflate jdk.internal.loader.BuiltinClassLoader.loadClass dev.fastback.report.table.TableReporter.write",
        "CLASSES, java.lang.invoke.MethodHandleNatives.linkCallSite dev.fastback.simulation.FitTask.solve",
        "CLASSES, libjvm.so.SystemDictionary::resolve_instance_class_or_null libjvm.so.InterpreterRuntime::resolve_invoke dev.fastback.simulation.FitTask.solve",
        "SEARCH, libjvm.so.OptoRuntime::new_array_C dev.fastback.search.direct.Direct.run libjvm.so.LinkResolver::resolve_invoke dev.fastback.simulation.FitTask.solve",
        "PROFILE, libasyncProfiler.so.Symbols::parseLibraries libjvm.so.os::dll_load jdk.internal.loader.NativeLibraries.load dev.fastback.command.Main.main",
        "PROFILE, one.profiler.AsyncProfiler.execute0 dev.fastback.recording.AsyncRecording.execute dev.fastback.recording.ProcessProfile.begin dev.fastback.command.Main.main",
        "PROFILE, jdk.jfr.Recording.start dev.fastback.recording.ProcessProfile.begin dev.fastback.command.Main.main",
        "COMMAND, picocli.CommandLine.parse dev.fastback.command.Main.run"
    })
    void aStackBelongsToOnePart(Part part, String frames) {
        assertThat(StackParts.of(Arrays.asList(frames.split(" ")), "main")).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource({
        "fastback-hash, REPORT", "fastback-worker-3, ENGINE", "fastback-forecast-0, FORECASTS", "fastback-score-1, FORECASTS", "fastback-path-1, CONCLUSION", "fastback-judge-0, CONCLUSION",
        "JFR Periodic Tasks, PROFILE", "Async-profiler, PROFILE", "Finalizer, OTHER"
    })
    void whatNoMethodTellsTheThreadDoes(String thread, Part part) {
        assertThat(StackParts.of(List.of("java.lang.Thread.run"), thread)).isEqualTo(part);
        assertThat(StackParts.of(List.of(), thread)).isEqualTo(part);
    }

    /** A class that is renamed would lose its part in silence. */
    @ParameterizedTest
    @ValueSource(strings = {
        "dev.fastback.simulation.FitTask#solve", "dev.fastback.simulation.SimulationRun#finish", "dev.fastback.simulation.PreparedStudy#run",
        "dev.fastback.simulation.SharedFits#", "dev.fastback.simulation.UnseenPaths#of", "dev.fastback.run.Conclusion#of", "dev.fastback.run.StudyForecasts#make",
        "dev.fastback.summary.BackgroundDigest#", "dev.fastback.exact.EntryExitSolver#", "dev.fastback.forecast.ForecastRun#ask",
        "dev.fastback.command.study.StudyExecution#write", "dev.fastback.command.study.DataHistory#", "dev.fastback.input.LoadedStudy#load", "dev.fastback.input.LoadedMarket#load",
        "dev.fastback.input.BarReading#", "dev.fastback.store.SqliteJournal#append", "dev.fastback.profit.ProfitKernel#"
    })
    void theMethodsThatTellPartsApartAreThere(String method) throws ClassNotFoundException {
        String[] words = method.split("#", -1);
        Class<?> type = Class.forName(words[0], false, StackPartsTest.class.getClassLoader());
        assertThat(words[1].isEmpty() || Arrays.stream(type.getDeclaredMethods()).anyMatch(one -> one.getName().equals(words[1]))).as(method).isTrue();
    }

    @Test
    void aPartHoldsItsOwnParts() {
        Tally tally = new Tally();
        tally.add(Part.SEARCH, 1);
        tally.add(Part.EVALUATION, 2);
        tally.add(Part.SWEEP, 4);
        tally.add(Part.REPORT, 8);
        assertThat(tally.of(Part.SEARCH)).isEqualTo(7);
        assertThat(tally.of(Part.EVALUATION)).isEqualTo(2);
        assertThat(tally.sum()).isEqualTo(15);
        assertThat(tally.largest()).isEqualTo(Part.REPORT);
    }
}
