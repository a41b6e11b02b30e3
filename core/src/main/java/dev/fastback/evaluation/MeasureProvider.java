package dev.fastback.evaluation;

import dev.fastback.component.Component;
import java.util.List;

/**
 * Figures of accounts that lie beside the core, found with {@link java.util.ServiceLoader}. On the command line and in results each is named after
 * its provider: {@code ta4j:net-profit}.
 */
public interface MeasureProvider extends Component {
    /** Returns its figures, in the order of lists: equal ones for each call. Their names begin with the provider's and a colon. */
    List<Measure> measures();

    /**
     * Returns the figure of a name without the provider's.
     *
     * @param name in any spelling that the provider understands
     * @throws IllegalArgumentException if there is none; the message says which there are
     */
    Measure measure(String name);
}
