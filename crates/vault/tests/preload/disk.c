// A disk for tests, preloaded into the real program: it writes down everything that the program
// does below one folder, in the order in which it happened, or lets that folder run full.
//
// EXPAT_DISK_ROOT   the folder that is watched; its absolute path
// EXPAT_DISK_LOG    where to write it down; what the program says on standard output goes in too
// EXPAT_DISK_SPACE  bytes that the folder may grow by; a write beyond them fails with ENOSPC
//
// One lock is held over each call and its line in the log, so that the order of the log is the
// order on the disk also for a program of many threads. The reader is crash_states.rs.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, LENGTH, SYNC, RENAME, REMOVE, FOLDER, SAID };
enum { CREATED = 1, EMPTIED = 2, IS_FOLDER = 4 };
enum { FDS = 4096 };

struct line { uint32_t what, handle; uint64_t number; uint32_t path_bytes, data_bytes; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_bytes;
static int log_fd = -1;
static int is_limited;
static int64_t space;
static uint32_t handles[FDS], last_handle;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void die(const char *why) {
    dprintf(2, "disk.c: %s: %s\n", why, strerror(errno));
    _exit(99);
}

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("EXPAT_DISK_ROOT"), *log = getenv("EXPAT_DISK_LOG"), *room = getenv("EXPAT_DISK_SPACE");
    if (!at) return;
    snprintf(root, sizeof root, "%s", at);
    root_bytes = strlen(root);
    if (log) {
        int fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        // A high number, so that no descriptor of the program is another one than without us.
        log_fd = fcntl(fd, F_DUPFD_CLOEXEC, FDS);
        if (log_fd < 0) log_fd = fd;
        if (log_fd < 0) die("opening the log");
    }
    if (room) {
        is_limited = 1;
        space = atoll(room);
    }
}

static void put(const void *bytes, size_t count) {
    const char *from = bytes;
    while (count > 0) {
        ssize_t done = syscall(SYS_write, log_fd, from, count);
        if (done < 0) die("writing the log");
        from += done;
        count -= done;
    }
}

static void note(int what, uint32_t handle, uint64_t number, const char *path, const void *data, size_t data_bytes) {
    if (log_fd < 0) return;
    struct line line = {what, handle, number, path ? strlen(path) : 0, data_bytes};
    put(&line, sizeof line);
    put(path, line.path_bytes);
    put(data, data_bytes);
}

// Writes the absolute path into `full` and tells whether it is watched.
static int watched(int folder, const char *path, char full[PATH_MAX]) {
    if (!root_bytes) return 0;
    if (path[0] == '/') {
        snprintf(full, PATH_MAX, "%s", path);
    } else if (folder == AT_FDCWD) {
        if (!getcwd(full, PATH_MAX)) return 0;
        snprintf(full + strlen(full), PATH_MAX - strlen(full), "/%s", path);
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, full, PATH_MAX - 1);
        if (length < 0) return 0;
        snprintf(full + length, PATH_MAX - length, "/%s", path);
    }
    return strncmp(full, root, root_bytes) == 0 && (full[root_bytes] == '/' || !full[root_bytes]);
}

static uint32_t handle_of(int fd) { return fd >= 0 && fd < FDS ? handles[fd] : 0; }

static int64_t size_of(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? about.st_size : 0;
}

// Takes room for `count` bytes at `offset`; fails with ENOSPC where there is none.
static int take(int fd, uint64_t offset, size_t count) {
    struct stat about;
    if (!is_limited || fstat(fd, &about) != 0) return 0;
    int64_t growth = (int64_t)(offset + count) - about.st_size;
    if (growth <= 0) return 0;
    if (growth > space) {
        errno = ENOSPC;
        return -1;
    }
    space -= growth;
    return 0;
}

static int opened(int fd, const char *full, int flags, int existed, int64_t size) {
    struct stat about;
    if (fd < 0) return fd;
    if (fd >= FDS) die("too many files");
    handles[fd] = ++last_handle;
    int emptied = existed && (flags & O_TRUNC);
    if (emptied) space += size;
    int is_folder = fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
    int how = (existed ? 0 : CREATED) | (emptied ? EMPTIED : 0) | (is_folder ? IS_FOLDER : 0);
    note(OPEN, handles[fd], how, full, NULL, 0);
    return fd;
}

static int open_watched(int folder, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    __typeof__(&openat) real = REAL(openat);
    if (!watched(folder, path, full)) {
        int fd = real(folder, path, flags, mode);
        if (fd >= 0 && fd < FDS) handles[fd] = 0;
        return fd;
    }
    pthread_mutex_lock(&lock);
    int existed = access(full, F_OK) == 0;
    int64_t size = size_of(full);
    int fd = opened(real(folder, path, flags, mode), full, flags, existed, size);
    pthread_mutex_unlock(&lock);
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return open_watched(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_watched(AT_FDCWD, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_watched(folder, path, flags, mode); }

int close(int fd) {
    if (fd >= 0 && fd < FDS) handles[fd] = 0;
    return REAL(close)(fd);
}

static ssize_t write_at(int fd, const void *data, size_t count, off_t offset, int moves) {
    pthread_mutex_lock(&lock);
    ssize_t done = -1;
    if (take(fd, offset, count) == 0) {
        done = moves ? REAL(write)(fd, data, count) : REAL(pwrite)(fd, data, count, offset);
        if (done > 0) note(WRITE, handle_of(fd), offset, NULL, data, done);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *data, size_t count) {
    if (handle_of(fd)) return write_at(fd, data, count, lseek(fd, 0, SEEK_CUR), 1);
    if (fd != 1 || log_fd < 0) return REAL(write)(fd, data, count);
    // What was said is in the log before anybody can have heard it.
    pthread_mutex_lock(&lock);
    note(SAID, 0, 0, NULL, data, count);
    ssize_t done = REAL(write)(fd, data, count);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!handle_of(fd) && (fd != 1 || log_fd < 0)) return REAL(writev)(fd, parts, count);
    ssize_t all = 0;
    for (int at = 0; at < count; at++) {
        ssize_t done = parts[at].iov_len ? write(fd, parts[at].iov_base, parts[at].iov_len) : 0;
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[at].iov_len) break;
    }
    return all;
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t offset) {
    return handle_of(fd) ? write_at(fd, data, count, offset, 0) : REAL(pwrite)(fd, data, count, offset);
}
ssize_t pwrite64(int fd, const void *data, size_t count, off64_t offset) { return pwrite(fd, data, count, offset); }

int ftruncate(int fd, off_t length) {
    if (!handle_of(fd)) return REAL(ftruncate)(fd, length);
    pthread_mutex_lock(&lock);
    struct stat about;
    int known = fstat(fd, &about) == 0, done = REAL(ftruncate)(fd, length);
    if (done == 0) {
        if (known && about.st_size > length) space += about.st_size - length;
        note(LENGTH, handle_of(fd), length, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

static int sync_watched(int fd, int (*real)(int)) {
    if (!handle_of(fd)) return real(fd);
    pthread_mutex_lock(&lock);
    int done = real(fd);
    if (done == 0) note(SYNC, handle_of(fd), 0, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int fsync(int fd) { return sync_watched(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_watched(fd, REAL(fdatasync)); }

int rename(const char *from, const char *to) {
    char full_from[PATH_MAX], full_to[PATH_MAX];
    int is_watched = watched(AT_FDCWD, from, full_from);
    if (is_watched != watched(AT_FDCWD, to, full_to)) die("a rename across the watched folder's edge");
    if (!is_watched) return REAL(rename)(from, to);
    pthread_mutex_lock(&lock);
    int64_t freed = size_of(full_to);
    int done = REAL(rename)(from, to);
    if (done == 0) {
        space += freed;
        note(RENAME, 0, 0, full_from, full_to, strlen(full_to));
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int unlinkat(int folder, const char *path, int flags) {
    char full[PATH_MAX];
    if (!watched(folder, path, full)) return REAL(unlinkat)(folder, path, flags);
    pthread_mutex_lock(&lock);
    int64_t freed = size_of(full);
    int done = REAL(unlinkat)(folder, path, flags);
    if (done == 0) {
        space += freed;
        note(REMOVE, 0, 0, full, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdir(const char *path, mode_t mode) {
    char full[PATH_MAX];
    if (!watched(AT_FDCWD, path, full)) return REAL(mkdir)(path, mode);
    pthread_mutex_lock(&lock);
    int done = REAL(mkdir)(path, mode);
    if (done == 0) note(FOLDER, 0, 0, full, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}

// Copies inside the kernel would pass us by; every caller falls back to reading and writing.
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *target, size_t count, unsigned flags) {
    (void)from, (void)at, (void)to, (void)target, (void)count, (void)flags;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t count) {
    (void)to, (void)from, (void)at, (void)count;
    errno = ENOSYS;
    return -1;
}

// Nothing of ours makes links; if it ever does, the log would lie.
int link(const char *from, const char *to) {
    char full[PATH_MAX];
    if (watched(AT_FDCWD, to, full)) die("a hard link");
    return REAL(link)(from, to);
}
