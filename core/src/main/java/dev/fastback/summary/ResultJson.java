package dev.fastback.summary;

import dev.fastback.data.BarSeries;
import dev.fastback.json.CanonicalJson;
import dev.fastback.json.CanonicalSink;
import dev.fastback.json.JsonKey;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import java.nio.charset.StandardCharsets;
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
 * Writes simulation results to a {@link CanonicalSink}, by the description of {@link Figure}: in the order of the documented JSON, or in canonical
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

    private static final byte[] NO_FRONT = {};

    private final boolean canonical;
    private final List<Member> members;
    private final ResultTemplate.Kept templates = new ResultTemplate.Kept(this::made);
    /** Templates of the simulation that was written last by any thread, most of which may do again; never changed. */
    private volatile @Nullable ResultTemplate[] recent = {};

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

    /** Writes simulations. */
    public void write(BarSeries bars, List<SimulationResult> block, CanonicalSink out) {
        @Nullable ResultTemplate[] last = recent.clone();
        for (SimulationResult result : block) {
            if (result instanceof Completed completed && completed.strategies().size() != last.length) {
                last = new ResultTemplate[completed.strategies().size()];
            }
            write(bars, result, last, out);
        }
        recent = last;
    }

    private void write(BarSeries bars, SimulationResult result, @Nullable ResultTemplate[] last, CanonicalSink out) {
        int bar = result.simulation().fold().lastBar();
        String date = bar < 0 ? null : bars.timeLabel(bar);
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
            templates.of(completed.strategies(), last);
            for (int k = 0; k < last.length; k++) {
                write(completed.strategies().get(k), Objects.requireNonNull(last[k]), out);
            }
        }
        out.endArray();
        out.endObject();
    }

    private void write(StrategyResult result, ResultTemplate template, CanonicalSink out) {
        byte[] front = result.front() == null ? NO_FRONT : text(result.front());
        template.write(result, front, out.begin());
    }

    private static void text(CanonicalSink out, JsonKey key, @Nullable String value) {
        out.key(key);
        if (value == null) {
            out.nothing();
        } else {
            out.text(value);
        }
    }

    private byte[] text(MetricFront front) {
        CanonicalSink out = new CanonicalSink();
        write(front, out);
        return out.take();
    }

    /** A template as it is put together, with the text since its last value. */
    private record Draft(ResultTemplate.Builder template, CanonicalSink text) {
        void figure(Figure figure) {
            template.text(text.take()).figure(figure);
            passOver();
        }

        void parameter(int position) {
            template.text(text.take()).parameter(position, choice -> CanonicalJson.write(choice).getBytes(StandardCharsets.UTF_8));
            passOver();
        }

        void front() {
            template.text(text.take()).front();
            passOver();
        }

        /** Has the text go on as behind a value, so that a comma comes next. */
        private void passOver() {
            text.nothing();
            text.take();
        }
    }

    private ResultTemplate made(StrategyResult result) {
        Draft draft = new Draft(new ResultTemplate.Builder(result), new CanonicalSink());
        CanonicalSink out = draft.text();
        out.beginObject();
        for (Member member : members) {
            if (member.figure() != null) {
                add(result.figures(), member.figure(), draft);
            } else if (!member.group().isEmpty()) {
                add(result.figures(), member, draft);
            } else if (member.key() == NAME) {
                out.key(NAME);
                out.text(result.name());
            } else if (member.key() == PARAMETERS) {
                out.key(PARAMETERS);
                add(result.parameters().space(), draft);
            } else if (result.front() != null) {
                out.key(FRONT);
                draft.front();
            }
        }
        out.endObject();
        return draft.template().text(out.take()).build();
    }

    private static void add(Figures figures, Member group, Draft draft) {
        if (group.group().getFirst().isOptional() && !figures.has(group.group().getFirst())) {
            return;
        }
        draft.text().key(group.key());
        draft.text().beginObject();
        for (Figure figure : group.group()) {
            add(figures, figure, draft);
        }
        draft.text().endObject();
    }

    private static void add(Figures figures, Figure figure, Draft draft) {
        boolean there = figures.has(figure);
        if (!there && figure.isOptional()) {
            return;
        }
        draft.text().key(key(figure));
        if (there) {
            draft.figure(figure);
        } else {
            draft.text().nothing();
        }
    }

    private void add(ParameterSpace space, Draft draft) {
        if (space.isEmpty()) {
            draft.text().nothing();
            return;
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, space.dimension()).boxed().toList());
        if (canonical) {
            order.sort(Comparator.comparing(position -> space.parameters().get(position).name()));
        }
        draft.text().beginObject();
        for (int position : order) {
            draft.text().key(space.parameters().get(position).name());
            draft.parameter(position);
        }
        draft.text().endObject();
    }

    private void write(MetricFront front, CanonicalSink out) {
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

    private void write(Parameters parameters, CanonicalSink out) {
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

    private static void write(Parameters parameters, int position, CanonicalSink out) {
        out.key(NAMES.computeIfAbsent(parameters.space().parameters().get(position).name(), JsonKey::new));
        switch (parameters.value(position)) {
            case Boolean flag -> out.flag(flag);
            case Long whole -> out.number((long) whole);
            case Double real -> out.number((double) real);
            case Object other -> out.text(String.valueOf(other));
        }
    }
}
