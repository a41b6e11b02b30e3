package dev.fastback.engine;

import java.util.Objects;

/**
 * A device that another process of this machine is to open.
 *
 * @param index its number in the list of devices
 * @param name its name there: a list that has another one under the number is another list
 * @param precision in which numbers it searches first
 * @param required whether nothing may run without it
 */
public record DeviceRequest(int index, String name, Precision precision, boolean required) {
    public DeviceRequest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(precision, "precision");
        if (index < 0) {
            throw new IllegalArgumentException("index must not be negative: " + index);
        }
    }
}
