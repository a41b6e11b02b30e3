package dev.fastback.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The scripts and the style that every page holds, and the policy that lets a browser run these alone: it names their hashes, permits no
 * request, no form, no frame and no script or style that stands elsewhere in the page.
 */
final class Assets {
    /** The chart library; the build takes it out of its own archive. */
    static final String CHARTS = read("echarts.min.js");

    /** What draws charts, sorts tables and copies them. */
    static final String SCRIPT = read("page.js");

    /** How it looks. */
    static final String STYLE = read("page.css");

    private Assets() {}

    /**
     * Returns the content security policy of a page.
     *
     * @param charts whether the page holds the chart library
     */
    static String policy(boolean charts) {
        return "default-src 'none'; script-src " + (charts ? hash(CHARTS) + ' ' : "") + hash(SCRIPT) + "; style-src " + hash(STYLE)
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // A browser reads the end of a script's element wherever it stands, in a text of the script too.
    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build left " + name + " out");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            if (text.contains("</script") || text.contains("</style") || text.contains("<!--")) {
                throw new IllegalStateException(name + " would end its element");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
