package dev.fastback.profile;

import dev.fastback.data.Printable;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a profile for people. */
public final class ProfileTable {
    private static final List<String> THREAD_NAMES =
            List.of("process", "thread", "CPU s", "waiting s", "MB made", "search", "of it values", "scoring", "engine", "classes");
    private static final List<Part> THREAD_PARTS = List.of(Part.SEARCH, Part.EVALUATION, Part.SCORING, Part.ENGINE, Part.CLASSES);
    private static final List<String> LEAST_TELLING = List.of("classes", "engine", "of it values", "MB made", "scoring");
    private static final double MEGA = 1e6;
    private static final double FEW = 0.005;

    private final Profile profile;
    private final Screen screen;

    private ProfileTable(Profile profile, Screen screen) {
        this.profile = profile;
        this.screen = screen;
    }

    /** Returns the text, to be shown by {@link Screen#show}. */
    public static String of(Profile profile, Screen screen) {
        return new ProfileTable(profile, screen).text();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        out.append(format("fastback %s%n", String.join(" ", profile.command())));
        out.append(format(
                "%.2f s on the clock, %.2f s of processor time in %d process%s%s%n%n",
                profile.clockSeconds(),
                profile.processorSeconds(),
                profile.processes().size() + profile.missing().size(),
                profile.processes().size() + profile.missing().size() == 1 ? "" : "es",
                profile.peakBytes() == null ? "" : format(", %.0f MB of memory at most", profile.peakBytes() / MEGA)));
        parts(out);
        out.append('\n');
        threads(out);
        out.append('\n');
        remarks(out);
        return out.toString();
    }

    private void parts(StringBuilder out) {
        TextTable table = new TextTable(1).withHeadings(1);
        table.row(List.of("part", "CPU s", "share", "MB made"));
        for (Part part : Part.values()) {
            double seconds = profile.seconds(part);
            if (seconds > 0 || part.whole() == null) {
                table.row(List.of(
                        part.whole() == null ? part.label() : "  of it " + part.label(), format("%.3f", seconds), share(seconds), megabytes(profile.allocated(part))));
            }
        }
        table.row(List.of("not explained", format("%.3f", profile.unexplainedSeconds()), share(profile.unexplainedSeconds()), ""));
        table.row(List.of("whole", format("%.3f", profile.processorSeconds()), share(profile.processorSeconds()), megabytes(allocated())));
        table.appendTo(out, screen);
    }

    private double allocated() {
        return profile.processes().stream().flatMap(process -> process.threads().stream()).mapToDouble(thread -> thread.allocated().sum()).sum();
    }

    private void threads(StringBuilder out) {
        TextTable table = new TextTable(2).withHeadings(1).withLeastTelling(LEAST_TELLING.stream().map(THREAD_NAMES::indexOf).toList());
        table.row(THREAD_NAMES);
        for (ProcessTime process : profile.processes()) {
            String name = process.facts().role() + " " + process.facts().pid();
            for (ThreadTime thread : process.threads()) {
                if (thread.processorSeconds() >= FEW * profile.processorSeconds() || thread == process.threads().getFirst()) {
                    table.row(cells(name, thread));
                }
            }
        }
        List<Integer> leftOut = table.appendTo(out, screen);
        if (!leftOut.isEmpty()) {
            out.append("\nNot shown for want of room: ")
                    .append(leftOut.stream().map(THREAD_NAMES::get).collect(Collectors.joining(", ")))
                    .append("; --wide shows all.\n");
        }
    }

    private List<String> cells(String process, ThreadTime thread) {
        List<String> cells = new ArrayList<>(List.of(
                process, thread.name(), format("%.3f", thread.processorSeconds()), format("%.3f", thread.waitingSeconds()), megabytes(thread.allocated().sum())));
        for (Part part : THREAD_PARTS) {
            double all = thread.parts().sum();
            cells.add(all == 0 ? "" : format("%.0f%%", 100 * thread.parts().of(part) / all));
        }
        return cells;
    }

    private void remarks(StringBuilder out) {
        if (!profile.stages().isEmpty()) {
            out.append("On the clock: ")
                    .append(profile.stages().entrySet().stream()
                            .map(stage -> format("%s %.3f s", stage.getKey(), stage.getValue()))
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        long collections = profile.processes().stream().mapToLong(process -> process.collections().count()).sum();
        out.append(format(
                "%d collection%s, which held everything up for %.3f s. %,d looks at stacks by %s, %,d lost.%n",
                collections,
                Printable.plural(collections),
                profile.processes().stream().mapToDouble(process -> process.collections().pauseSeconds()).sum(),
                profile.samples(),
                profile.processes().stream().map(process -> process.facts().recorder()).distinct().collect(Collectors.joining(" and ")),
                profile.lost()));
        out.append("CPU s is processor time; waiting is time on the clock without a processor: for work, for others, for files, or because other programs had it. ")
                .append("MB made are allocations. Threads with less than half a percent are not listed.\n");
        if (profile.missing().size() == 1) {
            out.append("Process ").append(profile.missing().getFirst()).append(" was killed and left no profile.\n");
        } else if (!profile.missing().isEmpty()) {
            out.append(format("%d processes were killed and left no profile.%n", profile.missing().size()));
        }
    }

    private String share(double seconds) {
        return profile.processorSeconds() == 0 ? "" : format("%.1f%%", 100 * seconds / profile.processorSeconds());
    }

    private static String megabytes(double bytes) {
        return bytes == 0 ? "" : format("%.1f", bytes / MEGA);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
