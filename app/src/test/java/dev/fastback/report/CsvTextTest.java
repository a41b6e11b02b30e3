package dev.fastback.report;

import static org.assertj.core.api.Assertions.assertThat;

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
    void anEmptyTextIsAnEmptyCell() {
        assertThat(CsvReporter.text("")).isEmpty();
    }
}
