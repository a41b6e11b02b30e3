package dev.fastback.input;

import dev.fastback.classics.Classics;
import dev.fastback.compile.CompileException;
import dev.fastback.compile.SourceCompiler;
import dev.fastback.component.OneLine;
import dev.fastback.custom.CompiledClasses;
import dev.fastback.custom.Component;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.custom.SourceProvider;
import dev.fastback.input.options.OwnOptions;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the strategies that {@code --strategy} names: files of source, which are compiled, and classics by name. */
public final class OwnStrategies {
    private static final long MOST_BYTES = 1 << 20;

    private OwnStrategies() {}

    /**
     * Returns the strategies with their ranges and values.
     *
     * @throws UsageException if one cannot be made; compile errors have a line each
     */
    public static List<RecordStrategy> of(OwnOptions options) {
        Map<String, String> given = new TreeMap<>();
        options.params().forEach(text -> put(given, "--param", text, "--param name=from..to or name=from..to:step"));
        options.sets().forEach(text -> put(given, "--set", text, "--set name=value"));
        List<RecordStrategy> found = new ArrayList<>();
        options.strategies().forEach(name -> found.add(find(name, options.home())));
        for (String parameter : given.keySet()) {
            if (found.stream().noneMatch(strategy -> has(strategy, parameter))) {
                throw new UsageException("no strategy has a parameter " + parameter + "; there are: " + String.join(", ", found.stream()
                        .flatMap(strategy -> strategy.components().stream())
                        .map(Component::name)
                        .distinct()
                        .toList()));
            }
        }
        return found.stream()
                .map(strategy -> with(strategy, given))
                .map(strategy -> options.limit() == null ? strategy : strategy.withLimit(options.limit()))
                .toList();
    }

    private static boolean has(RecordStrategy strategy, String parameter) {
        return strategy.components().stream().anyMatch(component -> component.name().equals(parameter));
    }

    private static RecordStrategy with(RecordStrategy strategy, Map<String, String> given) {
        Map<String, String> own = new TreeMap<>(given);
        own.keySet().removeIf(parameter -> !has(strategy, parameter));
        try {
            return own.isEmpty() ? strategy : strategy.with(own);
        } catch (IllegalArgumentException e) {
            throw new UsageException(strategy.name() + ": " + e.getMessage());
        }
    }

    private static void put(Map<String, String> given, String option, String text, String expected) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1 || option.equals("--param") && !text.contains("..") && !text.contains("|")) {
            throw new UsageException(option + ": expected " + expected + ": " + text);
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        if (option.equals("--set") && (value.contains("..") || value.contains("|"))) {
            throw new UsageException("--set takes one value, and " + text + " has several; --param " + text + " searches them");
        }
        if (given.put(name, value) != null) {
            throw new UsageException(option + " " + text + ": " + name + " is given twice");
        }
    }

    /**
     * Returns the strategy that a name or a file stands for.
     *
     * @param home where compiled classes are kept; null for nowhere
     * @throws UsageException if there is none, or it cannot be made
     */
    public static RecordStrategy find(String given, @Nullable Path home) {
        if (isFile(given)) {
            return ofFile(given, home);
        }
        if (Strategies.names().contains(given)) {
            throw new UsageException("--strategy: " + given + " is a strategy of forecasts; name it with --strategies");
        }
        try {
            TunableStrategy strategy = Strategies.of(given);
            if (strategy instanceof RecordStrategy own) {
                return own;
            }
            throw new UsageException("--strategy: " + given + " is no record of parameters; name it with --strategies");
        } catch (IllegalArgumentException e) {
            if (Strategies.isOffered(given)) {
                throw new UsageException("--strategy: " + given + " cannot be made: " + OneLine.of(e), e);
            }
            throw new UsageException("--strategy: there is no strategy " + given + "; known: " + String.join(", ", Classics.names())
                    + ", and what others provide (fastback components lists it); a file ends with .java");
        }
    }

    /** Returns whether a name stands for a file of source. */
    public static boolean isFile(String given) {
        return given.endsWith(".java");
    }

    private static RecordStrategy ofFile(String given, @Nullable Path home) {
        String source = read(given);
        ClassCache cache = new ClassCache(home);
        try {
            Optional<CompiledClasses> kept = cache.find(source);
            CompiledClasses classes = kept.isPresent() ? kept.get() : compiled(given, source);
            RecordStrategy strategy = SourceProvider.strategy(classes, SourceCompiler.hash(source), Map.of());
            if (kept.isEmpty()) {
                cache.keep(source, classes);
            }
            return strategy;
        } catch (IllegalArgumentException e) {
            throw new UsageException(given + ": " + e.getMessage());
        }
    }

    private static CompiledClasses compiled(String given, String source) {
        SourceCompiler.unavailable().ifPresent(why -> {
            throw new UsageException(why);
        });
        try {
            return SourceCompiler.compile(given, source);
        } catch (CompileException e) {
            throw new SourceException(e.errors());
        }
    }

    /** Returns the source of a file. */
    public static String read(String given) {
        try {
            Path file = Path.of(given);
            if (Files.size(file) > MOST_BYTES) {
                throw new UsageException("--strategy: " + given + " is larger than a source file of a strategy, 1 MiB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (InvalidPathException e) {
            throw new UsageException("--strategy: no path: " + given);
        } catch (CharacterCodingException e) {
            throw new UsageException("--strategy: " + given + " is no text in UTF-8");
        } catch (IOException e) {
            throw new UsageException("--strategy: cannot read " + given + ": " + AtomicOutput.reason(e));
        }
    }

    /** A source that does not compile; each error has a line. */
    public static final class SourceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> errors;

        SourceException(List<String> errors) {
            super(errors.getFirst(), null, false, false);
            this.errors = List.copyOf(errors);
        }

        /** Returns the errors: file:line:column: what. */
        public List<String> errors() {
            return errors;
        }
    }
}
