package dev.fastback.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {
    @TempDir
    Path folder;

    /** The kind under test. */
    public interface Part extends Component {}

    private record Own(String name) implements Part {}

    /** A part that works. */
    public static final class Works implements Part {
        @Override
        public String name() {
            return "works";
        }
    }

    /** A part that cannot work, in two lines. */
    public static final class CannotWork implements Part {
        @Override
        public String name() {
            return "cannot-work";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.of("there is no device\nat all");
        }
    }

    /** A part that fails to say whether it works. */
    public static final class FailsToSay implements Part {
        @Override
        public String name() {
            return "fails-to-say";
        }

        @Override
        public Optional<String> unavailable() {
            throw new UnsatisfiedLinkError("no device in java.library.path");
        }
    }

    /** A part that cannot be made. */
    public static final class CannotBeMade implements Part {
        /** Throws. */
        public CannotBeMade() {
            throw new IllegalStateException("no licence\nfor this machine");
        }

        @Override
        public String name() {
            return "cannot-be-made";
        }
    }

    /** A part that has no name. */
    public static final class HasNoName implements Part {
        @Override
        public String name() {
            throw new UnsupportedOperationException();
        }
    }

    /** A part with a name of the core's. */
    public static final class TakesAName implements Part {
        @Override
        public String name() {
            return "second";
        }
    }

    @Test
    void thoseOfTheCoreComeFirstAndAreNotReplaced() throws IOException {
        Components<Part> parts = parts(Works.class, CannotWork.class, TakesAName.class);
        assertThat(parts.names()).containsExactly("second", "first", "cannot-work", "works");
        assertThat(parts.all()).extracting(Component::name).isEqualTo(parts.names());
        assertThat(parts.get("second")).isInstanceOf(Own.class);
        assertThat(parts.leftOut()).singleElement().satisfies(part -> {
            assertThat(part.name()).isEqualTo(TakesAName.class.getName());
            assertThat(part.reason()).contains("its name, second, is taken by " + Own.class.getName());
        });
    }

    @Test
    void aBrokenPartCostsOneLineAndNoOther() throws IOException {
        Components<Part> parts =
                parts("org.example.Nowhere", CannotBeMade.class, HasNoName.class, FailsToSay.class, CannotWork.class, Works.class);
        List<ListedComponent> lines = parts.list();
        assertThat(lines).filteredOn(ListedComponent::isAvailable).extracting(ListedComponent::name)
                .containsExactly("second", "first", "works");
        assertThat(lines).filteredOn(line -> !line.isAvailable()).extracting(line -> line.name() + ": " + line.reason()).containsExactly(
                "cannot-work: there is no device",
                "fails-to-say: cannot tell whether it works: UnsatisfiedLinkError: no device in java.library.path",
                "part provider: cannot be loaded: ServiceConfigurationError: " + Part.class.getName()
                        + ": Provider org.example.Nowhere not found",
                CannotBeMade.class.getName() + ": cannot be loaded: IllegalStateException: no licence",
                HasNoName.class.getName() + ": cannot be loaded: UnsupportedOperationException");
        assertThat(parts.get("works")).isInstanceOf(Works.class);
    }

    @Test
    void whatCannotBeHadIsRefusedWithTheReason() throws IOException {
        Components<Part> parts = parts(CannotWork.class, FailsToSay.class, Works.class);
        assertThatIllegalArgumentException().isThrownBy(() -> parts.get("nosuch"))
                .withMessage("unknown part nosuch; known: second, first, cannot-work, fails-to-say, works");
        assertThatIllegalArgumentException().isThrownBy(() -> parts.get("cannot-work"))
                .withMessage("part cannot-work is not available: there is no device");
        assertThatIllegalArgumentException().isThrownBy(() -> parts.get("fails-to-say"))
                .withMessageStartingWith("part fails-to-say is not available: cannot tell");
        assertThat(parts.find("cannot-work")).isPresent();
        assertThat(parts.find("nosuch")).isEmpty();
    }

    @Test
    void whatTheCoreHasIsGivenWithoutLookingBesideIt() throws IOException {
        Components<Part> parts = parts(Counted.class);
        assertThat(parts.get("first").name()).isEqualTo("first");
        assertThat(Counted.made).isZero();
        assertThat(parts.names()).contains("counted");
        assertThat(parts.list()).hasSize(3);
        assertThat(Counted.made).isOne();
    }

    /** Counts how often it is made. */
    public static final class Counted implements Part {
        private static int made;

        /** Counts. */
        public Counted() {
            made++;
        }

        @Override
        public String name() {
            return "counted";
        }
    }

    private Components<Part> parts(Class<?>... classes) throws IOException {
        return load(Arrays.stream(classes).map(Class::getName));
    }

    private Components<Part> parts(String unknown, Class<?>... classes) throws IOException {
        return load(Stream.concat(Stream.of(unknown), Arrays.stream(classes).map(Class::getName)));
    }

    private Components<Part> load(Stream<String> classes) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Part.class.getName()), classes.collect(Collectors.joining("\n")));
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Part.class.getClassLoader());
        return Components.of("part", List.of(new Own("second"), new Own("first")), ServiceLoader.load(Part.class, loader));
    }
}
