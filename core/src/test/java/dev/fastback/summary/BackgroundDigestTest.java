package dev.fastback.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackgroundDigestTest {
    @Test
    void isTheDigestOfTheWholeTextHoweverItIsCut() throws NoSuchAlgorithmException {
        long seed = Long.getLong("fastback.seed", 89);
        System.out.println("cuts of a text: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        for (int most : new int[] {1, 100, 5_000, 1 << 17, (1 << 17) + 1, 400_000}) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            BackgroundDigest digest = new BackgroundDigest();
            for (int i = 0; i < 20; i++) {
                byte[] text = new byte[random.nextInt(most + 1)];
                random.nextBytes(text);
                whole.writeBytes(text);
                digest.update(text, text.length);
                random.nextBytes(text); // what was given may change
            }
            assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(whole.toByteArray()));
        }
    }
}
