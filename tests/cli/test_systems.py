"""Where a system lacks what Linux has, the commands do the same: names that macOS or Windows have not are taken away."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SMALL
from odd.test_compile import element, odd
from siglum.schematron import run

WITHOUT = """import importlib, multiprocessing, runpy, subprocess, sys, tempfile
import os, select, signal
subprocess.Popen.kill = subprocess.Popen.terminate  # as on Windows
for module, names in (
    (os, "chown eventfd fchmod fork forkpty get_blocking getegid geteuid getgid getgroups getloadavg getpgid getuid killpg "
     "lchown memfd_create mkfifo mknod nice openpty posix_spawn pread pwrite sched_getaffinity sched_setaffinity sendfile "
     "setgid setpgid setsid setuid statvfs sysconf ttyname uname O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK"),
    (select, "poll epoll"),
    (signal, "ITIMER_REAL SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 SIGXFSZ alarm pthread_sigmask "
     "setitimer siginterrupt sigwait"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
"""
COMMAND = """
from siglum.schematron import run
run._WORKER = run._WORKER.__class__(sys.argv.pop(1))
from siglum.cli import main
main()
"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="tei:body"><report test="true()">there is a body</report></rule></pattern></schema>"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("check", "--schematron", "rules.sch", "--no-cache"), 1),
        (("build",), 0),
        (("schema", "small.odd"), 0),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_without_what_other_systems_have_not(arguments: tuple[str, ...], expected: int, tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(f"{WITHOUT}\nrunpy.run_path({str(run._WORKER)!r}, run_name='__main__')\n")
    commands = (["-c", "from siglum.cli import main; main()"], ["-c", WITHOUT + COMMAND, str(worker)])
    ended = []
    for n, command in enumerate(commands):
        where = shutil.copytree(SMALL, tmp_path / str(n) / "edition")
        (where / "rules.sch").write_text(RULES)
        (where / "small.odd").write_text(odd(element("a")))
        done = subprocess.run(
            [sys.executable, *command, *arguments], cwd=where, capture_output=True, text=True, check=False, timeout=300
        )
        files = {p.relative_to(where).as_posix(): p.read_bytes() for p in sorted(where.rglob("*")) if p.is_file()}
        ended.append((done.returncode, done.stdout, done.stderr, files))
    assert ended[1] == ended[0]
    assert ended[0][0] == expected
    assert arguments[0] != "check" or "there is a body" in ended[0][1]
