package dev.fastback.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.Evaluators;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyCodecShapesTest {
    @Test
    void everyPartOfTheShapeTravels() throws IOException {
        List<WalkForward> shapes = List.of(
                WalkForward.DEFAULT,
                new WalkForward(40, 9, 2, 1),
                new WalkForward(11, 22, 3, 4, true, 5, false, 6),
                new WalkForward(11, 22, 3, 4, false, 5, true, 6));
        for (WalkForward shape : shapes) {
            Study study = Study.builder()
                    .add(SyntheticMarket.bars("ETHUSD", 3, 120))
                    .walkForward(shape)
                    .build();
            PreparedSymbol symbol = new PreparedSymbol(
                    study.symbols().getFirst(),
                    ForecastPlan.of(study.symbols().getFirst().bars(), study.usableFolds(0), true).run(study.forecaster()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            StudyCodec.write(new PreparedStudy(study, Evaluators.SCALAR, List.of(symbol)), bytes);
            Study copy = StudyCodec.read(new ByteArrayInputStream(bytes.toByteArray())).study();
            assertThat(copy.walkForward()).isEqualTo(shape);
            assertThat(copy.usableFolds(0)).isNotEmpty().isEqualTo(study.usableFolds(0));
        }
    }
}
