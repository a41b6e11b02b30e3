package dev.fastback.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fastback.forecast.ForecastException;
import dev.fastback.onnx.card.CardException;
import dev.fastback.onnx.card.CardInput;
import dev.fastback.onnx.card.ModelCard;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A session of a model: rows in, the numbers of the first step out. One session serves all threads without a lock; each call computes in its own thread alone,
 * so that the order of sums, and with it the bits, do not depend on how busy the machine is.
 */
final class OnnxModel implements RowRunner, AutoCloseable {
    private final ModelCard card;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, int[]> sources = new LinkedHashMap<>();
    private final int[] taken;
    private final int perRow;
    private final ThreadLocal<Map<String, ByteBuffer>> buffers = ThreadLocal.withInitial(LinkedHashMap::new);

    private OnnxModel(ModelCard card, OrtEnvironment environment, OrtSession session) {
        this.card = card;
        this.environment = environment;
        this.session = session;
        for (CardInput input : card.inputs()) {
            sources.put(input.name(), sources(input));
        }
        this.perRow = OutputShape.of(card).perRow();
        this.taken = OutputShape.of(card).taken();
    }

    /**
     * Opens a model and compares it with its card.
     *
     * @throws CardException if it is no model, or not that of the card
     */
    static OnnxModel open(ModelCard card, String device) {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OnnxRuntime.use(device, options);
            OrtSession session = environment.createSession(card.model().toString(), options);
            List<String> faults = Signature.faults(card, session);
            if (!faults.isEmpty()) {
                String found = Signature.of(session);
                session.close();
                throw new CardException(card.model().getFileName() + " is not what its card says: " + String.join("; ", faults) + ". Found: " + found);
            }
            return new OnnxModel(card, environment, session);
        } catch (OrtException e) {
            throw new CardException(card.model() + " cannot be opened: " + line(e));
        }
    }

    /** What a model takes and gives, and how that differs from its card. */
    static final class Signature {
        private Signature() {}

        /** Returns the signature in one line. */
        static String of(OrtSession session) throws OrtException {
            List<String> inputs = new ArrayList<>();
            session.getInputInfo().forEach((name, info) -> inputs.add(name + " " + shape(info)));
            List<String> outputs = new ArrayList<>();
            session.getOutputInfo().forEach((name, info) -> outputs.add(name + " " + shape(info)));
            return "inputs " + String.join(", ", inputs) + "; outputs " + String.join(", ", outputs);
        }

        private static String shape(NodeInfo node) {
            if (!(node.getInfo() instanceof TensorInfo tensor)) {
                return "(no tensor)";
            }
            List<String> dimensions = new ArrayList<>();
            for (int i = 0; i < tensor.getShape().length; i++) {
                String named = tensor.getDimensionNames()[i];
                dimensions.add(tensor.getShape()[i] >= 0 ? Long.toString(tensor.getShape()[i]) : named.isEmpty() ? "?" : named);
            }
            return tensor.type.name().toLowerCase(Locale.ROOT) + "[" + String.join(",", dimensions) + "]";
        }

        /** Returns what differs, a phrase each. */
        static List<String> faults(ModelCard card, OrtSession session) throws OrtException {
            List<String> faults = new ArrayList<>();
            Map<String, NodeInfo> inputs = session.getInputInfo();
            for (CardInput input : card.inputs()) {
                NodeInfo info = inputs.get(input.name());
                if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
                    faults.add("it has no input " + input.name());
                    continue;
                }
                if (tensor.type != input.type()) {
                    faults.add("input " + input.name() + " is of " + name(tensor.type) + ", the card says " + name(input.type()));
                }
                compare(faults, "input " + input.name(), true, tensor.getShape(), inputShape(card, input, card.batch() == 0 ? -1 : card.batch()));
            }
            inputs.keySet().stream()
                    .filter(name -> card.inputs().stream().noneMatch(input -> input.name().equals(name)))
                    .forEach(name -> faults.add("its input " + name + " is not in the card"));
            NodeInfo output = session.getOutputInfo().get(card.output().name());
            if (output == null || !(output.getInfo() instanceof TensorInfo tensor)) {
                faults.add("it has no output " + card.output().name());
            } else {
                compare(faults, "output " + card.output().name(), false, tensor.getShape(), OutputShape.of(card).merged(tensor.getShape().length, card.batch()));
                if (tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.FLOAT16) {
                    faults.add("output " + card.output().name() + " is of " + name(tensor.type) + ", not of float32");
                }
            }
            return faults;
        }

        private static String name(OnnxJavaType type) {
            return type.name().toLowerCase(Locale.ROOT);
        }

        /** Compares axis by axis; -1 in either is anything, but for the batch, whose fixed number the card must say. */
        private static void compare(List<String> faults, String what, boolean isInput, long[] found, long[] said) {
            if (found.length != said.length) {
                faults.add(what + " has " + found.length + " axes, the card's layout makes " + said.length);
                return;
            }
            for (int i = 0; i < found.length; i++) {
                boolean fixedBatch = i == 0 && found[0] > 0 && said[0] < 0 && isInput;
                if (fixedBatch) {
                    faults.add(what + " takes " + found[0] + (found[0] == 1 ? " row" : " rows") + " at a time: say batch: " + found[0]
                            + " in the card, or, much faster, export it with a dynamic batch");
                } else if (found[i] > 0 && said[i] > 0 && found[i] != said[i]) {
                    faults.add(what + " has " + found[i] + " on axis " + i + ", the card makes it " + said[i]);
                }
            }
        }
    }

    private static long[] inputShape(ModelCard card, CardInput input, int batch) {
        int patches = card.context() / card.patch();
        long[] shape = new long[input.layout().length()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = switch (input.layout().charAt(i)) {
                case 'B' -> batch;
                case 'T' -> card.context();
                case 'C' -> card.width();
                case 'P' -> patches;
                case 'W' -> card.patch();
                case 'M' -> 2L * card.patch();
                default -> 1;
            };
        }
        return shape;
    }

    /**
     * Returns where each number of an input comes from within a row: the index of a value, or -1 minus that of a value whose place it marks. Layouts without bars
     * have one number, 0.
     */
    private int[] sources(CardInput input) {
        long[] shape = inputShape(card, input, 1);
        int size = (int) Arrays.stream(shape).reduce(1, (one, other) -> one * other);
        int[] source = new int[size];
        for (int e = 0; e < size; e++) {
            int rest = e;
            int bar = 0;
            int column = 0;
            boolean mark = false;
            for (int axis = shape.length - 1; axis > 0; axis--) {
                int at = (int) (rest % shape[axis]);
                rest /= (int) shape[axis];
                switch (input.layout().charAt(axis)) {
                    case 'T' -> bar += at;
                    case 'C' -> column = at;
                    case 'P' -> bar += at * card.patch();
                    case 'W' -> bar += at;
                    case 'M' -> {
                        mark = at >= card.patch();
                        bar += at % card.patch();
                    }
                    default -> {
                        continue;
                    }
                }
            }
            int value = column * card.context() + bar;
            source[e] = mark ? -1 - value : value;
        }
        return source;
    }

    @Override
    public float[] run(List<ModelRow> rows) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            for (CardInput input : card.inputs()) {
                inputs.put(input.name(), tensor(input, rows));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(card.output().name()))) {
                return firstSteps(result.get(0), rows.size());
            }
        } catch (OrtException e) {
            if (isOutOfMemory(e)) {
                throw new OutOfRoomException(e);
            }
            throw new ForecastException("model " + card.name() + " failed: " + line(e));
        } catch (OutOfMemoryError e) {
            throw new OutOfRoomException(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static boolean isOutOfMemory(OrtException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("bad_alloc") || message.contains("out of memory") || message.contains("failed to allocate memory");
    }

    @Override
    public int width() {
        return taken.length;
    }

    private float[] firstSteps(OnnxValue value, int rows) throws OrtException {
        FloatBuffer all = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (all == null || all.remaining() != rows * perRow) {
            throw new ForecastException("model " + card.name() + " gave " + (all == null ? "no numbers" : all.remaining() + " numbers") + " for " + rows
                    + " contexts; the card makes it " + perRow + " each");
        }
        float[] steps = new float[rows * taken.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < taken.length; i++) {
                steps[row * taken.length + i] = all.get(row * perRow + taken[i]);
            }
        }
        return steps;
    }

    private OnnxTensor tensor(CardInput input, List<ModelRow> rows) throws OrtException {
        int[] source = sources.getOrDefault(input.name(), new int[0]);
        ByteBuffer bytes = buffer(input.name(), rows.size() * source.length * size(input.type()));
        for (int r = 0; r < rows.size(); r++) {
            ModelRow row = rows.get(r);
            int padded = card.context() - row.observed();
            for (int place : source) {
                put(bytes, input.type(), number(input, row, r, place, padded));
            }
        }
        return OnnxTensor.createTensor(environment, bytes.flip(), inputShape(card, input, rows.size()), input.type());
    }

    private double number(CardInput input, ModelRow row, int r, int place, int padded) {
        boolean mark = place < 0;
        int bar = (mark ? -1 - place : place) % card.context();
        return switch (input.role()) {
            case VALUES -> mark ? (bar < padded ? 1 : 0) : row.values()[place];
            case OBSERVED -> bar < padded ? 0 : 1;
            case MISSING -> bar < padded ? 1 : 0;
            case ROW -> r;
            case SEED -> row.seed();
            case CONSTANT -> input.value();
        };
    }

    private static int size(OnnxJavaType type) {
        return switch (type) {
            case DOUBLE, INT64 -> 8;
            case BOOL -> 1;
            default -> 4;
        };
    }

    private static void put(ByteBuffer bytes, OnnxJavaType type, double number) {
        switch (type) {
            case DOUBLE -> bytes.putDouble(number);
            case INT64 -> bytes.putLong((long) number);
            case INT32 -> bytes.putInt((int) number);
            case BOOL -> bytes.put((byte) (number != 0 ? 1 : 0));
            default -> bytes.putFloat((float) number);
        }
    }

    /** Returns this thread's buffer for an input, empty, which the runtime reads without copying it. */
    private ByteBuffer buffer(String name, int size) {
        Map<String, ByteBuffer> own = buffers.get();
        ByteBuffer known = own.get(name);
        if (known == null || known.capacity() < size) {
            known = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
            own.put(name, known);
        }
        return known.clear().limit(size);
    }

    /** Returns the signature of the file in one line. */
    String signature() {
        try {
            return Signature.of(session);
        } catch (OrtException e) {
            throw new CardException(card.model() + " cannot be looked at: " + line(e));
        }
    }

    private static String line(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it does not say why").strip();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            System.getLogger(OnnxModel.class.getName()).log(System.Logger.Level.DEBUG, "a session did not close", e);
        }
    }
}
