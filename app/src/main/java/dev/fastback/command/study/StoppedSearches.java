package dev.fastback.command.study;

import dev.fastback.result.SimulationResult.Unfinished;
import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.study.Study;
import dev.fastback.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Remembers what the searches had found that were given up when the run was stopped, and tells it. */
final class StoppedSearches implements RunListener {
    private static final int MOST = 5;

    private final Study study;
    private final List<String> lines = new ArrayList<>();

    StoppedSearches(Study study) {
        this.study = study;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.SearchStopped stopped && stopped.result().search() != null && lines.size() < MOST) {
            Unfinished search = stopped.result().search();
            lines.add(study.symbols().get(stopped.result().simulation().symbol()).name() + ", simulation "
                    + stopped.result().simulation().fold().index() + ", " + search.strategy() + ": the search was given up after "
                    + search.evaluations() + " evaluations; its best so far is " + search.value() + " at " + search.parameters());
        }
    }

    /** Tells it, a line each; of many the first. */
    void tell(Terminal terminal) {
        lines.forEach(terminal::say);
    }
}
