"""A private pcscd with a virtual reader, in its own mount and network namespaces.

Nothing outside is touched: the service's folder is a tmpfs of the namespace, its port lies on the
namespace's own loopback. Two copies of a test run side by side.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
PORT = 35963

# In the namespace: a fresh folder for pcscd, loopback up, then wait on stdin for the test's end.
_SCRIPT = """
set -e
mkdir -p /run/pcscd
mount -t tmpfs none /run
mkdir -p /run/pcscd
ip link set lo up 2>/dev/null || python3 -c "
import fcntl, socket, struct
s = socket.socket()
fcntl.ioctl(s, 0x8914, struct.pack('16sh14x', b'lo', 0x41))
"
echo up
read -r _
"""


class PrivatePcscd:
    """The namespaces and the service in them. `enter` is put before a command to run it there."""

    def __init__(self, folder: Path) -> None:
        """`folder` gets the service's configuration."""
        self._config = folder / "reader.conf.d"
        self._config.mkdir()
        (self._config / "vpcd").write_text(
            f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{PORT:#x}\n'
            f"LIBPATH {DRIVER}\nCHANNELID {PORT:#x}\n"
        )
        self._user = os.geteuid() != 0
        flags = ["-Urmn"] if self._user else ["-mn"]
        self._holder = subprocess.Popen(
            ["unshare", *flags, "sh", "-c", _SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._holder.stdout is not None
        # No namespace, no proof: this fails the test, it never skips it.
        assert self._holder.stdout.readline() == "up\n", "unshare is not possible here"
        self._service: subprocess.Popen[bytes] | None = None

    @property
    def enter(self) -> list[str]:
        """Words before a command that make it run inside; the process id stays the command's."""
        user = ["-U", "--preserve-credentials"] if self._user else []
        return ["nsenter", "-t", str(self._holder.pid), *user, "-m", "-n", "--"]

    def start_service(self) -> None:
        """Start pcscd and wait until it answers, which the socket's existence does not prove."""
        self._service = subprocess.Popen(
            [*self.enter, "pcscd", "--foreground", "--critical", "--config", str(self._config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        probe = (
            "import time; from smartcard import scard\n"
            "end = time.monotonic() + 10\n"
            "while time.monotonic() < end:\n"
            "    r, c = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)\n"
            "    if r == 0 and scard.SCardListReaders(c, [])[1]: raise SystemExit(0)\n"
            "    time.sleep(0.01)\n"
            "raise SystemExit(1)\n"
        )
        subprocess.run([*self.enter, sys.executable, "-c", probe], check=True)

    def stop_service(self) -> None:
        """Kill pcscd as a crash would."""
        if self._service is not None:
            self._service.kill()
            self._service.wait()
            self._service = None

    def close(self) -> None:
        self.stop_service()
        self._holder.communicate("\n", timeout=10)
