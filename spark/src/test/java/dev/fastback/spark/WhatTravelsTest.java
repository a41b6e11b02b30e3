package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;

/** A task carries the name of the study and nothing of the parent's objects, whatever is large there. */
class WhatTravelsTest {
    private static final Set<String> OURS = Set.of(
            "dev.fastback.spark.OnExecutor", "dev.fastback.spark.OnExecutor$Sent", "dev.fastback.spark.Build", "dev.fastback.spark.Simulate",
            "dev.fastback.spark.EvaluateRange", "dev.fastback.spark.Slice", "dev.fastback.spark.OnExecutor$Task", "dev.fastback.spark.Simulate$Task",
            "dev.fastback.spark.EvaluateRange$Task");

    @Test
    void theWorkOfATaskIsSmallAndHasNoClassOfTheStudy() throws IOException {
        JavaSparkContext spark = Cluster.connect("local[2]", 2);
        Broadcast<byte[][]> study = spark.broadcast(new byte[][] {new byte[1 << 22]});
        OnExecutor.Sent sent = new OnExecutor.Sent(study, "a name", Build.here());
        Slice[] slices = {new Slice(0, 3, study), new Slice(3, 4, study)};
        for (Object travels : List.of(
                new Simulate(sent, "a folder"),
                new EvaluateRange(sent),
                new Simulate.Task(new int[] {7, 8}, slices),
                new EvaluateRange.Task(7, 0, new byte[100], slices))) {
            List<String> classes = new ArrayList<>();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes) {
                @Override
                protected void annotateClass(Class<?> type) {
                    classes.add(type.getName());
                }
            }) {
                out.writeObject(travels);
            }
            assertThat(classes.stream().map(name -> name.replaceAll("^\\[L|;$", "")).filter(name -> name.startsWith("dev.fastback")))
                    .isSubsetOf(OURS).contains(travels.getClass().getName());
            assertThat(bytes.size()).isLessThan(4096);
        }
        study.unpersist();
    }
}
