package dev.fastback.search.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * NSGA-II: a population moves towards the whole front of several metrics. Batches of children, parents chosen by rank and crowding in
 * tournaments of two, crossed and mutated; the best by rank, and the least crowded of a rank, stay.
 *
 * <p>K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Transactions on
 * Evolutionary Computation 6(2), 2002, with simulated binary crossover (index 15) and polynomial mutation (index 20, one parameter of a child on
 * average). A feasible point dominates others; of those the smaller sum of violations. NaN is less than any number.
 */
public final class Nsga2 implements Sampler {
    private static final int POPULATION = 48;
    private static final double CROSSED = 0.9;
    private static final double CROSSOVER_INDEX = 15;
    private static final double MUTATION_INDEX = 20;

    private final Cube cube;
    private List<Ranked> population = new ArrayList<>();
    private History history;

    /** A member: the number of its point, its front from 0, and how far its neighbours in the front are. */
    private record Ranked(int point, int rank, double distance) {
        boolean isPreferredTo(Ranked other) {
            return rank != other.rank ? rank < other.rank : distance > other.distance;
        }
    }

    /** Makes one for the points of a cube. */
    public Nsga2(Cube cube) {
        this.cube = cube;
        this.history = new History(cube.dimension());
    }

    @Override
    public void begin(History newHistory) {
        history = newHistory;
    }

    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        if (population.size() < 2 || history.size() < POPULATION) {
            draws.fill(unit);
            return;
        }
        int one = parent(draws);
        int two = parent(draws);
        boolean crossed = draws.next() < CROSSED;
        for (int d = 0; d < unit.length; d++) {
            double first = history.at(one, d);
            unit[d] = crossed && draws.next() < 0.5 ? crossed(draws, d, first, history.at(two, d)) : first;
            if (draws.next() * unit.length < 1) {
                unit[d] = cube.isOrdered(d) ? mutated(draws.next(), unit[d]) : draws.next();
            }
        }
    }

    private int parent(Draws draws) {
        Ranked one = population.get(draws.nextInt(population.size()));
        Ranked two = population.get(draws.nextInt(population.size()));
        return two.isPreferredTo(one) ? two.point() : one.point();
    }

    private double crossed(Draws draws, int d, double one, double two) {
        if (!cube.isOrdered(d)) {
            return two;
        }
        double u = draws.next();
        double exponent = 1 / (CROSSOVER_INDEX + 1);
        double spread = u <= 0.5 ? StrictMath.pow(2 * u, exponent) : StrictMath.pow(1 / (2 * (1 - u)), exponent);
        double side = draws.next() < 0.5 ? spread : -spread;
        return (one + two + side * (one - two)) / 2;
    }

    private static double mutated(double u, double place) {
        double exponent = 1 / (MUTATION_INDEX + 1);
        double shift = u < 0.5 ? StrictMath.pow(2 * u, exponent) - 1 : 1 - StrictMath.pow(2 * (1 - u), exponent);
        return place + shift;
    }

    @Override
    public void tell(History told, int[] points, int count) {
        List<Integer> all = new ArrayList<>();
        population.forEach(member -> all.add(member.point()));
        for (int i = 0; i < count; i++) {
            all.add(points[i]);
        }
        population = selected(told, all.stream().distinct().sorted().toList());
    }

    private static List<Ranked> selected(History history, List<Integer> points) {
        List<Ranked> chosen = new ArrayList<>();
        List<Integer> rest = points;
        for (int rank = 0; !rest.isEmpty() && chosen.size() < POPULATION; rank++) {
            List<Integer> left = rest;
            List<Integer> front = rest.stream()
                    .filter(p -> left.stream().noneMatch(q -> dominates(history, q, p)))
                    .toList();
            List<Ranked> ranked = ranked(history, front, rank);
            if (chosen.size() + ranked.size() > POPULATION) {
                ranked.sort((a, b) -> a.isPreferredTo(b) ? -1 : b.isPreferredTo(a) ? 1 : Integer.compare(a.point(), b.point()));
                ranked = ranked.subList(0, POPULATION - chosen.size());
            }
            chosen.addAll(ranked);
            rest = rest.stream().filter(p -> !front.contains(p)).toList();
        }
        return chosen;
    }

    private static List<Ranked> ranked(History history, List<Integer> front, int rank) {
        double[] distance = new double[front.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < distance.length; i++) {
            order.add(i);
        }
        for (int m = 0; m < history.metrics(); m++) {
            int metric = m;
            order.sort((i, j) -> {
                int by = Double.compare(value(history, front.get(i), metric), value(history, front.get(j), metric));
                return by != 0 ? by : Integer.compare(front.get(i), front.get(j));
            });
            double least = value(history, front.get(order.getFirst()), metric);
            double range = value(history, front.get(order.getLast()), metric) - least;
            distance[order.getFirst()] = Double.POSITIVE_INFINITY;
            distance[order.getLast()] = Double.POSITIVE_INFINITY;
            for (int i = 1; i + 1 < order.size() && range > 0 && range < Double.POSITIVE_INFINITY; i++) {
                distance[order.get(i)] += (value(history, front.get(order.get(i + 1)), metric)
                                - value(history, front.get(order.get(i - 1)), metric))
                        / range;
            }
        }
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < distance.length; i++) {
            ranked.add(new Ranked(front.get(i), rank, distance[i]));
        }
        return ranked;
    }

    private static boolean dominates(History history, int one, int other) {
        double violation = history.violation(one);
        if (violation != history.violation(other)) {
            return violation < history.violation(other);
        }
        boolean better = false;
        for (int m = 0; m < history.metrics(); m++) {
            double mine = value(history, one, m);
            double theirs = value(history, other, m);
            if (mine < theirs) {
                return false;
            }
            better |= mine > theirs;
        }
        return violation == 0 && better;
    }

    private static double value(History history, int point, int metric) {
        double value = history.value(point, metric);
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }
}
