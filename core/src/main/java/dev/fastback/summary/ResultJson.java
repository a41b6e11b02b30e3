package dev.fastback.summary;

import dev.fastback.data.BarSeries;
import dev.fastback.json.JsonKey;
import dev.fastback.json.JsonSink;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.space.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes simulation results to a {@link JsonSink}, by the description of {@link Figure}: in the order of the documented JSON, or in canonical
 * order and without what the result hash leaves out. Immutable and safe for use by many threads.
 */
public final class ResultJson {
    private static final JsonKey INDEX = new JsonKey("index");
    private static final JsonKey DATE = new JsonKey("date");
    private static final JsonKey STATUS = new JsonKey("status");
    private static final JsonKey REASON = new JsonKey("reason");
    private static final JsonKey STRATEGIES = new JsonKey("strategies");
    private static final JsonKey NAME = new JsonKey("name");
    private static final JsonKey PARAMETERS = new JsonKey("parameters");
    private static final JsonKey FRONT = new JsonKey("front");
    private static final JsonKey VALUES = new JsonKey("values");
    /** Of parameters, whose names are few. */
    private static final Map<String, JsonKey> NAMES = new ConcurrentHashMap<>();
    private static final Map<Figure, JsonKey> KEYS = new EnumMap<>(Figure.class);

    static {
        Figure.all().forEach(figure -> KEYS.put(figure, new JsonKey(figure.key())));
    }

    /** The documented order, all that is shown. */
    public static final ResultJson DOCUMENTED = new ResultJson(false);

    /** Keys sorted, without times. */
    public static final ResultJson CANONICAL = new ResultJson(true);

    private final boolean canonical;
    private final List<Member> members;

    private ResultJson(boolean canonical) {
        this.canonical = canonical;
        this.members = members(canonical);
    }

    /**
     * One key of a strategy's object.
     *
     * @param figure its value; null for the name, the parameters and groups
     * @param group the figures of an object inside it; empty otherwise
     */
    private record Member(JsonKey key, @Nullable Figure figure, List<Figure> group) {}

    private static JsonKey key(Figure figure) {
        return Objects.requireNonNull(KEYS.get(figure));
    }

    private static List<Member> members(boolean canonical) {
        List<Member> members = new ArrayList<>();
        members.add(new Member(NAME, null, List.of()));
        members.add(new Member(PARAMETERS, null, List.of()));
        Set<String> groups = new HashSet<>();
        for (Figure figure : Figure.all()) {
            if (!(canonical ? figure.isHashed() : figure.isShown())) {
                continue;
            }
            String group = figure.group();
            if (group == null) {
                members.add(new Member(key(figure), figure, List.of()));
            } else if (groups.add(group)) {
                List<Figure> all = new ArrayList<>(Figure.all().stream().filter(f -> group.equals(f.group())).toList());
                if (canonical) {
                    all.sort(Comparator.comparing(Figure::key));
                }
                members.add(new Member(new JsonKey(group), null, List.copyOf(all)));
            }
        }
        members.add(new Member(FRONT, null, List.of()));
        if (canonical) {
            members.sort(Comparator.comparing(member -> member.key().text()));
        }
        return List.copyOf(members);
    }

    /** Writes a simulation. */
    public void write(BarSeries bars, SimulationResult result, JsonSink out) throws IOException {
        int last = result.simulation().fold().lastBar();
        String date = last < 0 ? null : bars.timeLabel(last);
        out.beginObject();
        if (canonical) {
            text(out, DATE, date);
            out.key(INDEX);
            out.number(result.simulation().fold().index());
            text(out, REASON, result.reason().orElse(null));
            text(out, STATUS, result.status());
        } else {
            out.key(INDEX);
            out.number(result.simulation().fold().index());
            text(out, DATE, date);
            text(out, STATUS, result.status());
            text(out, REASON, result.reason().orElse(null));
        }
        out.key(STRATEGIES);
        out.beginArray();
        if (result instanceof Completed completed) {
            for (StrategyResult strategy : completed.strategies()) {
                write(strategy, out);
            }
        }
        out.endArray();
        out.endObject();
    }

    private static void text(JsonSink out, JsonKey key, @Nullable String value) throws IOException {
        out.key(key);
        if (value == null) {
            out.nothing();
        } else {
            out.text(value);
        }
    }

    private void write(StrategyResult result, JsonSink out) throws IOException {
        out.beginObject();
        for (Member member : members) {
            if (member.figure() != null) {
                write(result.figures(), member.figure(), out);
            } else if (!member.group().isEmpty()) {
                write(result.figures(), member, out);
            } else if (member.key() == NAME) {
                text(out, NAME, result.name());
            } else if (member.key() == PARAMETERS) {
                out.key(PARAMETERS);
                write(result.parameters(), out);
            } else if (result.front() != null) {
                out.key(FRONT);
                write(result.front(), out);
            }
        }
        out.endObject();
    }

    private void write(MetricFront front, JsonSink out) throws IOException {
        out.beginArray();
        List<Integer> order = new ArrayList<>(IntStream.range(0, front.metrics().size()).boxed().toList());
        if (canonical) {
            order.sort(Comparator.comparing(m -> front.metrics().get(m)));
        }
        for (MetricFront.Point point : front.points()) {
            out.beginObject();
            out.key(PARAMETERS);
            write(point.parameters(), out);
            out.key(VALUES);
            out.beginObject();
            for (int m : order) {
                out.key(NAMES.computeIfAbsent(front.metrics().get(m), JsonKey::new));
                out.number(point.values()[m]);
            }
            out.endObject();
            out.endObject();
        }
        out.endArray();
    }

    private static void write(Figures figures, Member group, JsonSink out) throws IOException {
        if (group.group().getFirst().isOptional() && !figures.has(group.group().getFirst())) {
            return;
        }
        out.key(group.key());
        out.beginObject();
        for (Figure figure : group.group()) {
            write(figures, figure, out);
        }
        out.endObject();
    }

    private static void write(Figures figures, Figure figure, JsonSink out) throws IOException {
        boolean there = figures.has(figure);
        if (!there && figure.isOptional()) {
            return;
        }
        out.key(key(figure));
        if (!there) {
            out.nothing();
            return;
        }
        switch (figure.kind()) {
            case REAL -> out.number(figures.real(figure));
            case COUNT -> out.number(figures.count(figure));
            case FLAG -> out.flag(figures.flag(figure));
        }
    }

    private void write(Parameters parameters, JsonSink out) throws IOException {
        if (parameters.space().isEmpty()) {
            out.nothing();
            return;
        }
        out.beginObject();
        if (canonical) {
            TreeMap<String, Integer> sorted = new TreeMap<>();
            for (int i = 0; i < parameters.space().dimension(); i++) {
                sorted.put(parameters.space().parameters().get(i).name(), i);
            }
            for (int position : sorted.values()) {
                write(parameters, position, out);
            }
        } else {
            for (int i = 0; i < parameters.space().dimension(); i++) {
                write(parameters, i, out);
            }
        }
        out.endObject();
    }

    private static void write(Parameters parameters, int position, JsonSink out) throws IOException {
        out.key(NAMES.computeIfAbsent(parameters.space().parameters().get(position).name(), JsonKey::new));
        Object value = parameters.value(position);
        switch (value) {
            case Boolean flag -> out.flag(flag);
            case Long whole -> out.number((long) whole);
            case Double real -> out.number((double) real);
            default -> out.text(String.valueOf(value));
        }
    }
}
