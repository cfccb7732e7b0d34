"""bin/setup makes an empty copy run, a second call does nothing, and it says clearly what it cannot do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house import REPOSITORY

pytestmark = [pytest.mark.setup, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what is kept in git (or, in an unpacked archive, everything but the state) into an empty folder."""
    # A blank and an accent: the path of a real machine.
    folder = tmp_path_factory.mktemp("set-up") / "la verédà"
    if names := kept():
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, folder / name)
    else:
        shutil.copytree(
            REPOSITORY, folder, ignore=shutil.ignore_patterns(".venv", "var", "__pycache__", ".*_cache", ".hypothesis")
        )
    return folder


def kept() -> list[str]:
    """Return the files that git keeps or would keep; none where there is no git."""
    if not shutil.which("git"):
        return []
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def run(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VEREDA_", "DJANGO_", "PYTHON"))}
    return subprocess.run(
        command, cwd=folder, env={**environment, **more}, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def worked() -> float:
    """Return the processor time of all that was run and has ended [s]: by the clock it depends on what else runs."""
    spent = os.times()
    return spent.children_user + spent.children_system


def shorten(packages: Path, *names: str) -> None:
    """Leave only these in a list of packages, each with its hashes: what else there is has been installed by an earlier test."""
    whole = packages.read_text()
    found = [re.search(rf"^{name}==.*?(?<!\\)$", whole, re.MULTILINE | re.DOTALL) for name in names]
    packages.write_text("".join(f"{one[0]}\n" for one in found))


def test_an_empty_copy_is_set_up_and_a_second_call_takes_under_a_second(copy):
    first = run(copy, "bin/setup", "run")
    assert first.returncode == 0, first.stderr
    before = worked()
    second = run(copy, "bin/setup", "run")
    assert second.returncode == 0
    assert worked() - before < 1
    assert second.stdout + second.stderr == ""


def test_the_command_line_works_from_any_folder_and_keeps_its_state_in_the_copy(copy, tmp_path):
    (tmp_path / "click.py").write_text("raise SystemExit('a stranger was imported')")
    done = run(tmp_path, str(copy / "bin" / "vereda"), "django", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / "var" / "keys" / "django").exists()


def test_catalogues_are_compiled_and_compiled_again_when_they_change(copy):
    sources = list(copy.glob("vereda/locale/*/LC_MESSAGES/*.po"))
    for source in sources:
        made = source.with_suffix(".mo")
        assert made.exists()
        os.utime(made, (1, 1))
    assert run(copy, "bin/setup", "run").returncode == 0
    assert all(source.with_suffix(".mo").stat().st_mtime > 1 for source in sources)


def test_a_broken_environment_is_made_again(copy):
    interpreter = copy / ".venv" / "bin" / "python"
    interpreter.unlink()
    interpreter.symlink_to("/nowhere/python")
    shorten(copy / "requirements" / "run.txt", "asgiref", "django", "sqlparse")
    done = run(copy, "bin/setup", "run")
    assert done.returncode == 0, done.stderr
    assert run(copy, ".venv/bin/python", "-c", "import django").returncode == 0


def test_spark_comes_beside_what_runs_and_finds_its_java(copy, tmp_path):
    """Of Spark's list only the small package, and a Java that says its version: the whole is 430 MB."""
    shorten(copy / "requirements" / "spark.txt", "py4j")
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"17.0.21\" 2026-10-20' >&2\n")
    java.chmod(0o755)
    done = run(copy, "bin/setup", "spark", PATH=f"{tmp_path}:{os.environ['PATH']}", JAVA_HOME="")
    assert done.returncode == 0, done.stderr
    assert run(copy, ".venv/bin/python", "-c", "import django, py4j").returncode == 0


def test_a_machine_without_a_fit_python_is_told_so(copy, tmp_path):
    """`python3` on the path may be older; here it is one that says so, and nobody may install another."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ["sh", "dirname", "mktemp", "rm", "cmp", "cat", "id", "tail"]:
        (tools / tool).symlink_to(shutil.which(tool) or "")
    for name in ["python3", "python3.13", "python3.14", "python3.12"]:
        (tools / name).write_text("#!/bin/sh\nexit 1\n")
        (tools / name).chmod(0o755)
    script = (copy / "bin" / "setup").read_text()
    bare = tmp_path / "bare"
    (bare / "bin").mkdir(parents=True)
    # Without the folders of the system, in which this machine has a fit one.
    (bare / "bin" / "setup").write_text(script.replace("/usr/bin/", "/nowhere/").replace("/usr/local/bin/", "/nowhere/"))
    done = run(bare, "sh", "bin/setup", "run", PATH=str(tools))
    assert done.returncode == 1
    assert "no Python 3.12, 3.13 or 3.14 found" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_wrong_word_is_refused(copy):
    done = run(copy, "bin/setup", "everything")
    assert done.returncode == 1
    assert "usage" in done.stderr
