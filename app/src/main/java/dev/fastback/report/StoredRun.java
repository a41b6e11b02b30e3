package dev.fastback.report;

import java.util.List;

/**
 * The run that a report is of.
 *
 * @param id its id in the store
 * @param notes what happened to it, a line each
 */
public record StoredRun(String id, List<String> notes) {
    public StoredRun {
        notes = List.copyOf(notes);
    }
}
