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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the order of the packages: data moves through them one way, and what is below knows nothing of what is above. */
class PackageOrderTest {
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "data", List.of(),
            "profit", List.of(),
            "stats", List.of(),
            "search", List.of("profit"),
            "forecast", List.of("data", "walkforward"),
            "walkforward", List.of("data"),
            "strategy", List.of("data", "forecast", "profit", "search", "stats"),
            "run", List.of("data", "profit", "stats", "search", "forecast", "walkforward", "strategy"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.fastback");

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyPackagesBelow(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
                .map(PackageOrderTest::withAllInside)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> forbidden = resideInAPackage("dev.fastback..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .as("packages of ours other than " + String.join(", ", allowed));
        noClasses().that().resideInAPackage(withAllInside(name))
                .should().dependOnClassesThat(forbidden)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        assertThat(CLASSES).isNotEmpty();
        String[] known = packages().map(PackageOrderTest::withAllInside).toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void needsTheJdkAlone() {
        classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "jdk..", "dev.fastback..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void logsAndPrintsOnlyThroughWhatTheCallerChooses() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "java.awt..", "java.sql..")
                .check(CLASSES);
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(CLASSES);
    }

    private static String withAllInside(String name) {
        return "dev.fastback." + name + "..";
    }
}
