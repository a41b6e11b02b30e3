package dev.fastback.custom;

import dev.fastback.api.Strategy;
import dev.fastback.component.OneLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The classes that one source file was compiled to, and the strategy among them.
 *
 * @param classes class files by binary name
 * @param main binary name of the strategy's record
 */
public record CompiledClasses(SortedMap<String, byte[]> classes, String main) {
    private static final String LOADER = "strategy";
    private static final int FORMAT = 0x46424331; // "FBC1"
    private static final int MOST_CLASSES = 10_000;
    private static final int MOST_BYTES = 1 << 24;

    public CompiledClasses {
        if (!classes.containsKey(main)) {
            throw new IllegalArgumentException("there is no class " + main);
        }
    }

    /** Returns what an error says in one line, and where in the source of a strategy it came from, if it did. */
    public static String line(Throwable e) {
        return place(e) + OneLine.of(e);
    }

    /** Returns where in the source of a strategy an error came from, {@code MyFirst.java:12: }; empty where it did not. */
    public static String place(Throwable e) {
        return place(e.getStackTrace());
    }

    /** Returns the first place of a stack in the source of a strategy, likewise. */
    static String place(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> isOfSource(frame) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber() + ": ")
                .orElse("");
    }

    /** Returns whether a call was made in the source of a strategy. */
    public static boolean isOfSource(StackTraceElement frame) {
        return LOADER.equals(frame.getClassLoaderName());
    }

    /**
     * Returns whether a run can leave something behind for the next: whether a class has a static field, or an enum's constants a field, that can
     * change, or what it holds can.
     */
    boolean canKeepState(Class<?> loaded) {
        try {
            for (String name : classes.keySet()) {
                Class<?> type = Class.forName(name, false, loaded.getClassLoader());
                boolean shared = Enum.class.isAssignableFrom(type);
                for (Field field : type.getDeclaredFields()) {
                    boolean constant = Modifier.isFinal(field.getModifiers())
                            && (field.getType().isPrimitive() || field.getType() == String.class || field.isEnumConstant() || field.isSynthetic());
                    if ((shared || Modifier.isStatic(field.getModifiers())) && !constant) {
                        return true;
                    }
                }
            }
            return false;
        } catch (ClassNotFoundException | LinkageError e) {
            return true;
        }
    }

    /** Returns the classes as bytes, for the cache and for worker processes. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(main);
            out.writeInt(classes.size());
            for (Map.Entry<String, byte[]> one : classes.entrySet()) {
                out.writeUTF(one.getKey());
                out.writeInt(one.getValue().length);
                out.write(one.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to write", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if these are other bytes
     */
    public static CompiledClasses of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new IllegalArgumentException("these are no compiled classes of a strategy");
            }
            String main = in.readUTF();
            int count = in.readInt();
            if (count < 1 || count > MOST_CLASSES) {
                throw new IllegalArgumentException("the compiled classes of a strategy are damaged");
            }
            SortedMap<String, byte[]> classes = new TreeMap<>();
            for (int k = 0; k < count; k++) {
                String name = in.readUTF();
                int length = in.readInt();
                if (length < 0 || length > MOST_BYTES) {
                    throw new IllegalArgumentException("the compiled classes of a strategy are damaged");
                }
                classes.put(name, in.readNBytes(length));
            }
            return new CompiledClasses(classes, main);
        } catch (IOException e) {
            throw new IllegalArgumentException("the compiled classes of a strategy are damaged", e);
        }
    }

    /**
     * Loads the strategy's record.
     *
     * @throws IllegalArgumentException if it cannot be loaded, or is no strategy
     */
    public Class<? extends Strategy> load() {
        try {
            return new Loader(classes).loadClass(main).asSubclass(Strategy.class);
        } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
            throw new IllegalArgumentException("the compiled strategy " + main + " cannot be loaded: " + e, e);
        }
    }

    /** Defines the classes; all others come from where this one does. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(LOADER, Loader.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
