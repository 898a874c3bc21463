/* Writes down every change to files under a folder, every sync and every acknowledgement, so that a
 * power cut at any moment can be worked out afterwards. Loaded with LD_PRELOAD, started by the test
 * through trace_start().
 *
 * A record: op (1 byte), lengths of path, second path and data (3 x uint32), offset (int64), then
 * these. Ops: c created, w written, t cut to length, s synced, d folder synced, r renamed, u
 * removed, a acknowledged.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[4096];
static int out = -1;

void trace_start(const char *match, const char *file)
{
    snprintf(folder, sizeof folder, "%s", match);
    int fd = syscall(SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    out = fcntl(fd, F_DUPFD_CLOEXEC, 900);
    syscall(SYS_close, fd);
}

static void note(char op, const char *path, const char *other, int64_t at, const void *data, uint32_t size)
{
    if (out < 0) return;
    uint32_t lengths[3] = {strlen(path), strlen(other), size};
    struct iovec parts[] = {
        {&op, 1}, {lengths, sizeof lengths}, {&at, sizeof at},
        {(void *)path, lengths[0]}, {(void *)other, lengths[1]}, {(void *)data, size},
    };
    if (syscall(SYS_writev, out, parts, 6) < 0) abort();
}

void trace_mark(const char *words) { note('a', "", "", 0, words, strlen(words)); }

static int ours(const char *path)
{
    return folder[0] && path && path[0] == '/' && !strncmp(path, folder, strlen(folder));
}

static int ours_fd(int fd, char *path)
{
    char link[64];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path);
}

#define NEXT(type, name, ...) \
    static type (*next)(__VA_ARGS__); \
    if (!next) next = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define POSITIONED(name, offset) \
    ssize_t name(int fd, const void *data, size_t size, offset at) \
    { \
        NEXT(ssize_t, name, int, const void *, size_t, offset); \
        char path[4096]; \
        ssize_t done = next(fd, data, size, at); \
        if (done > 0 && ours_fd(fd, path)) note('w', path, "", at, data, done); \
        return done; \
    }
POSITIONED(pwrite, off_t)
POSITIONED(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size)
{
    NEXT(ssize_t, write, int, const void *, size_t);
    char path[4096];
    if (fd <= 2 || !ours_fd(fd, path)) return next(fd, data, size);
    struct stat facts;
    off_t at = lseek(fd, 0, SEEK_CUR);
    if (fcntl(fd, F_GETFL) & O_APPEND && !fstat(fd, &facts)) at = facts.st_size;
    ssize_t done = next(fd, data, size);
    if (done > 0) note('w', path, "", at, data, done);
    return done;
}

/* A copy inside the kernel is written down as what it wrote. */
static void note_copied(int to, off_t at, ssize_t done)
{
    char path[4096];
    if (done <= 0 || !ours_fd(to, path)) return;
    char *data = malloc(done);
    int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0 || pread(fd, data, done, at) != done) abort();
    note('w', path, "", at, data, done);
    syscall(SYS_close, fd);
    free(data);
}

#define COPYING(name, offset) \
    ssize_t name(int to, int from, offset *at, size_t size) \
    { \
        NEXT(ssize_t, name, int, int, offset *, size_t); \
        off_t begin = lseek(to, 0, SEEK_CUR); \
        ssize_t done = next(to, from, at, size); \
        note_copied(to, begin, done); \
        return done; \
    }
COPYING(sendfile, off_t)
COPYING(sendfile64, off64_t)

#define SYNCING(name) \
    int name(int fd) \
    { \
        NEXT(int, name, int); \
        struct stat facts; \
        char path[4096]; \
        int answer = next(fd); \
        if (!answer && ours_fd(fd, path)) { \
            int is_folder = !fstat(fd, &facts) && S_ISDIR(facts.st_mode); \
            note(is_folder ? 'd' : 's', path, "", 0, "", 0); \
        } \
        return answer; \
    }
SYNCING(fsync)
SYNCING(fdatasync)

#define CUTTING(name, offset) \
    int name(int fd, offset size) \
    { \
        NEXT(int, name, int, offset); \
        char path[4096]; \
        int answer = next(fd, size); \
        if (!answer && ours_fd(fd, path)) note('t', path, "", size, "", 0); \
        return answer; \
    }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

int unlink(const char *path)
{
    NEXT(int, unlink, const char *);
    int answer = next(path);
    if (!answer && ours(path)) note('u', path, "", 0, "", 0);
    return answer;
}

int unlinkat(int where, const char *path, int flags)
{
    NEXT(int, unlinkat, int, const char *, int);
    char above[4096], whole[8300];
    int known = ours_fd(where, above);
    int answer = next(where, path, flags);
    if (!answer && known && !(flags & AT_REMOVEDIR)) {
        snprintf(whole, sizeof whole, "%s/%s", above, path);
        note('u', whole, "", 0, "", 0);
    }
    return answer;
}

int rename(const char *from, const char *to)
{
    NEXT(int, rename, const char *, const char *);
    int answer = next(from, to);
    if (!answer && (ours(from) || ours(to))) note('r', from, to, 0, "", 0);
    return answer;
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) \
    { \
        NEXT(int, name, const char *, int, ...); \
        va_list given; \
        va_start(given, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(given, mode_t) : 0; \
        va_end(given); \
        int is_new = flags & O_CREAT && ours(path) && access(path, F_OK); \
        int fd = next(path, flags, mode); \
        if (fd >= 0 && is_new) note('c', path, "", 0, "", 0); \
        if (fd >= 0 && !is_new && flags & O_TRUNC && ours(path)) note('t', path, "", 0, "", 0); \
        return fd; \
    }
OPENING(open)
OPENING(open64)
