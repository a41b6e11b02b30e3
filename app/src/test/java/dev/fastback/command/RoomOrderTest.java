package dev.fastback.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the order of the command line's packages: one may use those before it. */
class RoomOrderTest {
    private static final List<String> ORDER = List.of(
            "terminal",
            "input.options",
            "input",
            "report",
            "report.page",
            "report.table",
            "validation",
            "comparison.ways",
            "comparison",
            "profile",
            "command.arguments",
            "command.usage",
            "command.study",
            "command.runs",
            "command.data",
            "command.model",
            "command");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ORDER.stream().map(name -> "dev.fastback." + name).toArray(String[]::new));

    static Stream<String> packages() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyPackagesAbove(String name) {
        String[] below = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(other -> "dev.fastback." + other)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> forbidden =
                below.length == 0 ? resideInAPackage("dev.fastback.none") : resideInAnyPackage(below);
        noClasses().that().resideInAPackage("dev.fastback." + name).should().dependOnClassesThat(forbidden).check(CLASSES);
    }
}
