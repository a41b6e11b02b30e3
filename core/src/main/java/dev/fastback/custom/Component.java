package dev.fastback.custom;

import dev.fastback.custom.RecordShape.Part;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.RealParameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component of a strategy's record, for listings.
 *
 * @param name its name
 * @param kind int, double, boolean, or the name of the enum
 * @param range the values that are searched, as {@code --param} takes them; null for a setting, or one that is fixed
 * @param value its value where it is fixed, and in a single run
 */
public record Component(String name, String kind, @Nullable String range, String value) {
    static List<Component> of(RecordShape shape, Binding binding) {
        Map<String, String> usual = binding.usualValues();
        return shape.components().stream()
                .map(part -> new Component(part.name(), part.type().getSimpleName(), range(part, binding), String.valueOf(usual.get(part.name()))))
                .toList();
    }

    private static @Nullable String range(Part part, Binding binding) {
        for (Parameter parameter : binding.space().parameters()) {
            if (parameter.name().equals(part.name())) {
                return text(parameter);
            }
        }
        return null;
    }

    private static String text(Parameter parameter) {
        return switch (parameter) {
            case IntegerParameter whole -> whole.from() + ".." + whole.to() + (whole.step() == 1 ? "" : ":" + whole.step());
            case RealParameter real -> real.min() + ".." + real.max() + (real.step() > 0 ? ":" + real.step() : real.log() ? ":log" : "");
            case ChoiceParameter choice -> String.join("|", choice.choices());
        };
    }
}
