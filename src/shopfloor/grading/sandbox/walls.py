"""The inner walls of one submission, put up by its own process before any of its code runs.

Order matters: what needs rights (mounts) comes first, then the rights go, then Landlock and seccomp close the rest.
Linux only; the constants are those of the kernel's headers (linux/sched.h, mount.h, landlock.h, seccomp.h).
"""

import ctypes
import errno
import os
import platform
import resource
import struct
import sys

NEW_NAMESPACES = 0x00020000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
NAMESPACE_FLAGS = NEW_NAMESPACES | 0x02000000  # and that of control groups
NOSUID, NODEV, RDONLY, RECURSIVE, PRIVATE = 2, 4, 1, 1 << 14, 1 << 18
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 4, 24, 38, 47

# System calls that no exercise needs and that many escapes began with: (x86_64, aarch64).
FORBIDDEN = {
    "ptrace": (101, 117), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "userfaultfd": (323, 282),
    "perf_event_open": (298, 241), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kexec_load": (246, 104),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "kcmp": (312, 272), "quotactl": (179, 60),
    "swapon": (167, 224), "reboot": (169, 142), "acct": (163, 89), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442), "memfd_secret": (447, 447),
    # Memory that belongs to no process, so that nobody could count it.
    "memfd_create": (319, 279), "shmget": (29, 194),
}  # fmt: skip
CLONE, SOCKET, SOCKETPAIR, CLONE3 = (56, 220), (41, 198), (53, 199), 435
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

libc = ctypes.CDLL(None, use_errno=True)


def own_namespaces():
    """This process gets namespaces of its own; its next child is the first process in them."""
    user, group = os.getuid(), os.getgid()
    _must(libc.unshare(NEW_NAMESPACES), "namespaces")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1\n"),
        ("gid_map", f"{group} {group} 1\n"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def own_desk(desk, most_bytes, most_files):
    """An empty folder in memory, the only place that can be written to; no sight of any process."""
    _mount(None, "/", None, RECURSIVE | PRIVATE)
    _mount("tmpfs", desk, "tmpfs", NOSUID | NODEV, f"size={most_bytes},nr_inodes={most_files},mode=700")
    _mount("tmpfs", "/proc", "tmpfs", NOSUID | NODEV | RDONLY, "size=4k")


def limit(memory_bytes, processes, open_files, file_bytes, seconds):
    """What the kernel refuses by itself, for each process; memory comes on top of what is in use now."""
    with open("/proc/self/statm") as file:
        in_use = int(file.read().split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, in_use + memory_bytes),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(what, (most, most))


def give_up_rights():
    """No capability is left, and none can be got by starting another program."""
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break
    libc.prctl(PR_CAP_AMBIENT, 4, 0, 0, 0)
    nobody = struct.pack("II", 0x20080522, 0), struct.pack("6I", *[0] * 6)
    _must(libc.capset(*nobody), "capabilities")
    _must(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new rights")


def close_files(readable, writable):
    """Landlock: these folders can be read, this one written, nothing else opened (kernels from 5.13 on)."""
    version = libc.syscall(444, None, 0, 1)
    if version < 1:
        return
    execute, write, read, list_folder = 1, 2, 4, 8
    change = (
        16 | 32 | 64 | 128 | 256 | 512 | 1024 | 4096
    )  # remove and make files, folders, sockets, pipes, links
    handled = (1 << 13) - 1
    for since, right in ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15)):
        handled |= right if version >= since else 0
    change |= handled & (1 << 13 | 1 << 14)  # moving between folders, cutting short
    network = 3 if version >= 4 else 0  # binding and connecting TCP: neither
    scopes = 3 if version >= 6 else 0  # abstract sockets and signals to the outside: neither
    rules = struct.pack("QQQ", handled, network, scopes)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    ruleset = _must(libc.syscall(444, rules, ctypes.c_size_t(len(rules)), 0), "Landlock")

    def allow(path, rights):
        if not os.path.exists(path):
            return
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        if not os.path.isdir(path):
            rights &= execute | write | read | 1 << 14
        _must(libc.syscall(445, ruleset, 1, struct.pack("=Qi", rights, opened), 0), f"Landlock {path}")
        os.close(opened)

    for path in readable:
        allow(path, execute | read | list_folder)
    for path in writable:
        allow(path, execute | read | list_folder | write | change)
    for path in ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"):
        allow(path, read | write)
    _must(libc.syscall(446, ruleset, 0), "Landlock")
    os.close(ruleset)


def close_system_calls():
    """seccomp: no mounts, no namespaces, no looking into processes, no socket but a local pair's."""
    column, architecture = ARCHITECTURES[platform.machine()]
    load, equal, at_least, any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    allowed, killed, refused = 0x7FFF0000, 0x80000000, 0x00050000
    number, first_argument = 0, 16
    step = []

    def add(code, value, when_true=0, when_false=0):
        step.append(struct.pack("HBBI", code, when_true, when_false, value))

    add(load, 4)
    add(equal, architecture, 1, 0)
    add(answer, killed)
    add(load, number)
    if platform.machine() == "x86_64":  # the x32 calls are numbered apart
        add(at_least, 0x40000000, 0, 1)
        add(answer, refused | errno.EPERM)
    for numbers in FORBIDDEN.values():
        add(equal, numbers[column], 0, 1)
        add(answer, refused | errno.EPERM)
    add(equal, CLONE3, 0, 1)
    add(answer, refused | errno.ENOSYS)  # its flags cannot be seen from here; the C library then takes clone
    add(equal, CLONE[column], 0, 4)
    add(load, first_argument)
    add(any_bit, NAMESPACE_FLAGS, 0, 1)
    add(answer, refused | errno.EPERM)
    add(load, number)
    for call in (SOCKET[column], SOCKETPAIR[column]):
        add(equal, call, 0, 4)
        add(load, first_argument)
        add(equal, 1, 1, 0)  # AF_UNIX
        add(answer, refused | errno.EACCES)
        add(load, number)
    add(answer, allowed)

    program = ctypes.create_string_buffer(b"".join(step))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]  # noqa: RUF012

    whole = Program(len(step), ctypes.addressof(program))
    _must(libc.prctl(22, 2, ctypes.byref(whole), 0, 0), "seccomp")


def die_with_parent():
    libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)


def python_folders():
    """What Python itself must be able to read."""
    return ["/usr", "/bin", "/lib", "/lib64", "/etc", sys.prefix, sys.base_prefix]


def _mount(source, target, kind, flags, options=None):
    given = [text.encode() if text else None for text in (source, target, kind)]
    _must(
        libc.mount(*given, ctypes.c_ulong(flags), options.encode() if options else None), f"mount of {target}"
    )


def _must(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
