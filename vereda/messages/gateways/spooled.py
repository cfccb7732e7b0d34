"""Reads files of gammu-smsd in a process of its own: at some damaged files Gammu's library ends the process that reads.

    python -m vereda.messages.gateways.spooled FILE ...

A line of JSON per file, in that order: its parts, or null where it cannot be read. Ends with 3 where Gammu is not installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from vereda.messages.errors import GatewayFailed

MISSING = 3
READS_S = 60


class SpooledPart(NamedTuple):
    """One part of a message. number, of: 0 or less where it is whole."""

    sender: str
    text: str
    number: int
    of: int


def read_spooled(files: Sequence[Path]) -> Iterator[tuple[Path, list[SpooledPart] | None]]:
    """Yield each file with its parts; None: it cannot be read. Files after one that ended the reader wait for the next time.

    Raises GatewayFailed without Gammu.
    """
    told, ended = _reader(files)
    if ended == MISSING:
        raise GatewayFailed
    for file, line in zip(files, told, strict=False):
        parts = json.loads(line)
        yield file, parts if parts is None else [SpooledPart(*part) for part in parts]
    if ended and len(told) < len(files):
        yield files[len(told)], None


def _reader(files: Sequence[Path]) -> tuple[list[str], int]:
    command = [sys.executable, "-m", __name__, *map(str, files)]
    try:
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=READS_S, check=False)
    except subprocess.TimeoutExpired as why:
        return (why.stdout or b"").decode().splitlines(), 1
    return ran.stdout.decode().splitlines(), ran.returncode


def main(paths: Sequence[str]) -> int:
    """Print what each file holds."""
    try:
        import gammu
    except ImportError:  # no wheel for this machine: requirements/run.in
        return MISSING
    for path in paths:
        try:
            found = [
                SpooledPart(one["Number"], one["Text"], one["UDH"].get("PartNumber", -1), one["UDH"].get("AllParts", 1))
                for one in gammu.ReadSMSBackup(path)
            ]
        except gammu.GSMError:
            found = None
        sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
