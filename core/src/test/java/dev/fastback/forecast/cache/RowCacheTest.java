package dev.fastback.forecast.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCacheTest {
    private static final int WIDTH = 3;

    @TempDir
    Path home;

    @Test
    void findsWhatAnEarlierOneKept() {
        RowCache first = cache();
        float[] row = new float[WIDTH];
        assertThat(first.find(key(1), row, 0)).isFalse();
        keep(first, 0, 100);
        assertThat(first.find(key(99), row, 0)).isTrue();
        first.flush();
        RowCache second = cache();
        for (int i = 0; i < 100; i++) {
            assertFound(second, i);
        }
        assertThat(second.find(key(100), row, 0)).isFalse();
        assertThat(new CacheFolder(root()).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.rows()).isEqualTo(100);
            assertThat(entry.about()).isEqualTo("a model");
            assertThat(entry.bytes()).isEqualTo(RowFile.size(WIDTH, 100));
        });
    }

    @Test
    void keepsTheBitsOfEveryNumber() {
        RowCache cache = cache();
        float[] special = {-0.0f, Float.MIN_VALUE, Float.intBitsToFloat(0x7fc12345)};
        cache.keep(List.of(key(5)), special);
        cache.flush();
        float[] row = new float[WIDTH + 1];
        assertThat(cache().find(key(5), row, 1)).isTrue();
        for (int i = 0; i < WIDTH; i++) {
            assertThat(Float.floatToRawIntBits(row[1 + i])).isEqualTo(Float.floatToRawIntBits(special[i]));
        }
    }

    @Test
    void aFileThatIsCutOrChangedAnywhereIsNotThereAndGoes() throws IOException {
        keepAndFlush(0, 5);
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            if (round % 2 == 0) {
                damaged = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
            } else {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            assertThat(cache().find(key(2), new float[WIDTH], 0)).as("round " + round).isFalse();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void whatAKilledWriterLeftIsNeverReadAndGoesAfterADay() throws IOException {
        keepAndFlush(0, 5);
        Path part = files().getFirst().resolveSibling("left.part");
        Files.write(part, new byte[] {1, 2, 3});
        assertFound(cache(), 3);
        keepAndFlush(5, 9);
        assertThat(part).exists();
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
        keepAndFlush(9, 12);
        assertThat(part).doesNotExist();
    }

    @Test
    void manyFilesBecomeOneAndNothingIsLost() throws IOException {
        for (int i = 0; i < 3 * RowCache.FILES; i++) {
            keepAndFlush(10 * i, 10 * i + 10);
            assertThat(files().size()).isLessThanOrEqualTo(RowCache.FILES + 1);
        }
        RowCache cache = cache();
        for (int i = 0; i < 30 * RowCache.FILES; i++) {
            assertFound(cache, i);
        }
    }

    @Test
    void writersAtTheSameTimeDisturbNeitherEachOtherNorReaders() throws Exception {
        keepAndFlush(0, 50);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(t -> threads.submit(() -> {
                        RowCache own = cache();
                        for (int i = 0; i < 40; i++) {
                            keep(own, 1000 * t + 5 * i, 1000 * t + 5 * i + 5);
                            own.flush();
                            assertFound(own, i);
                            assertFound(own, 1000 * t + 2 * i);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> one : done) {
                one.get();
            }
        }
        RowCache all = cache();
        IntStream.range(0, 4).forEach(t -> IntStream.range(0, 200).forEach(i -> assertFound(all, 1000 * t + i)));
    }

    @Test
    void theFilesUsedLeastRecentlyGoFirst() throws IOException {
        long most = 3 * RowFile.size(WIDTH, 10);
        for (int i = 0; i < 3; i++) {
            RowCache one = RowCache.open(root(), "k" + i, WIDTH, "", most);
            keep(one, 10 * i, 10 * i + 10);
            one.flush();
            for (Path file : files()) {
                if (file.toString().contains("k" + i)) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(10 - i, ChronoUnit.HOURS)));
                }
            }
        }
        RowCache oldest = RowCache.open(root(), "k0", WIDTH, "", most);
        assertFound(oldest, 3);
        oldest.flush(); // marks its use
        RowCache another = RowCache.open(root(), "k9", WIDTH, "", most);
        keep(another, 90, 100);
        another.flush();
        assertThat(new CacheFolder(root()).entries()).extracting(CacheFolder.Entry::key).containsExactly("k0", "k2", "k9");
    }

    @Test
    void memoryHoldsAFewRowsHoweverManyAreKept() throws IOException {
        RowCache cache = cache();
        keep(cache, 0, RowCache.PENDING + 7);
        assertThat(files()).hasSize(1); // written by itself
        assertFound(cache, 0);
        assertFound(cache, RowCache.PENDING + 6);
        RowCache inMemory = RowCache.open(null, "k", WIDTH, "", 1);
        keep(inMemory, 0, 10);
        assertFound(inMemory, 9);
        keep(inMemory, 10, RowCache.PENDING + 10);
        assertThat(inMemory.find(key(9), new float[WIDTH], 0)).isFalse(); // let go
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoCacheAndNoFailure() throws IOException {
        Path file = home.resolve("file");
        Files.write(file, new byte[1]);
        RowCache cache = RowCache.open(file, "k", WIDTH, "", 1 << 20);
        keep(cache, 0, 10);
        cache.flush();
        assertThat(cache.find(key(1), new float[WIDTH], 0)).isFalse();
        assertThat(new CacheFolder(file).entries()).isEmpty();
    }

    @Test
    void clearingRemovesRowsAndNotes() throws IOException {
        keepAndFlush(0, 5);
        CacheFolder folder = new CacheFolder(root());
        folder.keepNote("mode", "dynamic");
        folder.keepNote("mode", "single");
        assertThat(folder.note("mode")).contains("single");
        assertThat(folder.clear()).isGreaterThan(RowFile.size(WIDTH, 5));
        assertThat(folder.entries()).isEmpty();
        assertThat(folder.note("mode")).isEmpty();
        assertThat(cache().find(key(1), new float[WIDTH], 0)).isFalse();
        assertThat(new CacheFolder(home.resolve("none")).clear()).isZero();
    }

    @Test
    void keysDependOnAllOfAWay() {
        String key = CacheFolder.key(Map.of("model", "a", "runtime", "b"));
        assertThat(key).hasSize(32).isEqualTo(CacheFolder.key(Map.of("runtime", "b", "model", "a")));
        assertThat(key).isNotEqualTo(CacheFolder.key(Map.of("model", "a", "runtime", "c")));
    }

    private Path root() {
        return home.resolve("forecasts");
    }

    private RowCache cache() {
        return RowCache.open(root(), "k", WIDTH, "a model", 1L << 30);
    }

    private void keepAndFlush(int from, int to) {
        RowCache cache = cache();
        keep(cache, from, to);
        cache.flush();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(root())) {
            return paths.filter(path -> path.toString().endsWith(".rows")).toList();
        }
    }

    private static RowKey key(int i) {
        return RowKey.of(ByteBuffer.allocate(4).putInt(i).flip());
    }

    private static void keep(RowCache cache, int from, int to) {
        for (int i = from; i < to; i++) {
            cache.keep(List.of(key(i)), new float[] {i, i + 0.5f, -i});
        }
    }

    private static void assertFound(RowCache cache, int i) {
        float[] row = new float[WIDTH];
        assertThat(cache.find(key(i), row, 0)).as("row " + i).isTrue();
        assertThat(row).containsExactly(i, i + 0.5f, -i);
    }
}
