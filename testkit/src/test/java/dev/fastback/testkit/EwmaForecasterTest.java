package dev.fastback.testkit;

import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.builtin.Forecasters;

class EwmaForecasterTest extends ForecasterContract {
    @Override
    protected Forecaster forecaster() {
        return Forecasters.of("ewma");
    }
}
