package dev.fastback.search.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DirectLevelsTest {
    private static final int RECTANGLES = 400;
    private static final int LEVEL = 3;

    @Test
    void keepsTheOrderOfThePublishedLists() {
        long seed = Long.getLong("fastback.seed", 7L);
        System.out.println("keepsTheOrderOfThePublishedLists: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            check(random, 2 + random.nextInt(round % 2 == 0 ? 6 : 1000));
        }
    }

    private static void check(SplittableRandom random, int differentValues) {
        DirectRectangles rectangles = new DirectRectangles(1, 4);
        rectangles.addCube();
        DirectLevels levels = new DirectLevels(rectangles);
        // The published list, which keeps taken rectangles until they are released.
        List<Integer> list = new ArrayList<>();
        IntSequence taken = new IntSequence();
        double[] values = new double[RECTANGLES + 2];
        int parent = -1;
        while (rectangles.count() < RECTANGLES) {
            int plus = rectangles.count();
            int minus = plus + 1;
            rectangles.addPair(0, 0, 0.1);
            for (int i = plus; i <= minus; i++) {
                values[i] = random.nextInt(differentValues) - differentValues / 2;
                rectangles.setValue(i, values[i]);
                assertThat(rectangles.value(i)).isEqualTo(values[i]);
            }
            insertPair(list, values, plus, minus);
            if (parent < 0) {
                levels.insertPair(LEVEL, plus, minus);
            } else {
                levels.insertPairAndParent(LEVEL, plus, minus, parent);
                walk(list, 0, values, parent);
                parent = -1;
            }
            assertThat(levels.head(LEVEL)).isEqualTo(list.stream().filter(i -> !contains(taken, i)).findFirst().orElseThrow());
            if (taken.size > 0) {
                int released = release(levels, taken, list);
                parent = random.nextBoolean() ? released : -1;
            } else if (random.nextInt(3) > 0) {
                taken.add(levels.take(LEVEL));
                assertThat(taken.items[0]).isEqualTo(list.getFirst());
                if (random.nextInt(4) == 0) {
                    double margin = random.nextInt(differentValues);
                    levels.takeEqual(LEVEL, margin, taken);
                    double limit = values[list.getFirst()] + margin;
                    assertThat(Arrays.copyOf(taken.items, taken.size)).containsExactly(list.stream()
                            .filter(i -> values[i] <= limit)
                            .mapToInt(Integer::intValue)
                            .toArray());
                }
            }
        }
        while (taken.size > 0) {
            release(levels, taken, list);
        }
        while (!list.isEmpty()) {
            assertThat(levels.take(LEVEL)).isEqualTo(list.removeFirst());
            levels.release(LEVEL);
        }
        assertThat(levels.head(LEVEL)).isNegative();
    }

    private static int release(DirectLevels levels, IntSequence taken, List<Integer> list) {
        int first = taken.items[0];
        System.arraycopy(taken.items, 1, taken.items, 0, --taken.size);
        levels.release(LEVEL);
        list.remove(Integer.valueOf(first));
        return first;
    }

    private static boolean contains(IntSequence sequence, int item) {
        return Arrays.stream(sequence.items, 0, sequence.size).anyMatch(i -> i == item);
    }

    // The rules of the linked lists, case by case.
    private static void insertPair(List<Integer> list, double[] values, int plus, int minus) {
        if (list.isEmpty()) {
            list.add(values[minus] < values[plus] ? minus : plus);
            list.add(values[minus] < values[plus] ? plus : minus);
            return;
        }
        double head = values[list.getFirst()];
        boolean minusFirst = values[minus] < values[plus];
        int first = minusFirst ? minus : plus;
        int second = minusFirst ? plus : minus;
        if (values[first] >= head) {
            walk(list, walk(list, 0, values, first), values, second);
            return;
        }
        boolean behindHead = minusFirst ? !(values[second] < head) : head < values[second];
        if (behindHead) {
            walk(list, 0, values, second);
        } else {
            list.addFirst(second);
        }
        list.addFirst(first);
    }

    private static int walk(List<Integer> list, int from, double[] values, int rectangle) {
        int at = from;
        if (!list.isEmpty() && values[rectangle] < values[list.getFirst()]) {
            list.addFirst(rectangle);
            return 0;
        }
        while (at < list.size() && !(values[list.get(at)] > values[rectangle])) {
            at++;
        }
        list.add(at, rectangle);
        return at;
    }
}
