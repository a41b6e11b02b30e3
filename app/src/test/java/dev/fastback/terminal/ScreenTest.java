package dev.fastback.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final String BOLD = "\u001b[1m";

    @Test
    void aTerminalHasItsWidthAndColoursUnlessTheyAreNotWanted() {
        assertThat(Screen.of(Map.of("TERM", "xterm"), 80)).isEqualTo(new Screen(80, true));
        assertThat(Screen.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), 80)).isEqualTo(new Screen(80, false));
        assertThat(Screen.of(Map.of("TERM", "xterm", "NO_COLOR", ""), 80).colours()).as("an empty NO_COLOR is none").isTrue();
        assertThat(Screen.of(Map.of("TERM", "dumb"), 80)).isEqualTo(new Screen(80, false));
        assertThat(Screen.of(Map.of("TERM", "xterm", "COLUMNS", "132"), 80).columns()).isEqualTo(132);
        assertThat(Screen.of(Map.of("COLUMNS", "wide"), 80)).isEqualTo(new Screen(80, false));
        assertThat(Screen.of(Map.of("COLUMNS", "132", "TERM", "xterm"), 0)).as("no terminal").isEqualTo(Screen.PLAIN);
        assertThat(new Screen(80, true).wide()).isEqualTo(new Screen(Integer.MAX_VALUE, true));
    }

    @Test
    void longLinesContinueBelowIndented() {
        Screen screen = new Screen(20, false);
        assertThat(screen.show("one two three four five six\n\n  a b\n")).isEqualTo("one two three four\n  five six\n\n  a b\n");
        assertThat(screen.show("  one two three four five\n")).isEqualTo("  one two three four\n    five\n");
        assertThat(screen.show("x".repeat(30) + " y\n")).isEqualTo("x".repeat(30) + "\n  y\n");
        assertThat(Screen.PLAIN.show("x y ".repeat(100) + "\n")).hasLineCount(1);
    }

    @Test
    void foldingKeepsAllWordsAndNoLineIsLongerThanItMustBe() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<String> words = IntStream.range(0, random.nextInt(1, 30)).mapToObj(i -> "w".repeat(random.nextInt(1, 15))).toList();
            int width = random.nextInt(8, 40);
            int indent = random.nextInt(4);
            List<String> lines = Screen.fold(String.join(" ", words), width, indent);
            assertThat(String.join(" ", lines)).as("seed %d", seed).isEqualTo(String.join(" ", words));
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                int room = i == 0 ? width : width - indent;
                assertThat(line.length() <= room || line.indexOf(' ') < 0).as("seed %d: %s", seed, line).isTrue();
            }
        }
    }

    @Test
    void whatComesFromOutsideCannotColourOrMoveAnything() {
        assertThat(new Screen(80, true).show("a\u001b[31mred\n")).isEqualTo("a\\u001b[31mred\n");
    }

    @Test
    void theLeastTellingColumnsGoFirstAndHeadingsAreBold() {
        List<Integer> leftOut = new ArrayList<>();
        assertThat(table(leftOut, new Screen(100, false))).isEqualTo("name   first  second  third\nabc       12       3      4\n");
        assertThat(leftOut).isEmpty();
        assertThat(table(leftOut, new Screen(20, true))).isEqualTo(BOLD + "name   first  third\u001b[0m\nabc       12      4\n");
        assertThat(leftOut).containsExactly(2);
        leftOut.clear();
        assertThat(table(leftOut, new Screen(12, false))).isEqualTo("name   third\nabc        4\n");
        assertThat(leftOut).as("third may not be left out").containsExactly(1, 2);
    }

    private static String table(List<Integer> leftOut, Screen screen) {
        TextTable table = new TextTable(1).withHeadings(1).withLeastTelling(List.of(2, 1));
        table.row(List.of("name ", "first", "second", "third"));
        table.row(List.of("abc", "12", "3", "4"));
        StringBuilder out = new StringBuilder();
        leftOut.addAll(table.appendTo(out, screen));
        return screen.show(out.toString());
    }

    @Test
    void theTextOfTheLastColumnContinuesBelow() {
        TextTable table = new TextTable(2).withFolding();
        table.row(List.of("key", "one two three four five six seven"));
        table.row(List.of("k", "v"));
        StringBuilder out = new StringBuilder();
        table.appendTo(out, new Screen(30, false));
        assertThat(out).hasToString("key  one two three four five\n     six seven\nk    v\n");
    }

    @Test
    void aTextThatItsColumnIsTooNarrowForStandsBelow() {
        TextTable table = new TextTable(2).withHeadings(1).withFolding();
        table.row(List.of("symbol", "strategy", "parameters"));
        table.row(List.of("ETHUSD", "maxdiff-always-on", "high=-0.01001 low=-0.02255 closeAtEndOfDay=false"));
        assertThat(shown(table, 40)).isEqualTo("""
                symbol  strategy           parameters
                ETHUSD  maxdiff-always-on
                    high=-0.01001 low=-0.02255
                    closeAtEndOfDay=false
                """);
        assertThat(shown(table, 47)).as("room for 20, and the longest word has 21").isEqualTo("""
                symbol  strategy           parameters
                ETHUSD  maxdiff-always-on
                    high=-0.01001 low=-0.02255
                    closeAtEndOfDay=false
                """);
        assertThat(shown(table, 48)).isEqualTo("""
                symbol  strategy           parameters
                ETHUSD  maxdiff-always-on  high=-0.01001
                                           low=-0.02255
                                           closeAtEndOfDay=false
                """);
    }

    private static String shown(TextTable table, int columns) {
        Screen screen = new Screen(columns, false);
        StringBuilder out = new StringBuilder();
        table.appendTo(out, screen);
        return screen.show(out.toString());
    }
}
