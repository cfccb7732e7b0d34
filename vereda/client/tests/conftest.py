"""What tests of the phone share: the core's modules in a bare page of an origin of their own, without any server behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Page

from tests.serving import Contexts
from vereda.client.tests.bare import PAGE, origin
from vereda.client.tests.hands import INES, LUPE, OTHER_PIN, PIN

FAKE = Path(__file__).parent / "fake_server.js"
MODULES = (
    "bytes", "ids", "clock", "hpke", "envelope", "database", "device", "agents", "drawer", "record", "queue", "sync",
    "reference", "openwork", "files", "wire", "nodes", "pins", "idle", "push", "contact", "farewell", "tabs", "secrets",
)  # fmt: skip
LOAD = """async (names) => {
  globalThis.core = {};
  for (const name of names) Object.assign(core, { [name]: await import(`/app/${name}.js`) });
}"""


def load(page: Page, url: str = "") -> None:
    """Load the core anew, of a server or (no url) bare: nothing that was in memory stays."""
    page.goto(f"{url or origin()}{PAGE}")
    page.evaluate("() => { " + FAKE.read_text(encoding="utf-8") + " }")
    page.evaluate(LOAD, list(MODULES))


def run(page: Page, body: str, told: Any = None) -> Any:  # Any: JSON there and back
    """Run some lines in the page; an error with a code comes back as {'code': …}."""
    return page.evaluate(
        "async (told) => { try { return await (async () => { " + body + " })(); }"
        " catch (why) { if (why.code) return { code: why.code, ...why.details }; throw why; } }",
        told,
    )


@pytest.fixture
def tab(contexts: Contexts) -> Iterator[Page]:
    """Give a fresh page with the core in it; an error in a script fails the test."""
    context = contexts.take(locale="es-MX", timezone_id="America/Mexico_City")
    opened, wrong = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    load(opened)
    yield opened
    contexts.give_back(context)
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def core(tab: Page) -> Callable[..., Any]:  # Any: JSON there and back
    """Return a function that runs lines of JavaScript over the core of an app that is enrolled nowhere."""

    def in_page(body: str, told: Any = None) -> Any:  # Any: as above
        return run(tab, body, told)

    return in_page


@pytest.fixture(scope="session")
def headquarters() -> ec.EllipticCurvePrivateKey:
    """Return the sealing pair of the headquarters that a phone of these tests seals to."""
    return ec.generate_private_key(ec.SECP256R1())


START = """
  globalThis.server = await makeServer({ sealing: told.sealing, members: told.members });
  core.wire.setFetch(server.fetch);
  await core.device.enrol("K7QM-2XRD-9F." + server.fingerprint);
  const greeted = await core.contact.greet(await core.device.device());
  await core.reference.fetchReference(greeted.node, greeted.reference);
  for (const { account } of told.members) {
    await core.agents.addAgent(`CODE-${account}`, told.pins[account]);
    core.agents.lock();
  }
  return server.id;
"""


@pytest.fixture
def phone(core, headquarters) -> Callable[..., Any]:  # Any: JSON there and back
    """Return the core of an enrolled phone with two agents, both locked; `server` is its headquarters, in the page."""
    from vereda.logbook.signatures import der_of, node_id

    sealing = der_of(headquarters.public_key()).hex()
    told = {"sealing": sealing, "members": [INES, LUPE], "pins": {INES["account"]: PIN, LUPE["account"]: OTHER_PIN}}
    assert core(START, told) == node_id(headquarters.public_key())
    return core


@pytest.fixture
def pocket(browser: Browser, chromium: str, tmp_path: Path) -> Iterator[Any]:  # Any: a Pocket, which needs this file
    """Return a phone that is switched off; an error of its scripts, or a word to another origin, fails the test."""
    from vereda.client.tests.pocket import Pocket

    phone = Pocket(browser.browser_type, chromium, tmp_path / "profile")
    yield phone
    phone.close()
    assert phone.wrong == []
