package dev.fastback.data.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNameTest {
    private static final List<String> PLAIN = List.of("time", "open", "high", "low", "close");

    private static List<String> with(List<String> names, String... symbols) {
        List<String> all = new ArrayList<>(names);
        for (String symbol : symbols) {
            PLAIN.stream().skip(1).forEach(field -> all.add(symbol + "_" + field));
        }
        return all;
    }

    @Test
    void symbolsStandInNamesWherePricesHaveNoOthers() {
        List<String> others = new ArrayList<>();
        assertThat(ColumnName.bySymbol(with(List.of("time"), "AAA", "BBB"), others).keySet()).containsExactly("AAA", "BBB");
        assertThat(others).isEmpty();
    }

    /** Other prices of the same symbol, averaged or marked, are not those of two more symbols. */
    @Test
    void pricesOfTheirOwnComeFirst() {
        assertThat(ColumnName.bySymbol(with(PLAIN, "ha", "mark"), new ArrayList<>())).isEmpty();
        assertThat(ColumnName.haveSymbols(PLAIN)).isFalse();
    }
}
