package dev.fastback.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {
    private static final List<String> NAMES = List.of("exact", "direct", "direct-l-original", "maxdiff", "maxdiff-always-on", "ETHUSD");

    @ParameterizedTest
    @CsvSource({
        "exat, exact", "exatc, exact", "EXACT, exact", "dirct, direct", "maxdif, maxdiff", "maxdiffalwayson, maxdiff-always-on",
        "ethusd, ETHUSD", "ETHUSDT, ETHUSD", "EHTUSD, ETHUSD", "direct-l-orig, direct-l-original", "max, maxdiff"
    })
    void findsWhatWasMeant(String given, String meant) {
        assertThat(NearName.of(given, NAMES)).contains(meant);
        assertThat(NearName.question(given, NAMES)).isEqualTo("; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"genetic", "oracle", "x", "''", "BTCEUR", "ma"})
    void offersNothingThatIsFar(String given) {
        assertThat(NearName.of(given, NAMES)).isEmpty();
        assertThat(NearName.question(given, NAMES)).isEmpty();
    }

    @Test
    void ofEquallyNearNamesTheFirstIsOffered() {
        assertThat(NearName.of("bat", List.of("cat", "hat"))).contains("cat");
    }

    @Test
    void namesAllThatThereAre() {
        assertThat(NearName.orAll("genetic", List.of("exact", "direct"), "known")).isEqualTo("; known: exact, direct");
        assertThat(NearName.orAll("exat", List.of("exact", "direct"), "known")).isEqualTo("; did you mean exact? Known: exact, direct");
    }
}
