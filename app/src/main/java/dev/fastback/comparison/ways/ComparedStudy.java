package dev.fastback.comparison.ways;

import java.util.ArrayList;
import java.util.List;

/**
 * The study that ways are compared on.
 *
 * @param data arguments of {@code optimize} that say where bars come from
 * @param settings its further arguments, the same for every way
 * @param simulations per symbol
 * @param trainBars bars of a fit
 */
public record ComparedStudy(List<String> data, List<String> settings, int simulations, int trainBars) {
    public ComparedStudy {
        data = List.copyOf(data);
        settings = List.copyOf(settings);
    }

    /** Returns the arguments of {@code optimize}, without those of a way. */
    public List<String> arguments() {
        List<String> words = new ArrayList<>(List.of("optimize"));
        words.addAll(data);
        words.addAll(List.of("--sims", Integer.toString(simulations), "--train", Integer.toString(trainBars)));
        words.addAll(settings);
        return words;
    }
}
