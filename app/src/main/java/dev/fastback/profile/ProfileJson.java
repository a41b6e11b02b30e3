package dev.fastback.profile;

import dev.fastback.terminal.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a profile as JSON. A figure that the system does not tell is null. */
public final class ProfileJson {
    private static final int SCHEMA_VERSION = 2;

    private ProfileJson() {}

    /** Returns the JSON. */
    public static String of(Profile profile) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(toMap(profile)) + "\n";
    }

    private static Map<String, @Nullable Object> toMap(Profile profile) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("schemaVersion", SCHEMA_VERSION);
        map.put("command", profile.command());
        map.put("exitCode", profile.exitCode());
        map.put("version", Version.text());
        map.put("java", Runtime.version().toString());
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("clockSeconds", profile.clockSeconds());
        map.put("processorSeconds", profile.processorSeconds());
        map.put("peakMemoryBytes", profile.peakBytes());
        map.put("components", components(profile));
        map.put("unexplainedSeconds", profile.unexplainedSeconds());
        map.put("stageSeconds", profile.stages());
        map.put("processes", profile.processes().stream().map(ProfileJson::process).toList());
        map.put("killed", profile.missing());
        map.put("samples", profile.samples());
        map.put("lostSamples", profile.lost());
        return map;
    }

    private static List<Map<String, @Nullable Object>> components(Profile profile) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (Part part : Part.values()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("name", part.label());
            map.put("partOf", part.whole() == null ? null : part.whole().label());
            map.put("processorSeconds", profile.seconds(part));
            map.put("share", profile.processorSeconds() == 0 ? null : profile.seconds(part) / profile.processorSeconds());
            map.put("allocatedBytes", Math.round(profile.allocated(part)));
            list.add(map);
        }
        return list;
    }

    private static Map<String, @Nullable Object> process(ProcessTime process) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("role", process.facts().role());
        map.put("pid", process.facts().pid());
        map.put("recorder", process.facts().recorder());
        map.put("clockSeconds", process.facts().clockSeconds());
        map.put("processorSeconds", process.facts().totalSeconds());
        map.put("collections", process.collections().count());
        map.put("pauseSeconds", process.collections().pauseSeconds());
        map.put("components", seconds(process.parts()));
        map.put("threads", process.threads().stream().map(ProfileJson::thread).toList());
        return map;
    }

    private static Map<String, @Nullable Object> thread(ThreadTime thread) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", thread.name());
        map.put("clockSeconds", thread.clockSeconds());
        map.put("processorSeconds", thread.processorSeconds());
        map.put("waitingSeconds", thread.waitingSeconds());
        map.put("allocatedBytes", Math.round(thread.allocated().sum()));
        map.put("components", seconds(thread.parts()));
        return map;
    }

    private static Map<String, Double> seconds(Tally tally) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            if (tally.of(part) > 0) {
                map.put(part.label(), tally.of(part));
            }
        }
        return map;
    }
}
