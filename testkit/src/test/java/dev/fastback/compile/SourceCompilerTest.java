package dev.fastback.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.custom.CompiledClasses;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.custom.SourceProvider;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceCompilerTest {
    private static final String CROSS =
            """
            public record Cross(@Range(min = 2, max = 10) int fast, @Range Kind kind) implements SignalStrategy {
                enum Kind { SMA, EMA }

                public Signals signals(Indicators in) {
                    Line average = kind == Kind.SMA ? in.sma(fast) : in.ema(fast);
                    return Signals.longWhile(in.close().above(average));
                }
            }
            """;

    @Test
    void compilesARecordAndAddsTheImport() {
        CompiledClasses classes = SourceCompiler.compile("some/where/Cross.java", CROSS);
        assertThat(classes.main()).isEqualTo("Cross");
        RecordStrategy strategy = SourceProvider.strategy(classes, SourceCompiler.hash(CROSS), Map.of());
        assertThat(strategy.name()).isEqualTo("Cross");
        assertThat(strategy.space().names()).containsExactly("fast", "kind");
        assertThat(strategy.spec().sourceHash()).hasSize(64);
    }

    @Test
    void itsBytesMakeAnEqualStrategyElsewhere() {
        RecordStrategy strategy = SourceProvider.strategy(SourceCompiler.compile("Cross.java", CROSS), SourceCompiler.hash(CROSS), Map.of("fast", "3..5"));
        TunableStrategy again = Strategies.of(strategy.spec(), strategy.code());
        assertThat(again).isEqualTo(strategy);
        assertThat(again.space()).isEqualTo(strategy.space());
        assertThat(((RecordStrategy) again).type()).isNotSameAs(strategy.type());
        assertThat(Strategies.whyNotRemade(strategy)).isEmpty();
        assertThatThrownBy(() -> Strategies.of(strategy.spec())).hasMessageContaining("was compiled from a source that is not here");
        byte[] damaged = Arrays.copyOf(strategy.code(), strategy.code().length / 2);
        assertThatThrownBy(() -> Strategies.of(strategy.spec(), damaged)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalSourcesGiveEqualBytes() {
        assertThat(SourceCompiler.compile("Cross.java", CROSS).toBytes()).isEqualTo(SourceCompiler.compile("Cross.java", CROSS).toBytes());
    }

    @Test
    void errorsAreAtTheirPlaceInTheFile() {
        assertThatThrownBy(() -> SourceCompiler.compile("dir/Cross.java", CROSS.replace("in.sma(fast)", "in.smaa(fast)")))
                .isInstanceOf(CompileException.class)
                .hasMessageStartingWith("dir/Cross.java:5:45: cannot find symbol");
        assertThatThrownBy(() -> SourceCompiler.compile("Cross.java", CROSS.replace("int fast", "itn fast")))
                .hasMessageStartingWith("Cross.java:1:47: cannot find symbol");
    }

    @Test
    void aCompilerThatGivesUpHasOneLine() {
        String nested = CROSS.replace("in.sma(fast)", "(".repeat(30_000) + "in.sma(fast)" + ")".repeat(30_000));
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> SourceCompiler.compile("Cross.java", nested))
                    .isInstanceOf(CompileException.class)
                    .hasMessage("Cross.java: the compiler gave up without naming a place; is an expression nested too deeply?");
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void keepsPackagesAndImportsThatAreThere() {
        String withPackage = "package mine;\n\n" + CROSS;
        assertThat(SourceCompiler.compile("Cross.java", withPackage).main()).isEqualTo("mine.Cross");
        assertThatThrownBy(() -> SourceCompiler.compile("Cross.java", withPackage.replace("int fast", "itn fast")))
                .hasMessageStartingWith("Cross.java:3:47:");
        String withImport = "import dev.fastback.api.*;\nimport java.util.List;\n" + CROSS;
        assertThat(SourceCompiler.compile("Cross.java", withImport).main()).isEqualTo("Cross");
        assertThat(SourceCompiler.compile("Cross.java", "import java.util.List;\n" + CROSS).main()).isEqualTo("Cross");
    }

    @Test
    void aFileHasOneStrategy() {
        assertThatThrownBy(() -> SourceCompiler.compile("Empty.java", "record Empty() {}"))
                .hasMessage("Empty.java: there is no strategy in it: a record that implements SignalStrategy or BarStrategy");
        assertThatThrownBy(() -> SourceCompiler.compile("Cross.java", CROSS + CROSS.replace("public record Cross", "record Other")))
                .hasMessage("Cross.java: there are several strategies in it, and a file has one: Cross, Other");
    }
}
