// Loaded before the C library with LD_PRELOAD. FAULT_SYNC_FILE and FAULT_SYNC_AFTER: fsync and fdatasync of files whose path contains the
// text fail after so many that succeed. FAULT_CLOCK_SECONDS: the wall clock is so far ahead; with FAULT_CLOCK_PERIOD_MS it is behind
// as far in every other period.
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int fails(int fd) {
    static atomic_long calls;
    const char *wanted = getenv("FAULT_SYNC_FILE");
    char link[64], path[4096];
    if (!wanted) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, wanted) && atomic_fetch_add(&calls, 1) >= number("FAULT_SYNC_AFTER");
}

int fsync(int fd) {
    if (fails(fd)) { errno = EIO; return -1; }
    return (int) syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
    if (fails(fd)) { errno = EIO; return -1; }
    return (int) syscall(SYS_fdatasync, fd);
}

static long shift(void) {
    static atomic_long seconds, period;
    static atomic_int known;
    if (!atomic_load(&known)) {
        atomic_store(&seconds, number("FAULT_CLOCK_SECONDS"));
        atomic_store(&period, number("FAULT_CLOCK_PERIOD_MS"));
        atomic_store(&known, 1);
    }
    long by = atomic_load(&seconds), each = atomic_load(&period);
    if (!by || !each) return by;
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    return (now.tv_sec * 1000 + now.tv_nsec / 1000000) / each % 2 ? -by : by;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = (int) syscall(SYS_clock_gettime, clock, time);
    if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += shift();
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
