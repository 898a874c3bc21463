/* Makes the disk fail: the Nth change to a file under a folder returns an error, or is the last
 * thing the process does. Loaded with LD_PRELOAD; armed by the test through fault_arm().
 *
 * Counted: write and its kin (w), fsync (s), ftruncate (f), unlink and rmdir (u), rename (r),
 * creating a file or folder (c).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { PASS, FAIL, DIE };

static char folder[4096];
static char counted[16];
static long count, nth;
static int error_number, sticky, killing;

/* Count changes under `match` of the kinds in `ops`; from the `n`th on (only that one unless
 * `stays`) fail with `err`, or with `dies` kill the process there, a write half done. n = 0 counts.
 */
void fault_arm(const char *match, const char *ops, long n, int err, int stays, int dies)
{
    snprintf(folder, sizeof folder, "%s", match);
    snprintf(counted, sizeof counted, "%s", ops);
    count = 0, nth = n, error_number = err, sticky = stays, killing = dies;
}

long fault_count(void) { return count; }

static int is_ours(const char *path)
{
    if (!folder[0] || !path) return 0;
    if (path[0] == '/') return !strncmp(path, folder, strlen(folder));
    return 0;
}

static int is_ours_fd(int fd)
{
    char link[64], path[4096];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

static int verdict(char op)
{
    if (!strchr(counted, op)) return PASS;
    count++;
    if (!nth || !(sticky ? count >= nth : count == nth)) return PASS;
    return killing ? DIE : FAIL;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Whether the call has to fail; errno is set. Does not come back from a kill. */
static int fails(char op)
{
    int found = verdict(op);
    if (found == DIE) die();
    if (found == FAIL) errno = op == 's' || op == 'u' ? EIO : error_number;
    return found == FAIL;
}

#define NEXT(type, name, ...) \
    static type (*next)(__VA_ARGS__); \
    if (!next) next = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define POSITIONED(name, offset) \
    ssize_t name(int fd, const void *data, size_t size, offset at) \
    { \
        NEXT(ssize_t, name, int, const void *, size_t, offset); \
        if (!is_ours_fd(fd)) return next(fd, data, size, at); \
        int found = verdict('w'); \
        if (found == DIE) { next(fd, data, size / 2, at); die(); } \
        if (found == FAIL) { errno = error_number; return -1; } \
        return next(fd, data, size, at); \
    }
POSITIONED(pwrite, off_t)
POSITIONED(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size)
{
    NEXT(ssize_t, write, int, const void *, size_t);
    if (fd <= 2 || !is_ours_fd(fd)) return next(fd, data, size);
    int found = verdict('w');
    if (found == DIE) { next(fd, data, size / 2); die(); }
    if (found == FAIL) { errno = error_number; return -1; }
    return next(fd, data, size);
}

#define COPYING(name, offset) \
    ssize_t name(int to, int from, offset *at, size_t size) \
    { \
        NEXT(ssize_t, name, int, int, offset *, size_t); \
        if (is_ours_fd(to) && fails('w')) return -1; \
        return next(to, from, at, size); \
    }
COPYING(sendfile, off_t)
COPYING(sendfile64, off64_t)

#define ON_FD(name, op) \
    int name(int fd) \
    { \
        NEXT(int, name, int); \
        if (is_ours_fd(fd) && fails(op)) return -1; \
        return next(fd); \
    }
ON_FD(fsync, 's')
ON_FD(fdatasync, 's')

#define CUTTING(name, offset) \
    int name(int fd, offset size) \
    { \
        NEXT(int, name, int, offset); \
        if (is_ours_fd(fd) && fails('f')) return -1; \
        return next(fd, size); \
    }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

#define ON_PATH(name, op) \
    int name(const char *path) \
    { \
        NEXT(int, name, const char *); \
        if (is_ours(path) && fails(op)) return -1; \
        return next(path); \
    }
ON_PATH(unlink, 'u')
ON_PATH(rmdir, 'u')

int rename(const char *from, const char *to)
{
    NEXT(int, rename, const char *, const char *);
    if ((is_ours(from) || is_ours(to)) && fails('r')) return -1;
    return next(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    NEXT(int, mkdir, const char *, mode_t);
    if (is_ours(path) && fails('c')) return -1;
    return next(path, mode);
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) \
    { \
        NEXT(int, name, const char *, int, ...); \
        va_list given; \
        va_start(given, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(given, mode_t) : 0; \
        va_end(given); \
        if (flags & O_CREAT && is_ours(path) && access(path, F_OK) && fails('c')) return -1; \
        return next(path, flags, mode); \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name) \
    int name(int where, const char *path, int flags, ...) \
    { \
        NEXT(int, name, int, const char *, int, ...); \
        va_list given; \
        va_start(given, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(given, mode_t) : 0; \
        va_end(given); \
        if (flags & O_CREAT && is_ours(path) && access(path, F_OK) && fails('c')) return -1; \
        return next(where, path, flags, mode); \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

/* shutil.rmtree walks by descriptors. */
int unlinkat(int where, const char *path, int flags)
{
    NEXT(int, unlinkat, int, const char *, int);
    if (is_ours_fd(where) && fails('u')) return -1;
    return next(where, path, flags);
}
