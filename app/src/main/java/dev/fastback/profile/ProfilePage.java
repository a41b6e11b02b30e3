package dev.fastback.profile;

import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Flame;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a profile as one page: its parts, a flame graph of all processes, the busiest methods, every thread. */
public final class ProfilePage {
    /** Boxes below this share of the whole are left out. */
    private static final double LEAST = 0.0005;
    private static final int METHODS = 60;

    private final Profile profile;
    private final StackTree stacks;

    private ProfilePage(Profile profile) {
        this.profile = profile;
        this.stacks = profile.stacks();
    }

    /** Writes the page; the stream is flushed and left open. */
    public static void write(Profile profile, OutputStream out) throws IOException {
        new ProfilePage(profile).write(out);
    }

    private void write(OutputStream out) throws IOException {
        List<Page.Place> places = List.of(
                new Page.Place("parts", "Parts"), new Page.Place("flame", "Flame graph"), new Page.Place("methods", "Methods"), new Page.Place("threads", "Threads"));
        try (Page page = Page.begin(out, "Where the processor time went", "fastback " + String.join(" ", profile.command()), places, false)) {
            parts(page);
            flame(page);
            methods(page);
            threads(page);
        }
    }

    private void parts(Page page) throws IOException {
        page.section("parts", "Parts");
        page.figures(List.of(
                new Page.KeyFigure("On the clock", Format.SECONDS.of(profile.clockSeconds()), ""),
                new Page.KeyFigure("Processor time", Format.SECONDS.of(profile.processorSeconds()), "of all processes"),
                new Page.KeyFigure("Memory", profile.peakBytes() == null ? "–" : Format.BYTES.of(profile.peakBytes()), "at most"),
                new Page.KeyFigure("Not explained", Format.PERCENT.of(profile.unexplainedSeconds() / profile.processorSeconds()), "of the processor time")));
        DataTable table = new DataTable(
                "Parts", Column.text("part"), Column.text("part of"), Column.of("processor time", Format.SECONDS), Column.of("share", Format.PERCENT),
                Column.of("allocated", Format.BYTES));
        for (Part part : Part.values()) {
            Part whole = part.whole();
            table.row(Arrays.asList(
                    part.label(), whole == null ? "" : whole.label(), profile.seconds(part), profile.seconds(part) / profile.processorSeconds(), profile.allocated(part)));
        }
        page.table(table);
        DataTable stages = new DataTable("Stages", Column.text("stage"), Column.of("on the clock", Format.SECONDS));
        profile.stages().forEach((stage, seconds) -> stages.row(List.of(stage, seconds)));
        page.table(stages).end();
    }

    private void flame(Page page) throws IOException {
        Flame flame = new Flame(
                "Processor time by stack",
                "Each box is a method, as wide as its processor time with all that it calls; colours tell the part. Click or Enter goes into a box, Escape back.",
                Format.SECONDS,
                Arrays.stream(Part.values()).map(Part::label).toList());
        add(flame, stacks, 0);
        page.section("flame", "Flame graph").flame(flame).note("Boxes below 0.05 % of the whole are left out.").end();
    }

    private void add(Flame flame, StackTree at, int depth) {
        flame.box(depth, at.name(), at.seconds(), at.part().ordinal());
        for (StackTree child : at.children()) {
            if (child.seconds() >= LEAST * stacks.seconds()) {
                add(flame, child, depth + 1);
            }
        }
    }

    private void methods(Page page) throws IOException {
        Map<String, Double> own = new HashMap<>();
        collect(stacks, own);
        DataTable table = new DataTable("Methods", Column.text("method"), Column.of("own processor time", Format.SECONDS), Column.of("share", Format.PERCENT));
        own.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(METHODS)
                .forEach(method -> table.row(List.of(method.getKey(), method.getValue(), method.getValue() / profile.processorSeconds())));
        page.section("methods", "Methods").note("What methods took themselves, without what they call.").table(table).end();
    }

    private static void collect(StackTree at, Map<String, Double> own) {
        double inside = 0;
        for (StackTree child : at.children()) {
            inside += child.seconds();
            collect(child, own);
        }
        if (at.seconds() > inside) {
            own.merge(at.name(), at.seconds() - inside, Double::sum);
        }
    }

    private void threads(Page page) throws IOException {
        DataTable table = new DataTable(
                "Threads", Column.text("process"), Column.text("thread"), Column.of("on the clock", Format.SECONDS), Column.of("processor time", Format.SECONDS),
                Column.of("waiting", Format.SECONDS), Column.of("allocated", Format.BYTES), Column.of("search", Format.PERCENT), Column.of("scoring", Format.PERCENT),
                Column.of("engine", Format.PERCENT));
        for (ProcessTime process : profile.processes()) {
            for (ThreadTime thread : process.threads()) {
                double all = thread.parts().sum() == 0 ? 1 : thread.parts().sum();
                table.row(List.of(
                        process.facts().role() + " " + process.facts().pid(), thread.name(), thread.clockSeconds(), thread.processorSeconds(), thread.waitingSeconds(),
                        thread.allocated().sum(), thread.parts().of(Part.SEARCH) / all, thread.parts().of(Part.SCORING) / all, thread.parts().of(Part.ENGINE) / all));
            }
        }
        page.section("threads", "Threads")
                .note("Waiting is time on the clock without a processor: for work, for others, for files, or because other programs had it.")
                .table(table)
                .end();
    }
}
