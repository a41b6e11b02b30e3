package dev.fastback.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DirectLevelsTest {
    private static final int RECTANGLES = 400;

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
        List<Integer> list = new ArrayList<>();
        while (rectangles.count() < RECTANGLES) {
            int plus = add(rectangles, random.nextInt(differentValues));
            int minus = add(rectangles, random.nextInt(differentValues));
            levels.insertPair(plus, minus);
            insertPair(list, rectangles.values, plus, minus);
            for (int i = random.nextInt(3); i > 0; i--) {
                Integer taken = list.remove(random.nextInt(3) == 0 ? random.nextInt(list.size()) : 0);
                levels.remove(taken);
                if (random.nextBoolean()) {
                    levels.insert(taken);
                    walk(list, 0, rectangles.values, taken);
                }
            }
            assertThat(levels.size(3)).isEqualTo(list.size());
            if (!list.isEmpty()) {
                assertThat(levels.head(3)).isEqualTo(list.getFirst());
            }
            if (!list.isEmpty() && random.nextInt(20) == 0) {
                double margin = random.nextInt(differentValues);
                IntSequence equal = new IntSequence();
                levels.appendEqual(3, margin, equal);
                double limit = rectangles.values[list.getFirst()] + margin;
                assertThat(Arrays.copyOf(equal.items, equal.size)).containsExactly(list.stream()
                        .skip(1)
                        .filter(i -> rectangles.values[i] <= limit)
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
        while (!list.isEmpty()) {
            assertThat(levels.head(3)).isEqualTo(list.getFirst());
            levels.remove(list.removeFirst());
        }
    }

    private static int add(DirectRectangles rectangles, double value) {
        int rectangle = rectangles.count();
        rectangles.addMoved(0, 0, 0.1);
        rectangles.values[rectangle] = value;
        rectangles.levels[rectangle] = 3;
        return rectangle;
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
