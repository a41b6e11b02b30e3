package dev.fastback.data;

import java.util.Objects;

/**
 * Where rows come from, as messages name it.
 *
 * @param name the file's name as the user gave it, or what stands for it
 * @param timeColumn the name of the column that holds the time
 * @param hasVolume whether there is a volume column; without one, zero volumes mean nothing
 */
public record BarSource(String name, String timeColumn, boolean hasVolume) {
    public BarSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(timeColumn, "timeColumn");
    }
}
