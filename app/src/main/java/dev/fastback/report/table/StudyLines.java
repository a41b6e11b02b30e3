package dev.fastback.report.table;

import static dev.fastback.report.Words.format;
import static dev.fastback.report.Words.plain;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Printable;
import dev.fastback.engine.ModelUse;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.input.options.Holdout;
import dev.fastback.report.OrderTermsText;
import dev.fastback.report.Report;
import dev.fastback.report.ScoreLine;
import dev.fastback.result.ForecastCounts;
import dev.fastback.simulation.trials.TrialRoom;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
import dev.fastback.study.SearchRules;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What was run, as the lines above the table. */
final class StudyLines {
    private static final long MEGABYTE = 1_000_000;

    private StudyLines() {}

    /** Returns a line about an instrument. */
    static String market(Report report, StudySymbol symbol) {
        BarSeries bars = symbol.bars();
        String synthetic = report.loaded().synthetic() ? "synthetic sample market, " : "";
        String warnings = symbol.warnings().isEmpty() ? "" : "; data warnings: " + report.loaded().warningCount(symbol.name());
        return format(
                "%s: %s%s, %s, %,d bar%s %s to %s, fee %s%%, spread %s%s, %s bars per year%s%s",
                symbol.name(),
                synthetic,
                symbol.market().assetClass().label(),
                symbol.market().isLongOnly() ? "long only" : "long and short",
                bars.size(),
                Printable.plural(bars.size()),
                bars.timeLabel(0),
                bars.timeLabel(bars.size() - 1),
                plain(100 * symbol.market().feeFraction()),
                plain(symbol.market().spreadRatio()),
                OrderTermsText.of(symbol.market().terms()),
                plain(symbol.market().periodsPerYear()),
                holdout(report.loaded().holdout()),
                warnings);
    }

    private static String holdout(Holdout holdout) {
        return holdout.bars() == 0
                ? ""
                : format(holdout.opened() ? "; the newest %,d bars are a holdout that was opened" : "; the %,d bars after them are locked away", holdout.bars());
    }

    /** Returns what was run, in one line or two. */
    static String study(Report report) {
        Study study = report.result().study();
        if (study.strategies().stream().noneMatch(strategy -> strategy.needs().forecasts())) {
            return withoutForecasts(study);
        }
        ForecastCounts forecasts = report.result().forecasts();
        int fitted = study.walkForward().train() - study.walkForward().purge();
        return format(
                "%s, fitted on %s%,d bar%s%s; %s%s%s%s%s%n"
                        + "%s forecasts: %s",
                simulations(study),
                study.walkForward().anchored() ? "at least " : "",
                fitted,
                Printable.plural(fitted),
                folds(study.walkForward()),
                search(study),
                sharing(study),
                study.search().fills() == Fills.SIMULATOR ? "" : "; fee rule " + report.settings().feeRule().label(),
                report.settings().original() ? "; the original's conventions" : "",
                endOfDay(study),
                study.forecaster().id(),
                report.result().areForecastsKnown()
                        ? format("%,d asked for, %,d distinct", forecasts.asked(), forecasts.distinct()) + model(report, forecasts)
                                + scores(report.result().forecastScores())
                        : "not known how many");
    }

    /** Returns what models computed or the cache knew, and what other forecasters than the first had to make; nothing where no model was asked. */
    private static String model(Report report, ForecastCounts counts) {
        ForecastCounts told = report.host().isOfReport() ? counts.read() : counts;
        StringBuilder text = new StringBuilder();
        if (told.cached() + told.inferred() > 0) {
            text.append(format("; by a model %,d rows, %,d of them from the cache", told.cached() + told.inferred(), told.cached()));
        }
        ModelUse own = report.host().modelUse();
        if (own != null) {
            text.append(workerModels(own));
        }
        for (ForecastUse.Fallback fallback : told.fallbacks()) {
            text.append(format(
                    "%n%,d %s by %s instead of %s: %s",
                    fallback.questions(),
                    fallback.questions() == 1 ? "forecast" : "forecasts",
                    fallback.to(),
                    fallback.from(),
                    fallback.reason()));
        }
        return text.toString();
    }

    /** Returns a line that says what models cost that workers loaded for themselves. */
    private static String workerModels(ModelUse use) {
        String memory = use.residentBytes() == 0
                ? ""
                : format("; %,d MB resident in all, %,d MB of it with the models", use.residentBytes() / MEGABYTE, use.modelBytes() / MEGABYTE);
        return format(
                "%n%,d worker%s loaded the model, %,d rows computed there in %.2f s of their time%s",
                use.workers(),
                use.workers() == 1 ? "" : "s each",
                use.rows(),
                use.seconds(),
                memory);
    }

    /** Returns a line that says how good the forecasts were that strategies look at. */
    private static String scores(ForecastScores scores) {
        return scores.isEmpty()
                ? ""
                : format("%n  ") + ScoreLine.of(scores);
    }

    /** Returns how the folds lie, by the names of the options, as far as that is not the usual way. */
    private static String folds(WalkForward folds) {
        List<String> unusual = new ArrayList<>();
        if (folds.anchored()) {
            unusual.add("anchored");
        }
        if (folds.step() != WalkForward.DEFAULT.step()) {
            unusual.add(format("step %,d", folds.step()));
        }
        if (folds.purge() != WalkForward.DEFAULT.purge()) {
            unusual.add(format("purge %,d", folds.purge()));
        }
        return unusual.isEmpty() ? "" : " (" + String.join(", ", unusual) + ")";
    }

    private static String withoutForecasts(Study study) {
        WalkForward folds = study.walkForward();
        return format(
                "%s, fitted on %s%,d bar%s%s, every %s; %s for %s",
                simulations(study),
                folds.anchored() ? "at least " : "",
                folds.train() - folds.purge(),
                Printable.plural(folds.train() - folds.purge()),
                folds.testBars() == 0 ? "" : format(" and tested on the next %,d", folds.testBars()),
                folds.step() == 1 ? "bar" : format("%,d bars", folds.step()),
                search(study),
                study.metric().name() + sharing(study));
    }

    /** Returns which simulations share their parameters, and how what they are fitted on is filled where that is not usual. */
    private static String sharing(Study study) {
        int folds = study.search().sharedBy();
        return (folds > 1 ? format(", each %,d simulations share parameters", folds) : "")
                + (study.search().isPooled() ? ", all symbols share parameters" : "")
                + (study.search().fills() == Fills.SIMULATOR ? ", on fills by the simulator" : "");
    }

    /** Returns how many simulations a symbol has: those that its bars have room for, however many were asked for. */
    private static String simulations(Study study) {
        int asked = study.walkForward().simulations();
        IntSummaryStatistics usable = IntStream.range(0, study.symbols().size())
                .map(s -> Math.min(asked, study.walkForward().room(study.symbols().get(s).bars().size(), study.firstBar(s))))
                .summaryStatistics();
        return format(
                "%s%,d simulation%s per symbol%s",
                usable.getMin() < usable.getMax() ? format("%,d to ", usable.getMin()) : "",
                usable.getMax(),
                Printable.plural(usable.getMax()),
                usable.getMax() < asked
                        ? format(" (of %,d asked for; the bars have no room for more)", asked)
                        : usable.getMin() < asked ? " (where fewer, the bars have no room for more)" : "");
    }

    private static String search(Study study) {
        List<String> budgets = study.strategies().stream()
                .filter(strategy -> !strategy.space().isEmpty() && study.search().search().hasBudget())
                .map(strategy -> study.search().budgetOf(strategy).evaluations())
                .distinct()
                .map(String::valueOf)
                .toList();
        SearchRules rules = study.search().rules();
        if (budgets.isEmpty() && rules.equals(SearchRules.DEFAULT)) {
            return study.search().name() + " search";
        }
        String evaluations = budgets.equals(List.of("1")) ? " evaluation" : " evaluations";
        return "search " + study.search().name() + (budgets.isEmpty() ? "" : " (" + String.join("/", budgets) + evaluations + ")")
                + (rules.patience() == null ? "" : format(", ended after %,d without a better point", rules.patience()))
                + (rules.target() == null ? "" : ", ended at " + plain(rules.target()))
                + (rules.batch() == SearchRules.DEFAULT.batch() ? "" : format(", %,d points at a time", rules.batch()));
    }

    /** Returns what is kept of trials where that is not all of them. */
    static String trials(Study study) {
        if (!study.search().keepsTrials()) {
            return "";
        }
        TrialRoom room = TrialRoom.least(study);
        int metrics = study.metric().parts().size();
        boolean whole = true;
        int parameters = 0; // of the strategy whose trials take most
        for (TunableStrategy strategy : study.strategies()) {
            if (!strategy.space().isEmpty()) {
                long most = study.search().evaluations(strategy).orElse(0);
                whole &= most <= room.mostWhole(strategy.space().dimension(), metrics);
                parameters = Math.max(parameters, strategy.space().dimension());
            }
        }
        return whole
                ? ""
                : format(
                        "Of a search with more than %,d trials the best %,d and an even sample of %,d are kept%n",
                        room.mostWhole(parameters, metrics), room.best(parameters, metrics), room.sample(parameters, metrics));
    }

    /** Returns what the strategies with an end-of-day mode may choose from, if the study has such strategies. */
    private static String endOfDay(Study study) {
        Set<String> modes = new TreeSet<>();
        study.strategies().forEach(strategy -> {
            String mode = strategy.spec().settings().get("closeAtEndOfDay");
            if (mode != null) {
                modes.add(mode);
            }
        });
        return modes.isEmpty() ? "" : "; close at end of day " + String.join(", ", modes);
    }
}
