"""A worker that a killed server left behind does not go on answering beside the next one."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

from tests.house import REPOSITORY

SERVER = """
import multiprocessing, sys, time
from vereda.settings.parent import end_with_parent

def work(told):
    end_with_parent()
    told.send("at work")
    time.sleep(600)

if __name__ == "__main__":
    heard, told = multiprocessing.Pipe()
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(told,))
    worker.start()
    print(worker.pid, heard.recv(), flush=True)
    time.sleep(600)
"""


def test_a_worker_ends_when_the_process_that_started_it_is_killed(tmp_path: Path):
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    server = subprocess.Popen(
        [sys.executable, str(script)], env={"PYTHONPATH": str(REPOSITORY)}, stdout=subprocess.PIPE, text=True
    )
    with server:
        assert server.stdout is not None
        worker = os.pidfd_open(int(server.stdout.readline().split()[0]))
        assert select.select([worker], [], [], 0)[0] == [], "at work"
        server.kill()
    assert select.select([worker], [], [], 60)[0] == [worker], "ended"
    os.close(worker)
