package dev.fastback.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.journal.ResultPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of results read back as written; one that is missing or damaged is named. */
class ResultFilesTest {
    private static final long SEED = Long.getLong("fastback.seed", 146);

    @TempDir
    Path folder;

    private Path written(List<byte[]> results) throws IOException {
        Path file = folder.resolve("of a run").resolve("7.results");
        int[] indices = new int[results.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = 7 + 2 * i;
        }
        ResultFiles.write(file, indices, results);
        return file;
    }

    private static List<byte[]> random(SplittableRandom random, int count) {
        List<byte[]> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            results.add(bytes);
        }
        return results;
    }

    @Test
    void readsBackWhatWasWrittenWholeAndByPlaces() throws IOException {
        System.out.println("ResultFilesTest: seed " + SEED);
        List<byte[]> results = random(new SplittableRandom(SEED), 50);
        Path file = written(results);
        List<ResultFiles.Entry> entries = ResultFiles.readAll(file);
        ResultFiles files = new ResultFiles();
        assertThat(entries).hasSize(50);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).index()).isEqualTo(7 + 2 * i);
            assertThat(entries.get(i).bytes()).isEqualTo(results.get(i));
            ResultPlace place = ResultFiles.place(ResultFiles.encode(entries.get(i).place()));
            assertThat(place).isEqualTo(entries.get(i).place());
            assertThat(files.read(entries.get(i).place())).isEqualTo(results.get(i));
        }
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void everyDamageIsNamed() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = written(random(random, 5));
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            boolean inAnIndex = isIndex(good, at);
            if (!inAnIndex) { // a result of another simulation is told by the journal, which has asked for certain ones
                assertThatExceptionOfType(IOException.class)
                        .as("byte " + at)
                        .isThrownBy(() -> ResultFiles.readAll(file))
                        .withMessageStartingWith("results file " + file + " is damaged at byte ");
            }
        }
        Files.write(file, java.util.Arrays.copyOf(good, good.length - 1));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ResultFiles.readAll(file)).withMessageContaining("is damaged at byte");
        Files.delete(file);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ResultFiles.readAll(file))
                .withMessage("results file " + file + " is missing");
    }

    private static boolean isIndex(byte[] file, int at) {
        int position = 8;
        while (position < file.length) {
            if (at >= position && at < position + 4) {
                return true;
            }
            position += 12 + java.nio.ByteBuffer.wrap(file).getInt(position + 4);
        }
        return false;
    }

    @Test
    void aPlaceIsNoResult() {
        assertThat(ResultFiles.place(new byte[] {5, 0, 1, 2})).isNull();
        assertThat(ResultFiles.place(new byte[0])).isNull();
    }
}
