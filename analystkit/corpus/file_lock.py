"""The operating system's lock on an open file: one process holds it, and its end drops it."""

from __future__ import annotations

from io import BufferedRandom, FileIO

Lockable = BufferedRandom | FileIO


try:
    import fcntl

    def try_lock(handle: Lockable) -> bool:
        """Take the lock of a file; say whether it was free."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def unlock(handle: Lockable) -> None:
        """Give the lock of a file back."""
        fcntl.flock(handle, fcntl.LOCK_UN)

except ImportError:  # Windows
    import msvcrt

    def try_lock(handle: Lockable) -> bool:
        """Take the lock of a file; say whether it was free."""
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

    def unlock(handle: Lockable) -> None:
        """Give the lock of a file back."""
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
