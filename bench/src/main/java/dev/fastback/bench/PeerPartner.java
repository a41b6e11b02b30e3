package dev.fastback.bench;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Search;
import dev.fastback.search.Solution;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Fastback's side of a comparison with a peer: the peer's script starts it, asks for the problems, and has the two time themselves in
 * turns. Requests and answers are lines on standard input and output.
 *
 * <ul>
 *   <li>{@code problems BARS COUNT}: COUNT lines, each {@code eod;fee;close;high;low;highForecast;lowForecast;position}, columns
 *       separated by commas within; fee rule original.
 *   <li>{@code direct|exact BARS COUNT MAXFUN SECONDS}: repeats all problems for about SECONDS, then one line per problem {@code
 *       high;low;profit;evaluations} and a last line {@code seconds X}, the seconds of one optimization.
 * </ul>
 */
public final class PeerPartner {
    private PeerPartner() {}

    /** Serves requests until standard input ends. */
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            List<EntryExitProblem> problems =
                    Problems.of(Integer.parseInt(words[1]), Integer.parseInt(words[2]), FeeRule.ORIGINAL);
            if (words[0].equals("problems")) {
                problems.forEach(PeerPartner::print);
            } else {
                time(words[0], problems, Integer.parseInt(words[3]), Double.parseDouble(words[4]));
            }
            System.out.flush();
        }
    }

    private static void print(EntryExitProblem p) {
        System.out.println(p.closeAtEndOfDay() + ";" + p.feeFraction() + ";" + text(p.close()) + ";" + text(p.high()) + ";"
                + text(p.low()) + ";" + text(p.highForecast()) + ";" + text(p.lowForecast()) + ";" + text(p.leg(0)));
    }

    private static String text(double[] column) {
        return Arrays.toString(column).replaceAll("[\\[\\] ]", "");
    }

    private static void time(String name, List<EntryExitProblem> problems, int maxfun, double seconds) {
        Search search = name.equals("exact") ? new ExactSearch() : new DirectSearch(DirectConfig.scipy(maxfun));
        Solution[] solutions = new Solution[problems.size()];
        long start = System.nanoTime();
        long runs = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            for (int i = 0; i < solutions.length; i++) {
                solutions[i] = search.search(new EntryExitObjective(problems.get(i), ScalarEvaluator.INSTANCE));
            }
            runs += solutions.length;
        }
        double each = (System.nanoTime() - start) / 1e9 / runs;
        for (Solution s : solutions) {
            System.out.println(s.point()[0] + ";" + s.point()[1] + ";" + s.value() + ";" + s.evaluations());
        }
        System.out.println("seconds " + each);
    }
}
