package dev.fastback.result;

import dev.fastback.result.detail.Spread;
import dev.fastback.result.detail.Surface;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far what the searches of one strategy found for one symbol may be believed, beside its unseen path: figures by {@link EvidenceFigure}, each of
 * which may be absent, and the reason of a group whose figures are. Immutable.
 */
public final class StrategyEvidence {
    private final String strategy;
    // By ordinal; NaN where a figure is absent.
    private final double[] values;
    private final Map<String, String> reasons;
    private final @Nullable String unmet;
    private final Map<String, Double> stability;
    private final Map<Spread.Kind, Spread> spreads;
    private final @Nullable Surface surface;

    private StrategyEvidence(Builder made) {
        this.strategy = made.strategy;
        this.values = made.values.clone();
        this.reasons = new LinkedHashMap<>(made.reasons);
        this.unmet = made.unmet;
        this.stability = new LinkedHashMap<>(made.stability);
        this.spreads = new EnumMap<>(made.spreads);
        this.surface = made.surface;
    }

    /** Returns a collector of the evidence of a strategy. */
    public static Builder of(String strategy) {
        return new Builder(strategy);
    }

    /** Returns the strategy's name. */
    public String strategy() {
        return strategy;
    }

    /** Returns a figure; NaN where it is absent. */
    public double real(EvidenceFigure figure) {
        return values[figure.ordinal()];
    }

    /** Returns a figure; null where it is absent. */
    public @Nullable Double value(EvidenceFigure figure) {
        return has(figure) ? Double.valueOf(real(figure)) : null;
    }

    /** Returns whether a figure is there. */
    public boolean has(EvidenceFigure figure) {
        return !Double.isNaN(values[figure.ordinal()]);
    }

    /** Returns whether any figure of a group is there, or the reason why none is. */
    public boolean hasGroup(String group) {
        return reasons.containsKey(group)
                || EvidenceFigure.all().stream().anyMatch(figure -> figure.group().equals(group) && has(figure));
    }

    /** Returns why figures of a group are absent, or what is particular about them; null where there is nothing to say. */
    public @Nullable String reason(String group) {
        return reasons.get(group);
    }

    /** Returns which conditions of the metric no trial meets, and in how many simulations; empty where one does in each, or that is not known. */
    public Optional<String> unmet() {
        return Optional.ofNullable(unmet);
    }

    /** Returns all reasons by group. */
    public Map<String, String> reasons() {
        return new LinkedHashMap<>(reasons);
    }

    /**
     * Returns by parameter how much what was chosen moved from fold to fold: 0 where all folds chose the same, 1 where values lie as if drawn evenly
     * from what is permitted. Empty for rules, and with fewer than two folds.
     */
    public Map<String, Double> stability() {
        return new LinkedHashMap<>(stability);
    }

    /** Returns a distribution that a figure is held against; null where there is none. No part of the result hash, as the surface. */
    public @Nullable Spread spread(Spread.Kind kind) {
        return spreads.get(kind);
    }

    /** Returns all distributions there are, in the order of their kinds. */
    public Map<Spread.Kind, Spread> spreads() {
        return new EnumMap<>(spreads);
    }

    /** Returns the objective of the newest fit over two real parameters; null unless its maximum is proven. */
    public @Nullable Surface surface() {
        return surface;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StrategyEvidence e
                && strategy.equals(e.strategy)
                && Arrays.equals(values, e.values)
                && reasons.equals(e.reasons)
                && Objects.equals(unmet, e.unmet)
                && stability.equals(e.stability)
                && spreads.equals(e.spreads)
                && Objects.equals(surface, e.surface);
    }

    @Override
    public int hashCode() {
        return strategy.hashCode() * 31 + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(strategy);
        for (EvidenceFigure figure : EvidenceFigure.all()) {
            if (has(figure)) {
                text.append(", ").append(figure.group()).append('.').append(figure.key()).append('=').append(real(figure));
            }
        }
        return text.append(", ").append(stability).append(", ").append(reasons).append(unmet == null ? "" : ", " + unmet).toString();
    }

    /** Collects evidence. */
    public static final class Builder {
        private final String strategy;
        private final double[] values = new double[EvidenceFigure.all().size()];
        private final Map<String, String> reasons = new LinkedHashMap<>();
        private @Nullable String unmet;
        private final Map<String, Double> stability = new LinkedHashMap<>();
        private final Map<Spread.Kind, Spread> spreads = new EnumMap<>(Spread.Kind.class);
        private @Nullable Surface surface;

        private Builder(String strategy) {
            this.strategy = strategy;
            Arrays.fill(values, Double.NaN);
        }

        /** Sets a figure; one that is not finite stays absent. */
        public Builder set(EvidenceFigure figure, double value) {
            if (Double.isFinite(value)) {
                values[figure.ordinal()] = value;
            }
            return this;
        }

        /** Says why figures of a group are absent, or what is particular about them. */
        public Builder reason(String group, String reason) {
            reasons.put(group, reason);
            return this;
        }

        /** Says which conditions no trial meets, and where; null where there is nothing to say. */
        public Builder unmet(@Nullable String text) {
            unmet = text;
            return this;
        }

        /** Says how much a parameter moved from fold to fold. */
        public Builder stability(String parameter, double movement) {
            stability.put(parameter, movement);
            return this;
        }

        /** Adds a distribution. */
        public Builder spread(Spread.Kind kind, Spread spread) {
            spreads.put(kind, spread);
            return this;
        }

        /** Sets the surface. */
        public Builder surface(@Nullable Surface newSurface) {
            surface = newSurface;
            return this;
        }

        /** Takes over all that is known of other evidence; what it does not know stays. */
        public Builder take(StrategyEvidence other) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.isNaN(other.values[i]) ? values[i] : other.values[i];
            }
            reasons.putAll(other.reasons);
            unmet = other.unmet == null ? unmet : other.unmet;
            stability.putAll(other.stability);
            spreads.putAll(other.spreads);
            surface = other.surface == null ? surface : other.surface;
            return this;
        }

        /** Returns the evidence. */
        public StrategyEvidence build() {
            return new StrategyEvidence(this);
        }
    }
}
