package dev.fastback;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the order of the packages: data moves through them one way, and what is below knows nothing of what is above. */
class PackageOrderTest {
    /** From the top: a package may use those before it in this list. */
    private static final List<String> ORDER = List.of(
            "component",
            "recording",
            "parallel",
            "table",
            "json",
            "data",
            "data.findings",
            "data.reading",
            "data.text",
            "data.csv.shapes",
            "data.csv",
            "data.files",
            "data.synthetic",
            "walkforward",
            "forecast.cache",
            "forecast.nano",
            "forecast.linear",
            "stats",
            "stats.overfitting",
            "forecast",
            "forecast.builtin",
            "indicator",
            "search.space",
            "search",
            "search.direct",
            "search.sampling",
            "search.methods",
            "profit",
            "exact",
            "simulate.terms",
            "simulate",
            "api",
            "evaluation",
            "strategy",
            "strategy.builtin",
            "custom",
            "compile",
            "classics",
            "study",
            "result.detail",
            "result",
            "summary",
            "simulation.trials",
            "simulation",
            "evidence",
            "journal",
            "engine",
            "codec",
            "run");

    /** Packages that may use less than all above them: they know no market, or no prices. */
    private static final Map<String, List<String>> ONLY = Map.ofEntries(
            Map.entry("parallel", List.of("recording")),
            Map.entry("recording", List.of()),
            Map.entry("table", List.of("component")),
            Map.entry("json", List.of()),
            Map.entry("walkforward", List.of()),
            Map.entry("forecast.cache", List.of("component")),
            Map.entry("forecast.nano", List.of("component")),
            Map.entry("forecast.linear", List.of("component", "forecast.nano")),
            Map.entry("stats", List.of()),
            Map.entry("stats.overfitting", List.of("stats")),
            Map.entry("indicator", List.of()),
            Map.entry("api", List.of("data", "indicator", "simulate.terms", "simulate")),
            Map.entry("search.space", List.of()),
            Map.entry("search", List.of("component", "search.space")),
            Map.entry("search.direct", List.of("component", "search.space", "search")),
            Map.entry("search.sampling", List.of("component", "search.space", "search")),
            Map.entry("search.methods", List.of("component", "search.space", "search", "search.sampling")),
            Map.entry("profit", List.of("component")),
            Map.entry("exact", List.of("search.space", "search", "profit")),
            Map.entry("data.findings", List.of("component", "data")),
            Map.entry("simulate.terms", List.of("component")),
            Map.entry("simulate", List.of("component", "data", "simulate.terms")),
            Map.entry("result.detail", List.of("component", "data", "forecast", "stats", "simulate")));

    /** An import of one of our types; the group is its package. */
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?dev\\.fastback\\.([a-z.]+)\\.[A-Z]", Pattern.MULTILINE);

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.fastback");

    static Stream<String> packages() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyPackagesAbove(String name) {
        List<String> above = ONLY.getOrDefault(name, ORDER.subList(0, ORDER.indexOf(name)));
        String[] allowed = Stream.concat(Stream.of(name), above.stream()).map(PackageOrderTest::full).toArray(String[]::new);
        DescribedPredicate<JavaClass> forbidden = resideInAPackage("dev.fastback..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .as("packages of ours other than " + String.join(", ", allowed));
        noClasses().that().resideInAPackage(full(name))
                .should().dependOnClassesThat(forbidden)
                .check(CLASSES);
    }

    /** Classes do not show what an import brings for Javadoc alone, which a reader follows as well. */
    @ParameterizedTest
    @MethodSource("packages")
    void importsForJavadocKeepTheOrderToo(String name) throws IOException {
        List<String> known = Stream.concat(Stream.of(name), ORDER.subList(0, ORDER.indexOf(name)).stream()).toList();
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(Path.of("src/main/java/dev/fastback", name.split("\\.")), "*.java")) {
            for (Path source : sources) {
                assertThat(IMPORT.matcher(Files.readString(source)).results().map(found -> found.group(1))).as(source.toString()).isSubsetOf(known);
            }
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        assertThat(CLASSES).isNotEmpty();
        String[] known = packages().map(PackageOrderTest::full).toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void needsTheJdkAlone() {
        classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "javax.tools..", "jdk..", "dev.fastback..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void logsAndPrintsOnlyThroughWhatTheCallerChooses() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "java.awt..", "java.sql..")
                .check(CLASSES);
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(CLASSES);
    }

    private static String full(String name) {
        return "dev.fastback." + name;
    }
}
