package dev.fastback.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.json.NumberTexts;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of others in cells: a spreadsheet neither computes them nor takes them for several cells. */
class CsvTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ETHUSD                   ~ ETHUSD
            BRK.A                    ~ BRK.A
            =1+1                     ~ '=1+1
            =cmd|' /C calc'!A0       ~ '=cmd|' /C calc'!A0
            +1                       ~ '+1
            -1                       ~ '-1
            @SUM(A1)                 ~ '@SUM(A1)
            a=b                      ~ a=b
            a,b                      ~ "a,b"
            say "x"                  ~ "say ""x\"""
            =HYPERLINK("http://x")   ~ "'=HYPERLINK(""http://x"")"
            """)
    void textsAreTexts(String value, String cell) {
        assertThat(CsvReporter.text(value)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1"})
    void whatASpreadsheetSkipsBeforeAFormulaCountsAsOne(String value) {
        assertThat(CsvReporter.text(value).replace("\"", "")).isEqualTo("'" + value);
    }

    @Test
    void numbersHaveTheTextThatJavaGivesThem() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        double[] few = random.doubles(900, -1, 1).toArray();
        NumberTexts numbers = NumberTexts.many();
        for (int round = 0; round < 100_000; round++) {
            double value = switch (random.nextInt(7)) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextBoolean() ? 0.0 : -0.0;
                case 2 -> random.nextInt(-20_000_000, 20_000_000);
                case 3 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 12));
                case 4 -> (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextInt(-12, 20));
                default -> few[random.nextInt(few.length)];
            };
            CsvText text = new CsvText(numbers, 1);
            text.number(value);
            assertThat(new String(text.take(), StandardCharsets.UTF_8)).as("seed " + seed).isEqualTo(Double.toString(value));
        }
    }

    @Test
    void anEmptyTextIsAnEmptyCell() {
        assertThat(CsvReporter.text("")).isEmpty();
    }
}
