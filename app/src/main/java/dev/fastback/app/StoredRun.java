package dev.fastback.app;

import java.util.List;

/**
 * The run that a report is of.
 *
 * @param id its id in the store
 * @param notes what happened to it, a line each
 */
record StoredRun(String id, List<String> notes) {
    StoredRun {
        notes = List.copyOf(notes);
    }
}
