package dev.fastback.search;

import dev.fastback.search.space.ParameterSpace;
import java.util.List;
import java.util.Optional;

/**
 * A search whose points are known beforehand, each at a place of its own: ranges of places may be searched apart, anywhere, and what was found
 * be put together to what the whole search finds. It has no budget of evaluations; one that ends early is not split.
 */
public interface SplitSearch extends Search {
    /** Returns the number of places in a space, those that its constraints forbid included; {@link Long#MAX_VALUE} for that many and more. */
    long places(ParameterSpace space);

    /** Returns how many places of a range, {@code from} (inclusive) to {@code to} (exclusive), hold a point that the constraints permit. */
    long points(ParameterSpace space, long from, long to);

    /**
     * Searches the places of a range, {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @return the best there; empty where the constraints permit none
     * @throws StoppedException if told to stop before it had ended
     */
    Optional<Solution> search(Objective objective, SearchContext context, long from, long to);

    /**
     * Puts together what was found.
     *
     * @param parts the solutions of ranges that follow one another from the first place on
     * @throws IllegalArgumentException if there are none; the message says why
     */
    Solution joined(ParameterSpace space, List<Solution> parts);
}
