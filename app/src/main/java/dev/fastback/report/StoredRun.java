package dev.fastback.report;

import dev.fastback.result.RunHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run that a report is of.
 *
 * @param id its id in the store
 * @param notes what happened to it, a line each
 * @param history how often its data was looked at; null until it has ended
 */
public record StoredRun(String id, List<String> notes, @Nullable RunHistory history) {
    public StoredRun {
        notes = List.copyOf(notes);
    }
}
