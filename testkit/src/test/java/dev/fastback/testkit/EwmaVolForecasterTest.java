package dev.fastback.testkit;

import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.builtin.Forecasters;

class EwmaVolForecasterTest extends ForecasterContract {
    @Override
    protected Forecaster forecaster() {
        return Forecasters.of("ewma-vol");
    }
}
