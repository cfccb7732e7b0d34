"""What is installed is named by version and hash, and by nothing of the machine that compiled the list."""

from __future__ import annotations

import re

import pytest

from tests.house import REPOSITORY

LISTS = ["tool", "run", "test", "spark"]


def lines(name: str) -> list[str]:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_with_hashes_and_without_an_address(name):
    assert lines(name)
    for line in lines(name):
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,._-]+\])?==[^ ]+( ;[^-]+)?( +--hash=sha256:[0-9a-f]{64})+ *$", line), line[:80]


def test_no_address_of_a_registry_is_written_anywhere():
    address = re.compile(r"https?://[^\s\"'<>)]*(simple|packages|pypi|pythonhosted)|/opt/")
    found = []
    for name in ["requirements", "bin", ".ci", "Makefile", "pyproject.toml"]:
        root = REPOSITORY / name
        for path in [root] if root.is_file() else sorted(root.iterdir()):
            found += [f"{path.name}: {line}" for line in path.read_text(encoding="utf-8").splitlines() if address.search(line)]
    assert found == []


def test_what_runs_is_tested_in_the_same_version():
    run, test = ({re.split(r"[ ;]", line)[0] for line in lines(name)} for name in ("run", "test"))
    assert run <= test


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_every_package_that_its_source_names(name):
    source = (REPOSITORY / "requirements" / f"{name}.in").read_text(encoding="utf-8")
    wanted = {
        re.split(r"[\[<>=;\s]", line)[0].lower().replace("_", "-")
        for line in source.splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    }
    assert wanted <= {re.split(r"[\[=]", line)[0].replace("_", "-") for line in lines(name)}
