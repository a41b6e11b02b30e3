package dev.fastback.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The country of a machine, and the digits that are usual there, change no result and no text. */
@Timeout(120)
class LocaleTest {
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
        "-Duser.language=th -Duser.country=TH -Duser.variant=TH",
        "-Duser.language=tr -Duser.country=TR"
    })
    void theResultIsThatOfAnyCountry(String country) throws Exception {
        String[] study = {"optimize", "ETHUSD", "--sims", "30", "--format", "json", "--quiet"};
        String expected = hash(CommandLineRun.of(study).out());
        Path out = folder.resolve("out");
        ProcessBuilder builder = ProcessRun.builder(folder, false, study);
        builder.environment().put("JDK_JAVA_OPTIONS", country);
        Process process = builder.redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile()).start();
        assertThat(process.waitFor()).isZero();
        assertThat(hash(Files.readString(out))).isEqualTo(expected);
    }

    @Test
    void noTextIsMadeByTheRulesOfTheMachine() {
        DescribedPredicate<JavaClass> tests = resideInAPackage("dev.fastback.testkit..");
        noClasses()
                .that(DescribedPredicate.not(tests))
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the rules of the machine decide how it reads") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        var target = call.getTarget();
                        String parameters = String.join(", ", target.getRawParameterTypes().stream().map(JavaClass::getName).toList());
                        return OF_THE_MACHINE.contains(target.getOwner().getName() + "." + target.getName() + "(" + parameters + ")");
                    }
                })
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.fastback"));
    }

    private static String hash(String json) {
        return JsonMapper.shared().readTree(json).get("resultHash").stringValue();
    }
}
