/*
 * A CUDA driver that runs on the processor: the functions that CudaRuntime calls, and the kernels as plain C with one thread a group. Tests make
 * any call fail, and ask what was not freed. Several threads may call it at once, but for failing calls.
 */
#include <stdint.h>
#include <stdlib.h>
#include "kernels.c"

typedef unsigned long long CUdeviceptr;

static int fail_after = -1; /* calls until one fails, -1 for never */
static int fail_code;
static int fail_for_good;
static int calls;
static int live;
static long long memory_left = 1LL << 40;
static int devices = 1;

void mock_reset(void) {
    fail_after = -1;
    fail_for_good = 0;
    calls = 0;
    memory_left = 1LL << 40;
    devices = 1;
}
/* Makes the nth call from now on fail with a code, and all after it if for_good. */
void mock_fail(int after, int code, int for_good) {
    fail_after = after;
    fail_code = code;
    fail_for_good = for_good;
}
void mock_memory(long long bytes) { memory_left = bytes; }
void mock_devices(int count) { devices = count; }
int mock_calls(void) { return calls; }
/* Arrays, host memory, streams, modules and contexts that are not freed. */
int mock_live(void) { return live; }

static int failing(void) {
    __sync_fetch_and_add(&calls, 1);
    if (fail_after < 0) {
        return 0;
    }
    if (fail_after > 0) {
        fail_after--;
        return 0;
    }
    if (!fail_for_good) {
        fail_after = -1;
    }
    return fail_code;
}
#define CALL               \
    int code = failing();  \
    if (code != 0) {       \
        return code;       \
    }

int cuInit(unsigned flags) { (void)flags; CALL return devices == 0 ? 100 : 0; }
int cuDriverGetVersion(int *version) { CALL *version = 12040; return 0; }
int cuDeviceGetCount(int *count) { CALL *count = devices; return 0; }
int cuDeviceGet(int *device, int ordinal) { CALL *device = ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) { (void)device; CALL strncpy(name, "Mock device", (size_t)length); return 0; }
int cuDeviceGetAttribute(int *value, int attribute, int device) {
    (void)device;
    CALL
    *value = attribute == 75 ? 9 : attribute == 76 ? 0 : 4;
    return 0;
}
int cuDeviceTotalMem_v2(size_t *bytes, int device) { (void)device; CALL *bytes = 1 << 30; return 0; }
int cuDevicePrimaryCtxRetain(void **context, int device) { (void)device; CALL *context = (void *)1; __sync_fetch_and_add(&live, 1); return 0; }
/* Freeing works on a device that fails too, so that what is forgotten can be told from what cannot be freed. */
int cuDevicePrimaryCtxRelease_v2(int device) { (void)device; __sync_fetch_and_sub(&live, 1); return 0; }
int cuCtxSetCurrent(void *context) { (void)context; CALL return 0; }
int cuModuleLoadDataEx(void **module, const void *image, unsigned options, int *names, void **values) {
    (void)options; (void)names; (void)values;
    CALL
    if (strstr((const char *)image, ".version") == NULL) {
        return 218;
    }
    *module = (void *)2;
    __sync_fetch_and_add(&live, 1);
    return 0;
}
int cuModuleUnload(void *module) { (void)module; __sync_fetch_and_sub(&live, 1); return 0; }
int cuModuleGetFunction(void **function, void *module, const char *name) {
    (void)module;
    CALL
    *function = (void *)(intptr_t)(strcmp(name, "fastback_profits") == 0 ? 1 : strcmp(name, "fastback_argmax") == 0 ? 2 : strcmp(name, "fastback_exact") == 0 ? 3 : 0);
    return *function == NULL ? 500 : 0;
}
int cuMemGetInfo_v2(size_t *free_bytes, size_t *total) { CALL *free_bytes = memory_left > (1LL << 30) ? 1 << 30 : (size_t)memory_left; *total = 1 << 30; return 0; }
int cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
    CALL
    if ((long long)bytes > memory_left) {
        return 2;
    }
    *address = (CUdeviceptr)(uintptr_t)malloc(bytes);
    __sync_fetch_and_add(&live, 1);
    return 0;
}
int cuMemFree_v2(CUdeviceptr address) { free((void *)(uintptr_t)address); __sync_fetch_and_sub(&live, 1); return 0; }
int cuMemHostAlloc(void **address, size_t bytes, unsigned flags) { (void)flags; CALL *address = malloc(bytes); __sync_fetch_and_add(&live, 1); return 0; }
int cuMemFreeHost(void *address) { free(address); __sync_fetch_and_sub(&live, 1); return 0; }
int cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void *from, size_t bytes, void *stream) { (void)stream; CALL memcpy((void *)(uintptr_t)to, from, bytes); return 0; }
int cuMemcpyDtoHAsync_v2(void *to, CUdeviceptr from, size_t bytes, void *stream) { (void)stream; CALL memcpy(to, (void *)(uintptr_t)from, bytes); return 0; }
int cuStreamCreate(void **stream, unsigned flags) { (void)flags; CALL *stream = (void *)3; __sync_fetch_and_add(&live, 1); return 0; }
int cuStreamSynchronize(void *stream) { (void)stream; CALL return 0; }
int cuStreamDestroy_v2(void *stream) { (void)stream; __sync_fetch_and_sub(&live, 1); return 0; }

#define P(i) (*(void **)parameters[i])
#define I(i) (*(int *)parameters[i])
int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned bytes, void *stream, void **parameters,
        void **extra) {
    (void)gy; (void)gz; (void)bx; (void)by; (void)bz; (void)bytes; (void)stream; (void)extra;
    CALL
    if (gx == 0 || bx == 0 || bx > MAX_THREADS) {
        return 1;
    }
    fastback_groups = (int)gx;
    for (fastback_group = 0; fastback_group < (int)gx; fastback_group++) {
        switch ((intptr_t)function) {
            case 1:
                fastback_profits(P(0), P(1), P(2), P(3), I(4), P(5), P(6), P(7), I(8), P(9), P(10));
                break;
            case 2:
                fastback_argmax(P(0), P(1), P(2), P(3), I(4), P(5), P(6), P(7), I(8), P(9), P(10));
                break;
            case 3:
                fastback_exact(P(0), P(1), P(2), P(3), I(4), I(5), I(6), P(7), P(8), P(9), P(10), P(11), P(12), I(13), P(14));
                break;
            default:
                return 400;
        }
    }
    return 0;
}
