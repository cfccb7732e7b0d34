"""The phone's code keeps the rules of the house: short modules, all used, no word to another address, nothing to inject."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.house import PACKAGE
from vereda.client import shell

APP = PACKAGE / "client" / "app"
MODULES = sorted(APP.rglob("*.js"))
LINES_MOST = 200
FIRST_LOAD_MOST = 200_000  # [bytes, compressed]
STANDS_ALONE = {"main.js", "reader.js", "worker.js"}
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
WHOLE_MOST = 260_000  # [bytes, compressed] with what is read when it is first opened
AT_ONCE = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


def named(path: Path) -> str:
    return path.relative_to(APP).as_posix()


def imported(path: Path) -> set[Path]:
    return {(path.parent / target).resolve() for target in IMPORT.findall(path.read_text(encoding="utf-8"))}


def test_there_is_an_app():
    assert len(MODULES) > 30


def test_modules_are_short():
    sizes = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size >= LINES_MOST} == {}


def test_each_module_opens_with_what_it_is_for():
    assert [named(path) for path in MODULES if not path.read_text(encoding="utf-8").startswith("/*")] == []


def test_every_module_is_reached_from_the_first_one_and_every_import_is_there():
    reached, waiting = set[Path](), [APP / "main.js"]
    while waiting:
        one = waiting.pop()
        assert one.exists(), f"{one.name} is imported and not there"
        if one not in reached:
            reached.add(one)
            waiting.extend(imported(one))
    assert {named(path) for path in MODULES} - {named(path) for path in reached} == STANDS_ALONE - {"main.js"}


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"\bconsole\.(log|debug|info)\b", "no chatter: a console is read by who connects the phone to a computer"),
        (r"\bdebugger\b", "no stop left over"),
        (r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b", "text becomes text, never markup"),
        (r"\beval\(|new Function\(", "the policy forbids it"),
        (r"\bclipboard\b", "nothing of a person goes to the clipboard (SEC-037)"),
        (r"\bsendBeacon\b|\bWebSocket\b|\bEventSource\b|\bXMLHttpRequest\b", "one way to the server: wire.js"),
    ],
)
def test_some_things_are_in_no_module(pattern, why):
    wrong = re.compile(pattern)
    assert [named(path) for path in MODULES if wrong.search(path.read_text(encoding="utf-8"))] == [], why


def test_only_the_wire_the_worker_and_the_words_fetch():
    wrong = re.compile(r"\bfetch\(")
    assert {named(path) for path in MODULES if wrong.search(path.read_text(encoding="utf-8"))} <= {
        "wire.js",
        "worker.js",
        "words.js",
    }


def test_no_file_of_the_app_names_another_address():
    found = {}
    for path in APP.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            elsewhere = set(re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z][^\s\"'`)]*", text)) - NAMESPACES
            if elsewhere:
                found[named(path)] = elsewhere
    assert found == {}


def test_the_page_holds_no_script_and_no_style_of_its_own():
    page = (APP / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "<style" not in page
    assert re.findall(r"\s(on[a-z]+|style)=", page) == []


def read_later() -> set[Path]:
    """Return what no first screen needs: modules that none imports at once, with what lies beside them, and their words."""
    at_once, waiting = set[Path](), [APP / "main.js", *(APP / name for name in STANDS_ALONE)]
    while waiting:
        one = waiting.pop()
        if one not in at_once:
            at_once.add(one)
            waiting += [(one.parent / target).resolve() for target in AT_ONCE.findall(one.read_text(encoding="utf-8"))]
    later = {path for path in MODULES if path not in at_once}
    beside = {path for one in {path.parent for path in later} - {path.parent for path in at_once} for path in one.glob("*.*")}
    return later | beside | set(APP.glob("words/*.*.json"))


def code_of(lines: list[str]) -> list[str]:
    """Return lines without those of comments, by walking over them: another way than the one in which it is served."""
    kept, is_within = [], False
    for line in (one.strip() for one in lines):
        if is_within:
            is_within = "*/" not in line
            assert is_within or line.endswith("*/"), f"code behind a comment of many lines: {line}"
        elif line.startswith("/*") and "*/" not in line:
            is_within = True
        elif line and not line.startswith("//") and not (line.startswith("/*") and line.index("*/") == len(line) - 2):
            kept.append(line)
    return kept


def test_what_is_served_is_the_code_without_the_comments_on_lines_of_their_own():
    for path in MODULES:
        served = shell.read_app()[named(path)].plain.decode().splitlines()
        shown = [line.strip() for line in served if line.strip() and not line.startswith("self.VEREDA_FILES")]
        assert shown == code_of(path.read_text(encoding="utf-8").splitlines()), named(path)


def test_first_aid_is_read_when_it_is_first_opened():
    assert set(APP.glob("care/*.*")) <= read_later(), "a first screen imports one at once"


def test_the_first_load_is_small_enough(capsys):
    served = {name: len(one.packed) for name, one in shell.read_app().items()}
    later = {named(path) for path in read_later()} | {shell.FIGURES, shell.WORDS_OF_CARDS}
    first, whole = sum(size for name, size in served.items() if name not in later), sum(served.values())
    with capsys.disabled():
        print(f"\nfirst load of the phone's app: {first:,} bytes compressed, of {FIRST_LOAD_MOST:,}; kept in all: {whole:,}")
    assert first < FIRST_LOAD_MOST
    assert whole < WHOLE_MOST


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_module_loads_in_the_browser(page: Page, live_server):
    page.goto(f"{live_server.url}/app/mark.svg")
    names = [named(path) for path in MODULES if named(path) not in STANDS_ALONE]
    loaded = page.evaluate(
        "(names) => Promise.all(names.map((name) => import(`/app/${name}`).then((one) => Object.keys(one).length, String)))",
        names,
    )
    assert [(name, told) for name, told in zip(names, loaded, strict=True) if not isinstance(told, int) or told == 0] == []
