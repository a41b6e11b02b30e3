package dev.fastback.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dictionaries that were read until now, by their numbers. */
final class Dictionaries {
    private final Map<Long, Cells> byId = new HashMap<>();

    /** Takes a dictionary in the place of one of the same number, or, as {@code more} says, what follows that one. */
    void put(long id, Cells values, boolean more) {
        @Nullable Cells before = byId.get(id);
        byId.put(id, more && before != null ? joined(before, values) : values);
    }

    /**
     * Returns a dictionary.
     *
     * @throws dev.fastback.data.findings.BarDataException if it is not there
     */
    Cells get(long id, ArrowBatch batch) {
        @Nullable Cells values = byId.get(id);
        if (values == null) {
            throw batch.damaged("a dictionary is not there");
        }
        return values;
    }

    private static Cells joined(Cells before, Cells more) {
        List<Cells> parts = new ArrayList<>(before instanceof Joined joined ? joined.parts() : List.of(before));
        parts.add(more);
        return new Joined(List.copyOf(parts));
    }

    /** One dictionary after another; there are few. */
    private record Joined(List<Cells> parts) implements Cells {
        private <T> T at(int i, Value<T> value) {
            int place = i;
            for (Cells part : parts) {
                if (place < part.size()) {
                    return value.of(part, place);
                }
                place -= part.size();
            }
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        public boolean isMissing(int i) {
            return at(i, Cells::isMissing);
        }

        @Override
        public double number(int i) {
            return at(i, Cells::number);
        }

        @Override
        public String text(int i) {
            return at(i, Cells::text);
        }

        @Override
        public int size() {
            return Math.toIntExact(parts.stream().mapToLong(Cells::size).sum());
        }
    }

    private interface Value<T> {
        T of(Cells cells, int i);
    }
}
