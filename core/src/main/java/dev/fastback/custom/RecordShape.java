package dev.fastback.custom;

import dev.fastback.api.Default;
import dev.fastback.api.Range;
import dev.fastback.api.Strategy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The components of a strategy's record, and its constructor.
 *
 * @param type the record
 * @param components in their order
 * @param constructor takes an array of their values
 */
record RecordShape(Class<? extends Strategy> type, List<Part> components, MethodHandle constructor) {
    RecordShape {
        components = List.copyOf(components);
    }

    /**
     * A component.
     *
     * @param name its name
     * @param type int, double, boolean or an enum
     * @param range how it is searched; null for a setting
     * @param usual its usual value as text; null where none is given
     */
    record Part(String name, Class<?> type, @Nullable Range range, @Nullable String usual) {
        /** Returns the names of an enum's constants. */
        List<String> constants() {
            return Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it is no record of parameters; the message names the component
     */
    static RecordShape of(Class<? extends Strategy> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getSimpleName() + " must be a record: its components are the parameters");
        }
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> kind = component.getType();
            if (kind != int.class && kind != double.class && kind != boolean.class && !kind.isEnum()) {
                throw new IllegalArgumentException("component " + component.getName() + " of " + type.getSimpleName() + " is a "
                        + kind.getSimpleName() + "; a component is an int, a double, a boolean or an enum");
            }
            Default usual = component.getAnnotation(Default.class);
            parts.add(new Part(component.getName(), kind, component.getAnnotation(Range.class), usual == null ? null : usual.value()));
        }
        return new RecordShape(type, parts, constructor(type));
    }

    private static MethodHandle constructor(Class<? extends Strategy> type) {
        Class<?>[] kinds = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Strategy> constructor = type.getDeclaredConstructor(kinds);
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, kinds.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException("the constructor of " + type.getName() + " cannot be called: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a strategy.
     *
     * @throws IllegalArgumentException if its constructor refuses the values; the message says why
     */
    Strategy make(Object[] values) {
        try {
            return (Strategy) (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(type.getSimpleName() + Arrays.toString(values) + " cannot be made: " + e, e);
        }
    }
}
