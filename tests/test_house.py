"""The house keeps its own rules: everything documented, nothing unused, no leftovers, and files one can read at a sitting."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests import errors
from tests.house import PACKAGE, REPOSITORY, files, sources, tree

ENVIRONMENT = files()["vereda.settings.environment"]
# Django is told where its settings are; the terminal's language is no setting of ours.
MAY_READ_THE_ENVIRONMENT = {ENVIRONMENT.name, "vereda.settings.wsgi", "vereda.cli.main"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
LONGEST_FILE = 500


@cache
def kept_files() -> tuple[Path, ...]:
    """Return the files that are or would be kept in git; in an unpacked archive, every file but state and caches."""
    if shutil.which("git") and (REPOSITORY / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
        found: Iterable[Path] = (REPOSITORY / name for name in listed.stdout.split("\0") if name)
    else:
        skip = {".venv", "var", "__pycache__", ".git"}
        whole = ((path, path.relative_to(REPOSITORY).parts) for path in REPOSITORY.rglob("*"))
        found = (path for path, parts in whole if not any(part in skip or part.endswith("_cache") for part in parts))
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def texts() -> dict[str, str]:
    """Return the text of every kept file that is text, by path."""
    found = {}
    for path in kept_files():
        try:
            found[str(path.relative_to(REPOSITORY))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


# Documented ------------------------------------------------------------------------------------------------------


def test_every_setting_is_documented():
    named = {
        node.value for node in ast.walk(tree(ENVIRONMENT.path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    settings = {name for name in named if re.fullmatch(r"[A-Z][A-Z_]{3,}", name)}
    page = (REPOSITORY / "docs" / "engineer" / "settings.md").read_text(encoding="utf-8")
    assert settings >= {"VEREDA_HOME", "PORT", "DATABASE_URL"}
    assert sorted(name for name in settings if f"`{name}`" not in page) == []


def test_the_environment_is_read_in_one_place():
    readers = {source.name for source in sources() if "os.environ" in source.path.read_text(encoding="utf-8")}
    assert readers <= MAY_READ_THE_ENVIRONMENT


def test_every_error_has_words_and_a_code_of_its_own_module():
    known = errors.known()
    assert sorted(error.where for error in known if not error.hint) == []
    assert [error.where for error in known if error.code.split(".")[0] != error.module] == []
    codes = [error.code for error in known]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_the_page_of_errors_is_up_to_date():
    assert errors.PAGE.exists(), "make docs"
    assert errors.PAGE.read_text(encoding="utf-8") == errors.page(), "make docs"


# Nothing unused, nothing left over -------------------------------------------------------------------------------


def test_no_page_is_unused():
    pages = [path for folder in ("jinja2", "templates") for path in PACKAGE.glob(f"*/{folder}/**/*.*")]
    ours = [path for path in pages if path.relative_to(PACKAGE).parts[2] not in {"account", "mfa", "allauth"}]
    users = {name: text for name, text in texts().items() if name.startswith("vereda/") and "/tests/" not in name}
    unused = []
    for path in ours:
        name = str(path.relative_to(PACKAGE)).split("/", 2)[2]
        if not any(name in text for user, text in users.items() if user != str(path.relative_to(REPOSITORY))):
            unused.append(name)
    assert unused == []


def test_no_file_has_a_name_that_says_nothing():
    assert [str(source) for source in sources() if VAGUE & set(source.name.split("."))] == []


def test_what_is_left_to_do_has_the_number_of_an_issue():
    left = re.compile(r"\b(TODO|FIXME|XXX)\b(?! ?\(?#\d+)")
    code = {
        name: text
        for name, text in texts().items()
        if name.endswith((".py", ".html", ".js", ".css", ".sh")) and not name.startswith("tests/")
    }
    # 'XX' and 'XXX' are codes of countries and currencies, so only comments are searched.
    assert [
        f"{name}: {line.strip()}"
        for name, text in code.items()
        for line in text.splitlines()
        if "#" in line and left.search(line)
    ] == []


def test_no_secret_and_no_path_of_a_machine_is_kept():
    wrong = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|AGE-SECRET-KEY-1[0-9A-Z]{20}|(?<![\w.])/(work|home|root)/\w"
    )
    assert [name for name, text in texts().items() if name != "tests/test_house.py" and wrong.search(text)] == []


def test_countries_differ_in_their_packs_and_not_in_code():
    branch = re.compile(r"\b(if|elif|when|case)\b[^\n]*\b(country|iso)\b *(==|!=|in) *[\"'(\[{]")
    wrong = [
        str(source)
        for source in sources()
        if source.module != "countries" and branch.search(source.path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


# One can read it -------------------------------------------------------------------------------------------------


def share(sizes: list[int], limit: int) -> float:
    return sum(size < limit for size in sizes) / len(sizes)


def test_functions_are_short():
    sizes = [
        node.end_lineno - node.lineno + 1
        for source in sources()
        for node in ast.walk(tree(source.path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert share(sizes, 10) >= 0.5
    assert share(sizes, 40) >= 0.95


def test_files_are_short_or_open_with_the_reason():
    sizes = {source: len(source.path.read_text(encoding="utf-8").splitlines()) for source in sources()}
    assert share(list(sizes.values()), 100) >= 0.5
    assert share(list(sizes.values()), 350) >= 0.95
    long = [source for source, size in sizes.items() if size > LONGEST_FILE]
    assert [str(source) for source in long if "long because" not in (ast.get_docstring(tree(source.path)) or "").lower()] == []


def test_no_class_has_more_than_two_parents():
    parents = [
        f"{source}:{node.lineno}"
        for source in sources()
        for node in ast.walk(tree(source.path))
        if isinstance(node, ast.ClassDef) and len(node.bases) > 2
    ]
    assert parents == []


def test_every_relative_link_of_the_docs_leads_somewhere() -> None:
    wrong = []
    for page in [*REPOSITORY.glob("*.md"), *sorted((REPOSITORY / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                wrong.append(f"{page.relative_to(REPOSITORY)}: {target}")
    assert wrong == []
