package dev.fastback.search.methods;

import dev.fastback.search.AskTell;
import dev.fastback.search.Objective;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.SplitSearch;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates every point of the space that meets its constraints, the last parameter fastest; of equal points the first is the best. Of
 * several metrics the front is exact. A real parameter that takes any value of an interval is given {@value #INTERVALS} equal steps, of its
 * logarithm where it is searched on a logarithmic scale. Has no budget and no state.
 */
public final class GridSearch implements SplitSearch {
    /** Its name. */
    public static final String NAME = "grid";

    /** Steps of a real parameter without a step of its own. */
    public static final int INTERVALS = 64;

    /** Makes the search; it has no settings. */
    public GridSearch() {}

    /**
     * Returns the number of points of a space's grid, whether or not they meet the constraints; {@link Long#MAX_VALUE} for that many and
     * more.
     */
    public static long count(ParameterSpace space) {
        long product = 1;
        for (Parameter parameter : space.parameters()) {
            long count = GridCursor.count(parameter);
            product = product > Long.MAX_VALUE / count ? Long.MAX_VALUE : product * count;
        }
        return product;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasBudget() {
        return false;
    }

    @Override
    public boolean evaluatesPoints() {
        return true;
    }

    @Override
    public boolean keepsTrials() {
        return true;
    }

    @Override
    public boolean weighsSeveralMetrics() {
        return true;
    }

    @Override
    public Solution search(Objective objective, SearchContext context) {
        return AskTell.run(new Grid(objective.space()), objective, context);
    }

    @Override
    public long places(ParameterSpace space) {
        return count(space);
    }

    @Override
    public long points(ParameterSpace space, long from, long to) {
        if (space.constraints().isEmpty()) {
            return to - from;
        }
        GridCursor cursor = new GridCursor(space, from);
        double[] point = new double[space.dimension()];
        long points = 0;
        for (long place = from; place < to && cursor.next(point); place++) {
            points += space.meetsConstraints(point) ? 1 : 0;
        }
        return points;
    }

    @Override
    public Optional<Solution> search(Objective objective, SearchContext context, long from, long to) {
        Grid part = new Grid(objective.space(), from, to);
        return part.ask().count() == 0 ? Optional.empty() : Optional.of(AskTell.run(part, objective, context));
    }

    @Override
    public Solution joined(ParameterSpace space, List<Solution> parts) {
        return Grid.joined(space, parts);
    }
}
