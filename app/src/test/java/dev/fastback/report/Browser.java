package dev.fastback.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Debian's Chromium, started once for all tests of the module that look at pages. Where it is missing, they skip and say so. With the system
 * property {@code fastback.screenshots} naming a folder, every look leaves a picture there.
 */
public final class Browser {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private static com.microsoft.playwright.@Nullable Browser started;

    private Browser() {}

    private static synchronized com.microsoft.playwright.Browser browser() {
        assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is missing; apt-get install chromium");
        if (started == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            com.microsoft.playwright.Browser browser =
                    playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            started = browser;
        }
        return started;
    }

    /**
     * A page that is open, and what it did since.
     *
     * @param page the page
     * @param complaints errors and warnings of its console
     * @param requests what it asked for
     */
    public record Look(Page page, List<String> complaints, List<String> requests) implements AutoCloseable {
        /** Draws every chart, opening what is folded up. */
        public Look drawAll() {
            page.evaluate("() => document.querySelectorAll('main details').forEach(d => { if (!d.closest('figure')) d.open = true; })");
            for (var figure : page.querySelectorAll("figure.chart")) {
                figure.scrollIntoViewIfNeeded();
            }
            page.waitForFunction("() => [...document.querySelectorAll('figure.chart')].every(f => f.dataset.drawn)");
            return this;
        }

        /** Asserts that nothing was complained of, nothing asked for beyond the file itself, and that nothing is wider than the window. */
        public Look isClean() {
            assertThat(complaints).as("console").isEmpty();
            assertThat(requests).as("requests").hasSize(1).allMatch(request -> request.startsWith("file:"));
            assertThat(number("document.documentElement.scrollWidth - document.documentElement.clientWidth")).as("too wide").isLessThanOrEqualTo(0);
            return this;
        }

        /** Asserts that every chart has something drawn, in many colours. */
        public Look isDrawn(int charts) {
            assertThat(page.querySelectorAll("figure.chart")).hasSize(charts);
            Object blank = page.evaluate("""
                    () => [...document.querySelectorAll('figure.chart')].filter(f => {
                      const canvas = f.querySelector('canvas');
                      if (!canvas) return true;
                      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
                      copy.drawImage(canvas, 0, 0);
                      const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
                      const seen = new Set();
                      for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]) seen.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
                      return seen.size < 4;
                    }).map(f => f.querySelector('strong').textContent)""");
            assertThat((List<?>) blank).as("charts that are blank").isEmpty();
            return this;
        }

        /** Asserts that axe finds nothing. */
        public Look isAccessible() {
            var found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
            assertThat(found.stream().map(rule -> rule.getId() + ": " + rule.getNodes().stream().limit(3).map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()))
                    .as("axe")
                    .isEmpty();
            return this;
        }

        /** Returns what an expression gives. */
        public double number(String expression) {
            return ((Number) page.evaluate("() => " + expression)).doubleValue();
        }

        /** Leaves a picture where the system property says. */
        public Look picture(String name) {
            String folder = System.getProperty("fastback.screenshots");
            if (folder != null) {
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
            }
            return this;
        }

        @Override
        public void close() {
            page.context().close();
        }
    }

    /** Opens a file as a reader does, with the network off. */
    public static Look open(Path file, int width, boolean dark) {
        BrowserContext context = browser().newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setOffline(true)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        List<String> complaints = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log") && !message.type().equals("info")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(file.toUri().toString());
        return new Look(page, complaints, requests);
    }
}
