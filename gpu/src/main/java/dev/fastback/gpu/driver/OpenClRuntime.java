package dev.fastback.gpu.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fastback.engine.ComputeDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OpenCL, through its loader and the drivers that are registered with it. */
final class OpenClRuntime implements GpuRuntime {
    /** Names another library in place of the system's. */
    static final String LIBRARY_PROPERTY = "fastback.gpu.opencl";

    private static final long ALL_TYPES = 0xFFFFFFFFL;
    private static final long TYPE_GPU = 4;
    private static final int PLATFORM_VERSION = 0x0901;
    private static final int PLATFORM_NAME = 0x0902;
    private static final int DEVICE_TYPE = 0x1000;
    private static final int DEVICE_UNITS = 0x1002;
    private static final int DEVICE_LARGEST_ARRAY = 0x1010;
    private static final int DEVICE_MEMORY = 0x101F;
    private static final int DEVICE_NAME = 0x102B;
    private static final int DRIVER_VERSION = 0x102D;
    private static final int DEVICE_DOUBLES = 0x1032;
    private static final int BUILD_LOG = 0x1183;

    private final NativeLibrary library;
    private final List<Found> found;

    private record Found(MemorySegment device, ComputeDevice described, int units, long largestArray) {}

    private OpenClRuntime(NativeLibrary library, boolean withoutNvidia) {
        this.library = library;
        this.found = SignalHandlers.keep(() -> find(withoutNvidia));
    }

    /**
     * Loads the library.
     *
     * @param withoutNvidia leaves out the devices that CUDA's driver offers here too
     * @throws NativeLibrary.Absent if it is not there
     */
    static OpenClRuntime load(boolean withoutNvidia) throws NativeLibrary.Absent {
        @Nullable String named = System.getProperty(LIBRARY_PROPERTY);
        NativeLibrary library =
                NativeLibrary.load("OpenCL loader", named == null ? List.of("libOpenCL.so.1", "OpenCL.dll", "/System/Library/Frameworks/OpenCL.framework/OpenCL") : List.of(named));
        library.bind("clGetPlatformIDs", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
        library.bind("clGetPlatformInfo", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        library.bind("clGetDeviceIDs", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        library.bind("clGetDeviceInfo", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        library.bind("clCreateContext", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        library.bind("clCreateCommandQueue", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        library.bind("clCreateProgramWithSource", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        library.bind("clBuildProgram", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        library.bind("clGetProgramBuildInfo", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        library.bind("clCreateKernel", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        library.bind("clSetKernelArg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS);
        library.bind("clCreateBuffer", ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS);
        library.bind("clEnqueueWriteBuffer", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        library.bind("clEnqueueReadBuffer", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        library.bind("clEnqueueNDRangeKernel", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        for (String function : List.of("clFinish", "clReleaseMemObject", "clReleaseKernel", "clReleaseProgram", "clReleaseCommandQueue", "clReleaseContext")) {
            library.bind(function, JAVA_INT, ADDRESS);
        }
        return new OpenClRuntime(library, withoutNvidia);
    }

    @Override
    public int count() {
        return found.size();
    }

    @Override
    public List<ComputeDevice> devices(int firstIndex) {
        List<ComputeDevice> devices = new ArrayList<>(found.size());
        for (Found each : found) {
            devices.add(each.described().at(firstIndex + devices.size(), null));
        }
        return devices;
    }

    @Override
    public GpuDevice open(int position) {
        return new Device(found.get(position));
    }

    private List<Found> find(boolean withoutNvidia) {
        List<Found> all = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (MemorySegment platform : handles(arena, "clGetPlatformIDs")) {
                String name = text(arena, "clGetPlatformInfo", platform, PLATFORM_NAME);
                String version = text(arena, "clGetPlatformInfo", platform, PLATFORM_VERSION);
                if (!(withoutNvidia && name.contains("NVIDIA"))) {
                    for (MemorySegment device : handles(arena, "clGetDeviceIDs", platform, ALL_TYPES)) {
                        all.add(found(arena, device, platform(version, name)));
                    }
                }
            }
        }
        return all;
    }

    /** Returns how a platform is called: {@code OpenCL 3.0 PoCL 3.1+debian} of its version, or with its name where the version has no words of its own. */
    private static String platform(String version, String name) {
        String[] words = version.split(" +");
        return words.length > 2 ? String.join(" ", Arrays.copyOf(words, Math.min(4, words.length))) : version + " " + name;
    }

    private Found found(Arena arena, MemorySegment device, String platform) {
        String unusable = number(arena, device, DEVICE_DOUBLES) == 0 ? "it cannot compute with doubles" : null;
        ComputeDevice described = new ComputeDevice(
                0,
                platform,
                text(arena, "clGetDeviceInfo", device, DEVICE_NAME),
                (number(arena, device, DEVICE_TYPE) & TYPE_GPU) != 0,
                number(arena, device, DEVICE_MEMORY),
                null,
                text(arena, "clGetDeviceInfo", device, DRIVER_VERSION),
                null,
                unusable);
        return new Found(device, described, (int) number(arena, device, DEVICE_UNITS), number(arena, device, DEVICE_LARGEST_ARRAY));
    }

    /** Asks for the number of handles, then for the handles; none where the library answers with an error, as without drivers. */
    private List<MemorySegment> handles(Arena arena, String function, Object... first) {
        MemorySegment count = arena.allocate(JAVA_INT);
        if (library.call(function, with(first, 0, MemorySegment.NULL, count)) != 0) {
            return List.of();
        }
        int handles = count.get(JAVA_INT, 0);
        MemorySegment array = arena.allocate(ADDRESS, Math.max(1, handles));
        if (handles == 0 || library.call(function, with(first, handles, array, MemorySegment.NULL)) != 0) {
            return List.of();
        }
        List<MemorySegment> list = new ArrayList<>(handles);
        for (int i = 0; i < handles; i++) {
            list.add(array.getAtIndex(ADDRESS, i));
        }
        return list;
    }

    private static Object[] with(Object[] first, Object... rest) {
        Object[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private String text(Arena arena, String function, MemorySegment of, int what) {
        MemorySegment bytes = arena.allocate(4096);
        return library.call(function, of, what, 4095L, bytes, MemorySegment.NULL) == 0 ? bytes.getString(0).strip() : "?";
    }

    private long number(Arena arena, MemorySegment device, int what) {
        MemorySegment value = arena.allocate(JAVA_LONG);
        return library.call("clGetDeviceInfo", device, what, JAVA_LONG.byteSize(), value, MemorySegment.NULL) == 0 ? value.get(JAVA_LONG, 0) : 0;
    }

    private static void check(int code, String call) {
        if (code != 0) {
            // MEM_OBJECT_ALLOCATION_FAILURE, OUT_OF_RESOURCES, OUT_OF_HOST_MEMORY, INVALID_BUFFER_SIZE
            throw new GpuException(call + " failed with OpenCL's code " + code, code == -4 || code == -5 || code == -6 || code == -61);
        }
    }

    private final class Device implements GpuDevice {
        private final DeviceMemory memory = new DeviceMemory();
        private final Found found;
        private final MemorySegment context;
        private final MemorySegment program;

        Device(Found found) {
            this.found = found;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment code = arena.allocate(JAVA_INT);
                MemorySegment devices = arena.allocateFrom(ADDRESS, found.device());
                context = library.pointer("clCreateContext", MemorySegment.NULL, 1, devices, MemorySegment.NULL, MemorySegment.NULL, code);
                check(code.get(JAVA_INT, 0), "clCreateContext");
                MemorySegment source = arena.allocateFrom(Kernels.source());
                program = library.pointer(
                        "clCreateProgramWithSource", context, 1, arena.allocateFrom(ADDRESS, source), MemorySegment.NULL, code);
                try {
                    check(code.get(JAVA_INT, 0), "clCreateProgramWithSource");
                    build(arena, devices);
                } catch (GpuException e) {
                    close();
                    throw e;
                }
            }
        }

        private void build(Arena arena, MemorySegment devices) {
            int built = SignalHandlers.keep(() -> library.call(
                    "clBuildProgram", program, 1, devices, arena.allocateFrom("-cl-std=CL1.2"), MemorySegment.NULL, MemorySegment.NULL));
            if (built != 0) {
                MemorySegment log = arena.allocate(1 << 16);
                int told = library.call("clGetProgramBuildInfo", program, found.device(), BUILD_LOG, (1L << 16) - 1, log, MemorySegment.NULL);
                String text = told == 0 ? log.getString(0) : "";
                throw new GpuException(
                        "its compiler refuses the kernels with OpenCL's code " + built + ": " + text.lines().findFirst().orElse("no log"), false);
            }
        }

        @Override
        public String name() {
            return found.described().name();
        }

        @Override
        public int units() {
            return found.units();
        }

        @Override
        public long largestArray() {
            return found.largestArray();
        }

        @Override
        public long freeBytes() {
            return found.described().memoryBytes();
        }

        @Override
        public int threads() {
            return found.described().isGpu() ? 64 : 8;
        }

        @Override
        public DeviceMemory memory() {
            return memory;
        }

        @Override
        public GpuLane lane() {
            return new Lane(this);
        }

        @Override
        public void close() {
            if (program.address() != 0) {
                library.call("clReleaseProgram", program);
            }
            library.call("clReleaseContext", context);
        }
    }

    private final class Lane implements GpuLane {
        private final Device device;
        private final MemorySegment queue;
        private final Map<String, MemorySegment> kernels = new HashMap<>();
        private final Map<MemorySegment, Arena> host = new IdentityHashMap<>();

        Lane(Device device) {
            this.device = device;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment code = arena.allocate(JAVA_INT);
                queue = library.pointer("clCreateCommandQueue", device.context, device.found.device(), 0L, code);
                check(code.get(JAVA_INT, 0), "clCreateCommandQueue");
                try {
                    for (String kernel : Kernels.ALL) {
                        MemorySegment made = library.pointer("clCreateKernel", device.program, arena.allocateFrom(kernel), code);
                        check(code.get(JAVA_INT, 0), "clCreateKernel " + kernel);
                        kernels.put(kernel, made);
                    }
                } catch (GpuException e) {
                    close();
                    throw e;
                }
            }
        }

        @Override
        public DeviceMemory memory() {
            return device.memory;
        }

        @Override
        public DeviceArray allocate(long bytes) {
            if (bytes > device.largestArray()) {
                throw new GpuException("an array of " + bytes + " bytes is larger than the device allows: " + device.largestArray(), true);
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment code = arena.allocate(JAVA_INT);
                MemorySegment array = library.pointer("clCreateBuffer", device.context, 1L, bytes, MemorySegment.NULL, code);
                check(code.get(JAVA_INT, 0), "clCreateBuffer of " + bytes + " bytes");
                return new DeviceArray(array.address());
            }
        }

        @Override
        public void free(DeviceArray array) {
            library.call("clReleaseMemObject", MemorySegment.ofAddress(array.handle()));
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // closed by freeHost, or with the lane
        public MemorySegment allocateHost(long bytes) {
            Arena arena = Arena.ofShared();
            MemorySegment memory = arena.allocate(bytes, 64);
            host.put(memory, arena);
            return memory;
        }

        @Override
        public void freeHost(MemorySegment memory) {
            Arena arena = host.remove(memory);
            if (arena != null) {
                library.call("clFinish", queue); // after a call that failed, a copy before it may still be under way
                arena.close();
            }
        }

        @Override
        public void upload(DeviceArray to, MemorySegment from, long offset, long bytes) {
            check(
                    library.call(
                            "clEnqueueWriteBuffer", queue, MemorySegment.ofAddress(to.handle()), 0, offset, bytes, from.asSlice(offset), 0, MemorySegment.NULL, MemorySegment.NULL),
                    "clEnqueueWriteBuffer");
        }

        @Override
        public void download(MemorySegment to, DeviceArray from, long bytes) {
            check(
                    library.call(
                            "clEnqueueReadBuffer", queue, MemorySegment.ofAddress(from.handle()), 0, 0L, bytes, to, 0, MemorySegment.NULL, MemorySegment.NULL),
                    "clEnqueueReadBuffer");
        }

        @Override
        public void launch(String kernel, int groups, int threads, Object... arguments) {
            MemorySegment handle = Objects.requireNonNull(kernels.get(kernel), kernel);
            try (Arena arena = Arena.ofConfined()) {
                for (int i = 0; i < arguments.length; i++) {
                    boolean isArray = arguments[i] instanceof DeviceArray;
                    MemorySegment value = isArray
                            ? arena.allocateFrom(JAVA_LONG, ((DeviceArray) arguments[i]).handle())
                            : arena.allocateFrom(JAVA_INT, (Integer) arguments[i]);
                    check(library.call("clSetKernelArg", handle, i, value.byteSize(), value), "clSetKernelArg " + i + " of " + kernel);
                }
                MemorySegment all = arena.allocateFrom(JAVA_LONG, (long) groups * threads);
                MemorySegment group = arena.allocateFrom(JAVA_LONG, (long) threads);
                check(
                        library.call("clEnqueueNDRangeKernel", queue, handle, 1, MemorySegment.NULL, all, group, 0, MemorySegment.NULL, MemorySegment.NULL),
                        "clEnqueueNDRangeKernel " + kernel);
            }
        }

        @Override
        public void finish() {
            check(library.call("clFinish", queue), "clFinish");
        }

        @Override
        public void close() {
            library.call("clFinish", queue); // what is under way reads host memory, whatever failed after it
            kernels.values().forEach(kernel -> library.call("clReleaseKernel", kernel));
            library.call("clReleaseCommandQueue", queue);
            host.values().forEach(Arena::close);
            host.clear();
        }
    }
}
