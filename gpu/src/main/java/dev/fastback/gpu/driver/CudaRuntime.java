package dev.fastback.gpu.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fastback.engine.ComputeDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CUDA, through the driver alone: its library loads the PTX that lies in the jar, and compiles it for the device. */
final class CudaRuntime implements GpuRuntime {
    /** Names another library in place of the driver's. */
    static final String LIBRARY_PROPERTY = "fastback.gpu.cuda";

    private static final int OUT_OF_MEMORY = 2;
    private static final int UNITS = 16;
    private static final int MAJOR = 75;
    private static final int MINOR = 76;
    /** The oldest devices that the PTX is for: compute capability 7.5. */
    private static final int LEAST_CAPABILITY = 75;

    private static final int ERROR_LOG = 5;
    private static final int ERROR_LOG_BYTES = 6;

    private final NativeLibrary library;
    private final String version;
    private final List<Found> found;

    private record Found(int device, ComputeDevice described, int units) {}

    private CudaRuntime(NativeLibrary library) throws NativeLibrary.Absent {
        this.library = library;
        int code = library.call("cuInit", 0);
        if (code != 0) {
            throw new NativeLibrary.Absent(code == 100
                    ? "the CUDA driver finds no device"
                    : code == 803 ? "the CUDA driver does not fit the kernel's module: restart after the update" : "cuInit failed with CUDA's code " + code);
        }
        try (Arena arena = Arena.ofConfined()) {
            int number = read(arena, "cuDriverGetVersion");
            this.version = number / 1000 + "." + number % 1000 / 10;
            this.found = find(arena);
        }
    }

    /**
     * Loads the driver.
     *
     * @throws NativeLibrary.Absent if there is none, or it finds no device
     */
    static CudaRuntime load() throws NativeLibrary.Absent {
        @Nullable String named = System.getProperty(LIBRARY_PROPERTY);
        NativeLibrary library = NativeLibrary.load("CUDA driver", named == null ? List.of("libcuda.so.1", "nvcuda.dll") : List.of(named));
        library.bind("cuInit", JAVA_INT, JAVA_INT);
        library.bind("cuDriverGetVersion", JAVA_INT, ADDRESS);
        library.bind("cuDeviceGetCount", JAVA_INT, ADDRESS);
        library.bind("cuDeviceGet", JAVA_INT, ADDRESS, JAVA_INT);
        library.bind("cuDeviceGetName", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        library.bind("cuDeviceGetAttribute", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        library.bind("cuDeviceTotalMem_v2", JAVA_INT, ADDRESS, JAVA_INT);
        library.bind("cuDevicePrimaryCtxRetain", JAVA_INT, ADDRESS, JAVA_INT);
        library.bind("cuDevicePrimaryCtxRelease_v2", JAVA_INT, JAVA_INT);
        library.bind("cuCtxSetCurrent", JAVA_INT, ADDRESS);
        library.bind("cuModuleLoadDataEx", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        library.bind("cuModuleUnload", JAVA_INT, ADDRESS);
        library.bind("cuModuleGetFunction", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        library.bind("cuMemGetInfo_v2", JAVA_INT, ADDRESS, ADDRESS);
        library.bind("cuMemAlloc_v2", JAVA_INT, ADDRESS, JAVA_LONG);
        library.bind("cuMemFree_v2", JAVA_INT, JAVA_LONG);
        library.bind("cuMemHostAlloc", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        library.bind("cuMemFreeHost", JAVA_INT, ADDRESS);
        library.bind("cuMemcpyHtoDAsync_v2", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
        library.bind("cuMemcpyDtoHAsync_v2", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
        library.bind("cuStreamCreate", JAVA_INT, ADDRESS, JAVA_INT);
        library.bind("cuStreamSynchronize", JAVA_INT, ADDRESS);
        library.bind("cuStreamDestroy_v2", JAVA_INT, ADDRESS);
        library.bind(
                "cuLaunchKernel", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        return new CudaRuntime(library);
    }

    @Override
    public int count() {
        return found.size();
    }

    @Override
    public List<ComputeDevice> devices(int firstIndex) {
        List<ComputeDevice> devices = new ArrayList<>(found.size());
        for (Found each : found) {
            devices.add(each.described().at(firstIndex + devices.size(), free(each.device())));
        }
        return devices;
    }

    @Override
    public GpuDevice open(int position) {
        return new Device(found.get(position));
    }

    private List<Found> find(Arena arena) {
        List<Found> all = new ArrayList<>();
        int count = read(arena, "cuDeviceGetCount");
        for (int i = 0; i < count; i++) {
            int device = read(arena, "cuDeviceGet", i);
            MemorySegment name = arena.allocate(256);
            check(library.call("cuDeviceGetName", name, 255, device), "cuDeviceGetName");
            int major = read(arena, "cuDeviceGetAttribute", MAJOR, device);
            int minor = read(arena, "cuDeviceGetAttribute", MINOR, device);
            MemorySegment memory = arena.allocate(JAVA_LONG);
            check(library.call("cuDeviceTotalMem_v2", memory, device), "cuDeviceTotalMem");
            String unusable = 10 * major + minor < LEAST_CAPABILITY ? "its compute capability " + major + "." + minor + " is older than 7.5" : null;
            ComputeDevice described = new ComputeDevice(
                    0, "CUDA " + version, name.getString(0), true, memory.get(JAVA_LONG, 0), null, version, major + "." + minor, unusable);
            all.add(new Found(device, described, read(arena, "cuDeviceGetAttribute", UNITS, device)));
        }
        return all;
    }

    /** Returns the free memory of a device, null where it cannot be told: asking needs the device's context. */
    private @Nullable Long free(int device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment context = arena.allocate(ADDRESS);
            if (library.call("cuDevicePrimaryCtxRetain", context, device) != 0) {
                return null;
            }
            MemorySegment free = arena.allocate(JAVA_LONG);
            MemorySegment total = arena.allocate(JAVA_LONG);
            boolean told = library.call("cuCtxSetCurrent", context.get(ADDRESS, 0)) == 0 && library.call("cuMemGetInfo_v2", free, total) == 0;
            library.call("cuCtxSetCurrent", MemorySegment.NULL);
            library.call("cuDevicePrimaryCtxRelease_v2", device);
            return told ? free.get(JAVA_LONG, 0) : null;
        }
    }

    /** Calls a function that writes an int through its first argument. */
    private int read(Arena arena, String function, Object... rest) {
        MemorySegment value = arena.allocate(JAVA_INT);
        Object[] arguments = new Object[rest.length + 1];
        arguments[0] = value;
        System.arraycopy(rest, 0, arguments, 1, rest.length);
        check(library.call(function, arguments), function);
        return value.get(JAVA_INT, 0);
    }

    private static void check(int code, String call) {
        if (code != 0) {
            throw new GpuException(call + " failed with CUDA's code " + code, code == OUT_OF_MEMORY);
        }
    }

    private final class Device implements GpuDevice {
        private final DeviceMemory memory = new DeviceMemory();
        private final Found found;
        private final MemorySegment context;
        private final MemorySegment module;
        private final Map<String, MemorySegment> functions = new HashMap<>();

        Device(Found found) {
            this.found = found;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment handle = arena.allocate(ADDRESS);
                check(library.call("cuDevicePrimaryCtxRetain", handle, found.device()), "cuDevicePrimaryCtxRetain");
                context = handle.get(ADDRESS, 0);
                MemorySegment loaded;
                try {
                    enter();
                    loaded = load(arena);
                } catch (GpuException e) {
                    library.call("cuDevicePrimaryCtxRelease_v2", found.device());
                    throw e;
                }
                module = loaded;
                try {
                    for (String kernel : Kernels.ALL) {
                        check(library.call("cuModuleGetFunction", handle, module, arena.allocateFrom(kernel)), "cuModuleGetFunction " + kernel);
                        functions.put(kernel, handle.get(ADDRESS, 0));
                    }
                } catch (GpuException e) {
                    close();
                    throw e;
                }
            }
        }

        private MemorySegment load(Arena arena) {
            byte[] ptx = Kernels.ptx();
            // The driver reads up to a zero.
            MemorySegment text = arena.allocate(ptx.length + 1L);
            MemorySegment.copy(MemorySegment.ofArray(ptx), 0, text, 0, ptx.length);
            long logBytes = 1 << 13;
            MemorySegment log = arena.allocate(logBytes);
            MemorySegment options = arena.allocateFrom(JAVA_INT, ERROR_LOG, ERROR_LOG_BYTES);
            MemorySegment values = arena.allocateFrom(JAVA_LONG, log.address(), logBytes);
            MemorySegment handle = arena.allocate(ADDRESS);
            int code = library.call("cuModuleLoadDataEx", handle, text, 2, options, values);
            if (code != 0) {
                String reason = log.getString(0).lines().findFirst().orElse("no log");
                throw new GpuException("the driver refuses the kernels with CUDA's code " + code + ": " + reason, false);
            }
            return handle.get(ADDRESS, 0);
        }

        /** Makes the device's context that of the calling thread, as every call needs it. */
        private void enter() {
            check(library.call("cuCtxSetCurrent", context), "cuCtxSetCurrent");
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
            return Long.MAX_VALUE;
        }

        @Override
        public long freeBytes() {
            enter();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment free = arena.allocate(JAVA_LONG);
                check(library.call("cuMemGetInfo_v2", free, arena.allocate(JAVA_LONG)), "cuMemGetInfo");
                return free.get(JAVA_LONG, 0);
            }
        }

        @Override
        public int threads() {
            return 64;
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
            library.call("cuCtxSetCurrent", context);
            library.call("cuModuleUnload", module);
            library.call("cuCtxSetCurrent", MemorySegment.NULL);
            library.call("cuDevicePrimaryCtxRelease_v2", found.device());
        }
    }

    private final class Lane implements GpuLane {
        private final Device device;
        private final MemorySegment stream;

        Lane(Device device) {
            this.device = device;
            device.enter();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment handle = arena.allocate(ADDRESS);
                // 1: work of this stream does not wait for that of the default one.
                check(library.call("cuStreamCreate", handle, 1), "cuStreamCreate");
                stream = handle.get(ADDRESS, 0);
            }
        }

        @Override
        public DeviceMemory memory() {
            return device.memory;
        }

        @Override
        public DeviceArray allocate(long bytes) {
            device.enter();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment address = arena.allocate(JAVA_LONG);
                check(library.call("cuMemAlloc_v2", address, bytes), "cuMemAlloc of " + bytes + " bytes");
                return new DeviceArray(address.get(JAVA_LONG, 0));
            }
        }

        @Override
        public void free(DeviceArray array) {
            leave();
            library.call("cuMemFree_v2", array.handle());
        }

        @Override
        public MemorySegment allocateHost(long bytes) {
            device.enter();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment address = arena.allocate(ADDRESS);
                check(library.call("cuMemHostAlloc", address, bytes, 0), "cuMemHostAlloc of " + bytes + " bytes");
                return address.get(ADDRESS, 0).reinterpret(bytes);
            }
        }

        @Override
        public void freeHost(MemorySegment memory) {
            leave();
            library.call("cuMemFreeHost", memory);
        }

        @Override
        public void upload(DeviceArray to, MemorySegment from, long offset, long bytes) {
            device.enter();
            check(library.call("cuMemcpyHtoDAsync_v2", to.handle() + offset, from.asSlice(offset), bytes, stream), "cuMemcpyHtoDAsync");
        }

        @Override
        public void download(MemorySegment to, DeviceArray from, long bytes) {
            device.enter();
            check(library.call("cuMemcpyDtoHAsync_v2", to, from.handle(), bytes, stream), "cuMemcpyDtoHAsync");
        }

        @Override
        public void launch(String kernel, int groups, int threads, Object... arguments) {
            device.enter();
            MemorySegment function = Objects.requireNonNull(device.functions.get(kernel), kernel);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment pointers = arena.allocate(ADDRESS, arguments.length);
                for (int i = 0; i < arguments.length; i++) {
                    MemorySegment value = arguments[i] instanceof DeviceArray array
                            ? arena.allocateFrom(JAVA_LONG, array.handle())
                            : arena.allocateFrom(JAVA_INT, (Integer) arguments[i]);
                    pointers.setAtIndex(ADDRESS, i, value);
                }
                int code = library.call(
                        "cuLaunchKernel", function, groups, 1, 1, threads, 1, 1, 0, stream, pointers, MemorySegment.NULL);
                check(code, "cuLaunchKernel " + kernel + " of " + groups + " groups of " + threads + " threads");
            }
        }

        @Override
        public void finish() {
            device.enter();
            check(library.call("cuStreamSynchronize", stream), "cuStreamSynchronize");
        }

        @Override
        public void close() {
            leave();
            library.call("cuStreamDestroy_v2", stream);
        }

        // What is freed on a device that failed may fail again, which tells nothing new and keeps nothing else from being freed.
        private void leave() {
            library.call("cuCtxSetCurrent", device.context);
        }
    }
}
