package dev.fastback.profile;

import java.util.EnumMap;
import java.util.Map;

/** Amounts by part. Not safe for use by several threads. */
final class Tally {
    private final Map<Part, Double> amounts = new EnumMap<>(Part.class);

    void add(Part part, double amount) {
        amounts.merge(part, amount, Double::sum);
    }

    void add(Tally other, double times) {
        other.amounts.forEach((part, amount) -> add(part, times * amount));
    }

    /** Returns a part's amount, those of its own parts included. */
    double of(Part part) {
        double sum = amounts.getOrDefault(part, 0.0);
        for (Part other : Part.values()) {
            if (other.whole() == part) {
                sum += amounts.getOrDefault(other, 0.0);
            }
        }
        return sum;
    }

    /** Returns the part with the largest amount of its own, the earlier of equals; {@link Part#OTHER} without any. */
    Part largest() {
        Part largest = Part.OTHER;
        double most = 0;
        for (Map.Entry<Part, Double> amount : amounts.entrySet()) {
            if (amount.getValue() > most) {
                largest = amount.getKey();
                most = amount.getValue();
            }
        }
        return largest;
    }

    /** Returns all amounts together. */
    double sum() {
        return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
