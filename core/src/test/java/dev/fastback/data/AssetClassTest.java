package dev.fastback.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetClassTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "BTCUSD", "ETHUSDT", "ethusd", "BTC-USD", "BTC_USDT", "BTC/USDT:USDT", "ETHUSD-4h", "eth-usd-1d", "ETHUSD 4h",
        "ETHUSD_1m_2024", "UNIUSD", "SUIUSDT", "PAXGUSD", "XBT.USD", "ETHBTC", "BTCUSDC", "SOL/EUR", "BTC-PERP", "1000PEPEUSDT",
        "ADAGBP", "BTCUSDT-PERP"
    })
    void takesCoinsAgainstKnownQuotesForCrypto(String symbol) {
        assertThat(AssetClass.ofSymbol(symbol)).isEqualTo(AssetClass.CRYPTO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURUSD", "eur/usd", "XAUUSD", "USDJPY=X", "DAT_ASCII_EURUSD_M1_2020", "GBP_CHF"})
    void takesCurrenciesAgainstCurrenciesForFx(String symbol) {
        assertThat(AssetClass.ofSymbol(symbol)).isEqualTo(AssetClass.FX);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "AAPL", "TSLA", "BTC", "ETH", "USD", "USDT", "BTCUSDX", "ETHUSD4h", "USDUSD", "SOL", "OP", "BRK.B", "", "-",
        "my-BTCUSD"
    })
    void takesAllElseForStock(String symbol) {
        assertThat(AssetClass.ofSymbol(symbol)).isEqualTo(AssetClass.STOCK);
    }
}
