"""The app as it is served: the same for everybody, compressed, under a strict policy; its worker names every file."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from vereda.client import shell

NAMES = sorted(shell.read_app())


def get(name: str, **headers: str) -> object:
    return Client().get(f"/app/{name}", headers=headers)


@pytest.mark.parametrize("name", NAMES)
def test_each_file_comes_whole_compressed_or_not_at_all_when_it_is_there_already(name):
    plain, packed = get(name), get(name, **{"Accept-Encoding": "gzip, br"})
    assert plain.status_code == packed.status_code == 200
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    for answer, coding in ((plain, ""), (packed, "gzip")):
        again = get(name, **{"If-None-Match": f'"x", {answer["ETag"]}', "Accept-Encoding": coding})
        assert (again.status_code, again.content) == (304, b"")
    assert plain["ETag"] != packed["ETag"]


def over_the_line(name: str) -> dict[str, str]:
    """Return the headers that leave, as a server takes them from an answer."""
    return dict(get(name, **{"Accept-Encoding": "gzip"}).items())


DOCUMENTS = [name for name in NAMES if name.endswith((".html", ".svg"))]


def test_the_documents_and_the_worker_are_known():
    """A worker that some module begins is one as well: then its policy has to go with it."""
    modules = [(shell.FOLDER / name).read_text() for name in NAMES if name.endswith(".js")]
    begun = [one for text in modules for one in re.findall(r"new (?:Shared)?Worker\((.*)", text)]
    assert begun == [f'new URL("./{shell.READER}", import.meta.url), {{ type: "module" }});'], (
        "it needs a line in is_read_by_itself"
    )
    assert re.findall(r'register\("([^"]+)"', (shell.FOLDER / "install.js").read_text()) == ["worker.js"]
    assert [name for name in NAMES if shell.is_read_by_itself(name)] == sorted([*DOCUMENTS, shell.READER, shell.WORKER])
    assert DOCUMENTS == ["care/signs.svg", "icons.svg", "index.html", "mark.svg"]


@pytest.mark.parametrize("name", ["", *DOCUMENTS, shell.READER, shell.WORKER])
def test_the_policy_of_the_app_lets_it_speak_to_its_own_server_only(name):
    answer = over_the_line(name)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    for way in ("script-src", "style-src", "connect-src", "manifest-src", "worker-src"):
        assert policy.pop(way) == "'self'"
    assert set(policy.pop("img-src").split()) == {"'self'", "blob:", "data:"}
    assert policy.pop("media-src") == "blob:", "recordings that are kept on the phone"
    assert policy == {"form-action": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-cache"
    assert ("microphone=()" in answer.get("Permissions-Policy", "")) == (name in {"", "index.html"})


@pytest.mark.parametrize("name", sorted({*NAMES} - {*DOCUMENTS, shell.READER, shell.WORKER}))
def test_a_module_a_style_and_words_carry_only_what_a_browser_looks_at(name):
    answer = over_the_line(name)
    assert set(answer) <= {
        "Cache-Control", "Content-Encoding", "Content-Length", "Content-Type", "Cross-Origin-Resource-Policy", "ETag", "Vary",
        "X-Content-Type-Options",
    }  # fmt: skip
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Vary"] == "Accept-Encoding"
    assert sum(len(f"{header}: {value}\r\n") for header, value in answer.items()) < 300


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nothing.js", "../shell.py", "..%2fshell.py", "%2e%2e/shell.py", "screens/", "words"])
def test_nothing_else_is_served(name):
    assert get(name).status_code == 404


def listed(served: shell.Served) -> dict[str, str]:
    found = re.match(rb"self\.VEREDA_FILES = (\{.*?\});\n", served.plain)
    assert found
    told: dict[str, str] = json.loads(found[1])
    return told


def test_the_worker_names_every_file_with_its_digest():
    files = shell.read_app()
    told = listed(files[shell.WORKER])
    assert set(told) == set(files) - {shell.WORKER}
    assert all(sha256(files[name].plain).hexdigest() == digest for name, digest in told.items())


def test_one_changed_byte_makes_another_worker(tmp_path: Path, monkeypatch):
    before = shell.read_app()[shell.WORKER]
    shutil.copytree(shell.FOLDER, tmp_path / "app")
    with (tmp_path / "app" / "app.css").open("a") as style:
        style.write("\n")
    monkeypatch.setattr(shell, "FOLDER", tmp_path / "app")
    assert shell.read_app()[shell.WORKER].digest != before.digest


# The worker in a browser -----------------------------------------------------------------------------------------


@pytest.fixture
def kept(page: Page, live_server) -> Page:
    """Return a page whose app is kept on the phone by its worker."""
    page.goto(f"{live_server.url}/app/mark.svg")
    page.evaluate("() => navigator.serviceWorker.register('/app/worker.js', { updateViaCache: 'none' }).then(() => null)")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    return page


STYLE = "async () => (await fetch('/app/app.css')).text()"
UPDATE = """async () => {
  const registered = await navigator.serviceWorker.getRegistration('/app/');
  await registered.update().catch(() => null);
  const fresh = registered.installing ?? registered.waiting;
  const changed = () => new Promise((go) => fresh.addEventListener('statechange', go, { once: true }));
  while (fresh?.state === 'installing') await changed();
  return fresh?.state ?? 'none';
}"""


def newer(tmp_path: Path, monkeypatch, *, is_whole: bool) -> list[str]:
    """Serve an app with another style, and return where the names of what is asked for will stand.

    not whole: the style that comes is another than the worker names.
    """
    shutil.copytree(shell.FOLDER, tmp_path / "app")
    (tmp_path / "app" / "app.css").write_text("/* newer */")
    monkeypatch.setattr(shell, "FOLDER", tmp_path / "app")
    files = shell.read_app()
    if not is_whole:
        files["app.css"] = shell._served(b"/* half an update */", files["app.css"].kind)
    asked = list[str]()

    class Noting(dict[str, shell.Served]):
        def get(self, name: str, *_: object) -> shell.Served | None:  # type: ignore[override]  # as the view asks
            asked.append(name)
            return super().get(name)

    noting = Noting(files)
    monkeypatch.setattr(shell, "_read_once", lambda: noting)
    return asked


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_newer_app_waits_until_it_is_taken(kept, tmp_path, monkeypatch):
    asked = newer(tmp_path, monkeypatch, is_whole=True)
    assert kept.evaluate(UPDATE) == "installed"
    assert set(asked) == {shell.WORKER, "app.css"}, "what a phone has, it does not ask for again: its line is slow"
    assert kept.evaluate(STYLE) != "/* newer */", "the running app keeps its own files"
    kept.evaluate(
        "async () => { const { waiting } = await navigator.serviceWorker.getRegistration('/app/');"
        " const taken = new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', go, { once: true }));"
        " waiting.postMessage('take over'); await taken;"
        " const changed = () => new Promise((go) => waiting.addEventListener('statechange', go, { once: true }));"
        " while (waiting.state !== 'activated') await changed(); }"
    )
    assert kept.evaluate(STYLE) == "/* newer */"
    assert len(kept.evaluate("() => caches.keys()")) == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_update_that_is_not_whole_changes_nothing(kept, tmp_path, monkeypatch):
    before = kept.evaluate(STYLE)
    newer(tmp_path, monkeypatch, is_whole=False)
    assert kept.evaluate(UPDATE) == "redundant"
    assert kept.evaluate(STYLE) == before
    assert len(kept.evaluate("() => caches.keys()")) == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_sent_and_asked_never_comes_into_the_browsers_cache(kept):
    kept.evaluate("() => fetch('/sync/v1/openapi.json').then((came) => came.text())")
    addresses = kept.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())"
        ".map((one) => new URL(one.url).pathname)))).flat()"
    )
    assert {one.removeprefix("/app/") for one in addresses} == set(NAMES) - {shell.WORKER}
