package dev.fastback.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlateauTest {
    @Test
    void hasOneProfitToTheLastBit() {
        RandomProblems problems = RandomProblems.of("plateau", 20250301);
        SplittableRandom random = problems.random();
        ActiveBars bars = new ActiveBars();
        Plateau plateau = new Plateau();
        int wide = 0;
        for (int round = 0; round < 5000; round++) {
            EntryExitProblem problem = problems.next(random.nextInt(12));
            SearchBox box = problem.box();
            double x = box.highMin() + random.nextDouble() * (box.highMax() - box.highMin());
            double y = box.lowMin() + random.nextDouble() * (box.lowMax() - box.lowMin());
            bars.load(problem);
            plateau.find(bars, box, x, y);
            double profit = ProfitKernel.profit(problem, x, y);
            assertThat(plateau.contains(x, y)).isTrue();
            assertThat(plateau.contains(plateau.high(), plateau.low())).isTrue();
            assertThat(ProfitKernel.profit(problem, plateau.high(), plateau.low())).as("round %d", round).isEqualTo(profit);
            for (int i = 0; i < 20; i++) {
                double otherX = x + (random.nextDouble() - 0.5) * 0.02;
                double otherY = i % 2 == 0 ? y : y + (random.nextDouble() - 0.5) * 0.02;
                if (plateau.contains(otherX, otherY)) {
                    assertThat(ProfitKernel.profit(problem, otherX, otherY)).as("round %d", round).isEqualTo(profit);
                    wide++;
                }
            }
        }
        assertThat(wide).isGreaterThan(1000);
    }
}
