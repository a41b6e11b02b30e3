package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.strategy.builtin.Strategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/** What the README and the pages under docs say about the command line is what it does: their commands run, their names exist. */
@Timeout(300)
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final String LAUNCHER = "./fastback ";

    /** Files of the reader's, and what stands for them here; a command with others is not run. */
    private static final Map<String, String> STAND_INS =
            Map.of("prices.csv", "prices.csv", "prices/", "prices", "result.json", "result.json");

    private static final Pattern A_FILE = Pattern.compile(".*(/|\\.(csv|gz|parquet|json|html|java|yaml))|[A-Z]{3,5}FILE|FILE|RUN|-");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /** Options of other programs that the pages speak of: of Java, Maven, tar and Unix. */
    private static final Set<String> FOREIGN = Set.of(
            "--enable-native-access", "--add-modules", "--add-opens", "--release", "--reuid", "--regid", "--clear-groups", "--clone", "--also-make", "--zstd",
            // of spark-submit, and of the check of devices
            "--class", "--conf", "--deploy-mode", "--executor-cores", "--executor-memory", "--num-executors", "--json", "--size");

    @TempDir
    Path folder;

    @Test
    void theCommandsOfThePagesRun() throws IOException {
        Path prices = Files.createDirectory(folder.resolve("prices"));
        for (String name : List.of("prices.csv", "prices/BTCUSD.csv", "prices/AAPL.csv")) {
            Files.writeString(folder.resolve(name), ParquetInputTest.text("bars.csv"));
        }
        assertThat(prices).isNotEmptyDirectory();
        int ran = 0;
        for (Path page : pages()) {
            for (String command : commands(page)) {
                List<String> words = words(command);
                if (words.stream().allMatch(word -> STAND_INS.containsKey(word) || !A_FILE.matcher(word).matches())) {
                    String[] args = words.stream().map(this::standIn).toArray(String[]::new);
                    CommandLineRun run = CommandLineRun.with(home(), "", args);
                    assertThat(run.code()).as("%s: %s: %s", page, command, run.err()).isZero();
                    assertThat(run.err()).as(command).doesNotContain("Exception");
                    ran++;
                }
            }
        }
        assertThat(ran).as("commands of the pages").isGreaterThan(5);
    }

    @Test
    void theSampleOfTheReadmeHasTheShapeOfWhatItsCommandPrints() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> sample = block(readme, "strategy ");
        String command = commands(ROOT.resolve("README.md")).stream().filter(line -> line.startsWith("optimize ")).findFirst().orElseThrow();
        CommandLineRun run = CommandLineRun.with(home(), "", words(command).toArray(String[]::new));
        Set<String> printed = (run.out() + run.err()).lines().map(DocumentsTest::shape).collect(Collectors.toSet());
        assertThat(sample).hasSizeGreaterThan(15);
        assertThat(sample.stream().filter(line -> !line.strip().equals("...")).map(DocumentsTest::shape)).allSatisfy(line ->
                assertThat(printed).contains(line));
        List<String> names = Strategies.all().stream().map(strategy -> strategy.name()).toList();
        assertThat(sample.stream()
                        .dropWhile(line -> !line.startsWith("strategy "))
                        .skip(1)
                        .takeWhile(line -> !line.isBlank())
                        .map(line -> line.split(" ")[0]))
                .containsExactlyElementsOf(names);
    }

    @Test
    void everyOptionThatThePagesNameIsThere() throws IOException {
        Set<String> known = new HashSet<>(FOREIGN);
        Stream.concat(
                        FastbackCommand.COMMANDS.stream().map(Map.Entry::getValue),
                        Stream.of(FastbackCommand.class))
                .forEach(command -> addOptions(spec(command), known));
        Map<String, Set<String>> unknown = new java.util.TreeMap<>();
        for (Path page : pages()) {
            Set<String> missing = OPTION.matcher(Files.readString(page)).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
            missing.removeAll(known);
            if (!missing.isEmpty()) {
                unknown.put(page.toString(), missing);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void linksOfThePagesLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]+)?\\)");
        for (Path page : withDecisions()) {
            for (MatchResult match : link.matcher(Files.readString(page)).results().toList()) {
                if (!match.group(1).contains(":")) {
                    Path target = match.group(1).isEmpty() ? page : page.resolveSibling(match.group(1));
                    assertThat(target).as("%s: %s", page, match.group()).exists();
                    if (match.group(2) != null && target.toString().endsWith(".md")) {
                        assertThat(anchors(target)).as("%s: %s", page, match.group()).contains(match.group(2));
                    }
                }
            }
        }
    }

    /** An empty line inside a table makes text of the rows below it. */
    @Test
    void tablesOfThePagesAreWhole() throws IOException {
        for (Path page : withDecisions()) {
            List<String> lines = Files.readString(page).replaceAll("(?ms)^```.*?^```$", "").lines().toList();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).startsWith("|") && !lines.get(i - 1).startsWith("|")) {
                    assertThat(lines.get(i + 1)).as("%s: below %s", page, lines.get(i)).startsWith("| ---");
                }
            }
        }
    }

    private static List<Path> withDecisions() throws IOException {
        List<Path> all = new ArrayList<>(pages());
        all.addAll(List.of(ROOT.resolve("CHANGELOG.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
            decisions.sorted().forEach(all::add);
        }
        return all;
    }

    /** Returns the anchors of a page's headings, as they are made where the pages are shown. */
    private static Set<String> anchors(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?ms)^```.*?^```$", "").lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> "#" + line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void theTableOfWhatIsThereCountsAndNamesWhatIsThere() throws IOException {
        List<String> rows = Files.readString(ROOT.resolve("README.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("## What is there"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |") && !line.startsWith("| ---"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(rows.stream().map(row -> row.split("\\|")[1].strip())).doesNotHaveDuplicates();
        assertThat(rows).as("each thing is there or not yet").allMatch(row -> row.contains("| there") || row.contains("| not yet"));
        String there = String.join("\n", rows.stream().filter(row -> row.contains("| there")).toList());
        Pattern.compile("(\\w+) strategies,").matcher(there).results().forEach(match -> assertThat(NUMBERS.indexOf(match.group(1).toLowerCase(Locale.ROOT)))
                .isEqualTo(Strategies.all().size()));
        Pattern.compile("forecasters ((`\\w+`,? ?)+)").matcher(there).results().forEach(match -> assertThat(quoted(match.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Forecasters.of(name)).isNotNull()));
        String all = FastbackCommand.COMMANDS.stream().map(Map.Entry::getKey).collect(Collectors.joining("|"));
        Pattern.compile("`fastback (\\w+)").matcher(there).results().forEach(match -> assertThat(match.group(1)).matches(all));
    }

    private static List<String> quoted(String text) {
        return Pattern.compile("`(\\w+)`").matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static CommandSpec spec(Class<?> command) {
        CommandFactory factory = new CommandFactory(
                new dev.fastback.terminal.Terminal(java.io.InputStream.nullInputStream(), System.out, System.err, Map.of(), false),
                new dev.fastback.terminal.Interruption(false));
        return new CommandLine(command, factory).getCommandSpec();
    }

    private static void addOptions(CommandSpec spec, Set<String> names) {
        spec.options().forEach(option -> names.addAll(Arrays.asList(option.names())));
        spec.subcommands().values().forEach(sub -> addOptions(sub.getCommandSpec(), names));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
            return pages;
        }
    }

    /** Returns the commands of a page that stand on lines of their own, without launcher and remark. */
    private static List<String> commands(Path page) throws IOException {
        return Files.readString(page)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(LAUNCHER))
                .map(line -> line.substring(LAUNCHER.length()).replaceFirst("\\s+#.*", ""))
                .toList();
    }

    /** Returns the words as a shell would: quotes hold one together. */
    private static List<String> words(String command) {
        return Pattern.compile("\"([^\"]*)\"|\\S+").matcher(command).results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group())
                .toList();
    }

    private String standIn(String word) {
        String name = STAND_INS.get(word);
        return name == null ? word : folder.resolve(name).toString();
    }

    private Map<String, String> home() {
        return Map.of("FASTBACK_HOME", folder.resolve("home").toString());
    }

    /** Returns the fenced block that has a line with the given beginning. */
    private static List<String> block(String page, String beginning) {
        return Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$")
                .matcher(page)
                .results()
                .map(match -> match.group(1).lines().toList())
                .filter(lines -> lines.stream().anyMatch(line -> line.startsWith(beginning)))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a line without its figures: numbers, dates, hashes and the widths of columns. */
    private static String shape(String line) {
        Function<String, String> plain = text -> text.replaceAll("[\\d.,%-]*\\d[\\d.,%-]*", "0").replaceAll("\\s+", " ").strip();
        return line.startsWith("Result hash ") || line.startsWith("Run ") ? line.replaceFirst(" \\S+$", " 0") : plain.apply(line);
    }
}
