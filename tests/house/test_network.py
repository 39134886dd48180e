import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_suite_lets_no_call_leave_this_machine():
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as outside,
        pytest.raises(AssertionError, match="network call"),
    ):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.parametrize(
    "call",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "__import__('urllib.request').request.urlopen('http://192.0.2.1/', timeout=1)",
    ],
)
def test_no_process_that_a_test_starts_can_call_out(call):
    done = subprocess.run(
        [sys.executable, "-c", f"import socket; {call}"], capture_output=True, text=True, check=False
    )
    assert done.returncode and "network call" in done.stderr


def test_the_guard_lets_this_machine_talk_to_itself():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5),
    ):
        pass


def test_no_registry_and_no_path_of_a_machine_is_named():
    hosts = ("pypi" + ".org", "files.python" + "hosted", "conda.ana" + "conda", "npm" + "js")
    for name in (
        "README.md",
        "Makefile",
        "pyproject.toml",
        "constraints.txt",
        "environment.yml",
        "CONTRIBUTING.md",
        ".ci/run",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not any(host in text for host in hosts), name
