package dev.fastback.search.direct;

import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.study.Searches;
import dev.fastback.search.Solution;
import java.util.Objects;

/**
 * Searches an objective with {@link Direct}.
 *
 * @param config budget, variant and limits
 */
public record DirectSearch(DirectConfig config) implements Search {
    public DirectSearch {
        Objects.requireNonNull(config, "config");
    }

    /** Returns {@code direct}, {@code direct-original} or {@code direct-l-original}. */
    @Override
    public String name() {
        return config.variant().label();
    }

    @Override
    public Solution search(Objective objective) {
        Direct direct = new Direct(objective.space(), config);
        double[] values = new double[64];
        for (PointBatch points = direct.ask(); points.count() > 0; points = direct.ask()) {
            if (values.length < points.count()) {
                values = new double[2 * points.count()];
            }
            objective.evaluate(points, values);
            direct.tell(values);
        }
        Solution best = direct.best();
        direct.giveBack();
        return best;
    }
}
