package dev.fastback.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of order in every shape of bar, without costs: at which prices it is filled. */
class FillsTableTest {
    /** Open, high, low and close of the bar after an order at a close of 100; levels are 95 and 105. */
    private static final Map<String, double[]> SHAPES = Map.of(
            "inside", new double[] {100, 102, 98, 101},
            "up", new double[] {100, 108, 99, 107},
            "down", new double[] {100, 101, 92, 93},
            "gap up", new double[] {110, 112, 108, 111},
            "gap down", new double[] {90, 92, 88, 91},
            "both", new double[] {100, 106, 94, 101},
            "exactly", new double[] {100, 105, 95, 100},
            "gap up, back", new double[] {110, 112, 93, 94},
            "gap down, back", new double[] {90, 107, 88, 106});

    /** What is ordered, the shape, the fills (bought +, sold -), and the fills in the optimistic order where they differ. */
    private static final String TABLE = """
            buy market        | inside         | +100
            buy market        | gap up         | +110
            sell market       | gap down       | -90
            buy market        | gap down       | +90
            buy market        | both           | +100
            buy market        | exactly        | +100
            sell market       | gap up         | -110
            buy close         | both           | +101
            buy close         | gap down       | +91
            buy close         | exactly        | +100
            sell close        | gap up         | -111
            buy limit 95      | inside         |
            buy limit 95      | up             |
            buy limit 95      | down           | +95
            buy limit 95      | gap up         |
            buy limit 95      | gap down       | +90
            buy limit 95      | both           | +95
            buy limit 95      | exactly        |
            buy limit 95      | gap up, back   | +95
            buy limit 95      | gap down, back | +90
            sell limit 105    | inside         |
            sell limit 105    | up             | -105
            sell limit 105    | gap up         | -110
            sell limit 105    | gap down       |
            sell limit 105    | exactly        |
            sell limit 105    | gap down, back | -105
            touch limit 95    | exactly        | +95
            touch limit 95    | inside         |
            touch limit 95    | both           | +95
            touch limit 95    | gap up         |
            touch limit 95    | gap down       | +90
            sell limit 105    | both           | -105
            sell limit 105    | down           |
            buy stop 105      | inside         |
            buy stop 105      | up             | +105
            buy stop 105      | gap up         | +110
            buy stop 105      | gap down       |
            buy stop 105      | both           | +105
            buy stop 105      | exactly        | +105
            buy stop 105      | gap down, back | +105
            sell stop 95      | inside         |
            sell stop 95      | down           | -95
            sell stop 95      | gap down       | -90
            sell stop 95      | exactly        | -95
            sell stop 95      | gap up, back   | -95
            sell stop 95      | both           | -95
            sell stop 95      | gap up         |
            sell stop 95      | gap down, back | -90
            buy stop 105      | gap up, back   | +110
            stop-limit 105    | inside         |
            stop-limit 105    | up             | +105
            stop-limit 105    | exactly        | +105
            stop-limit 105    | gap up         |
            stop-limit 105    | gap down       |
            stop-limit 105    | both           | +105
            stop-limit 105    | gap up, back   | +106
            long 95 105       | inside         |
            long 95 105       | up             | -105
            long 95 105       | down           | -95
            long 95 105       | gap up         | -110
            long 95 105       | gap down       | -90
            long 95 105       | both           | -95            | -105
            long 95 105       | exactly        | -95
            long 95 105       | gap up, back   | -110
            long 95 105       | gap down, back | -90
            short 105 95      | up             | +105
            short 105 95      | down           | +95
            short 105 95      | gap up         | +110
            short 105 95      | gap down       | +90
            short 105 95      | both           | +105           | +95
            short 105 95      | exactly        | +105
            long trail 5      | down           | -95
            long trail 5      | exactly        | -95
            long trail 5      | gap down       | -90
            long trail 5      | up             |
            long trail 5      | both           | -95
            long trail 5      | gap up         |
            long trail 5      | gap up, back   | -95
            long trail 5      | gap down, back | -90
            long share 0.05   | down           | -95
            long share 0.05   | both           | -95
            long share 0.05   | exactly        | -95
            long share 0.05   | gap up         |
            long share 0.05   | gap down       | -90
            long range 5      | down           | -95
            long range 5      | both           | -95
            long range 5      | exactly        | -95
            long range 5      | gap up         |
            long range 5      | gap down       | -90
            short trail 5     | up             | +105
            short trail 5     | down           |
            short trail 5     | both           | +105
            short trail 5     | exactly        | +105
            short trail 5     | gap up         | +110
            short trail 5     | gap down       |
            long exit         | gap up         | -110
            long exit close   | both           | -101
            long time         | gap down       | -90
            long time         | gap up         | -110
            long time         | both           | -100
            long time         | exactly        | -100
            short time        | gap up         | +110
            short time        | gap down       | +90
            long exit         | gap down       | -90
            long exit         | both           | -100
            long exit         | exactly        | -100
            long exit close   | gap up         | -111
            long exit close   | gap down       | -91
            long exit close   | exactly        | -100
            long limit 105    | both           | -105
            long limit 105    | gap down       |
            long limit 105    | gap down, back | -105
            short 105 95      | inside         |
            short 105 95      | gap up, back   | +110
            short 105 95      | gap down, back | +90
            long limit 105    | up             | -105
            long limit 105    | gap up         | -110
            long limit 105    | exactly        |
            long reverse      | gap down       | -90 -90
            bought 95 94 105  | both           | +95 -94        | +95 -105
            bought 95 90 105  | both           | +95            | +95 -105
            bought 95 90 105  | gap down       | +90 -90
            bought 95 80 105  | gap down       | +90
            bought 95 80 105  | gap down, back | +90 -105
            bought 95 94 96   | both           | +95 -94        | +95 -96
            bought 95 90 96   | both           | +95 -96
            stopped in 105 95 120 | both       | +105 -95       | +105
            stopped in 105 95 120 | inside     |
            stopped in 105 99 107 | up         | +105 -99       | +105 -107
            stopped in 105 90 107 | up         | +105 -107
            stopped in 105 104 120 | gap up    | +110
            stopped in 105 109 120 | gap up    | +110 -109
            """;

    static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void fillsAtThePricesOfTheTable(String row) {
        String[] cells = row.split("\\|", -1);
        String order = cells[0].strip();
        double[] shape = SHAPES.get(cells[1].strip());
        String worse = cells[2].strip();
        String optimistic = cells.length > 3 ? cells[3].strip() : worse;
        assertThat(fills(order, shape, Ambiguity.WORSE, !worse.equals(optimistic))).isEqualTo(worse);
        assertThat(fills(order, shape, Ambiguity.OPTIMISTIC, !worse.equals(optimistic))).isEqualTo(optimistic);
    }

    private static String fills(String order, double[] shape, Ambiguity ambiguity, boolean unknown) {
        Prices prices = Bars.of(Bars.flat(100), Bars.flat(100), shape);
        LimitFill limits = order.startsWith("touch") ? LimitFill.TOUCH : LimitFill.THROUGH;
        Venue venue = Venue.of(Costs.NONE).withAmbiguity(ambiguity).withLimitFill(limits);
        Ledger ledger = new Simulator(venue).run(prices, 1, 3, account -> place(account, order));
        List<String> fills = new ArrayList<>();
        for (int i = 0; i < ledger.fills(); i++) {
            Fill fill = ledger.fill(i);
            if (fill.bar() == 2) {
                fills.add((fill.units() > 0 ? "+" : "-") + (fill.price() == Math.rint(fill.price()) ? "" + (int) fill.price() : "" + fill.price()));
            }
        }
        assertThat(ledger.isAmbiguous(1)).as("%s is ambiguous", order).isEqualTo(unknown);
        return String.join(" ", fills);
    }

    private static void place(Account account, String order) {
        String[] words = order.split(" ");
        if (account.bar() == 0) {
            hold(account, words);
        } else if (account.bar() == 1) {
            next(account, words);
        }
    }

    /** Positions that are there before the bar, opened at 100. */
    private static void hold(Account account, String[] words) {
        int side = words[0].equals("short") ? -1 : 1;
        if (words[0].equals("short") || words[0].equals("long")) {
            Ticket ticket = account.enter(side);
            switch (words[1]) {
                case "trail" -> ticket.trailBy(level(words[2]));
                case "share" -> ticket.trail(level(words[2]));
                case "range" -> ticket.trailBy(new double[] {level(words[2]), level(words[2]), 50});
                case "time" -> ticket.maxBars(1);
                case "exit", "limit", "reverse" -> {}
                default -> ticket.stopLossAt(level(words[1])).takeProfitAt(level(words[2]));
            }
        }
    }

    private static void next(Account account, String[] words) {
        switch (words[0]) {
            case "buy", "sell", "touch" -> {
                Ticket ticket = account.enter(words[0].equals("sell") ? -1 : 1);
                switch (words[1]) {
                    case "close" -> ticket.atClose();
                    case "limit" -> ticket.limit(level(words[2]));
                    case "stop" -> ticket.stop(level(words[2]));
                    default -> {}
                }
            }
            case "stop-limit" -> account.enter(1).stop(level(words[1])).limit(level(words[1]) + 1);
            case "bought" -> account.enter(1).limit(level(words[1])).stopLossAt(level(words[2])).takeProfitAt(level(words[3]));
            case "stopped" -> account.enter(1).stop(level(words[2])).stopLossAt(level(words[3])).takeProfitAt(level(words[4]));
            default -> {
                switch (words[1]) {
                    case "exit" -> {
                        Ticket ticket = account.exit();
                        if (words.length > 2) {
                            ticket.atClose();
                        }
                    }
                    case "limit" -> account.exit().limit(level(words[2]));
                    case "reverse" -> account.enter(-1);
                    default -> {}
                }
            }
        }
    }

    private static double level(String word) {
        return Double.parseDouble(word);
    }
}
