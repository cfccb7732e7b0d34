"""What happens in the drill, and what must hold after each of it.

Two phones write at a post; the line to headquarters lives, is cut, breaks in the middle, and is restored; a stick is carried
past the cut, twice; a person is erased above; the post is revoked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.relay.installation import Installation
from tests.relay.line import Wire
from tests.relay.phone import Phone

GROUP, OTHER = "piedras-negras", "tapachula"
WAIT_S = 90


class Story:
    """The machines, the line between them, and what was written: entry ids by who wrote them."""

    def __init__(self, folder: Path, *, meetings: int, seed: int = 1) -> None:
        self.folder, self.meetings, self.seed = folder, meetings, seed
        self.headquarters = Installation("headquarters", folder)
        self.post = Installation("post", folder)
        self.wire = Wire(self.headquarters.port, seed)
        self.phones: list[Phone] = []
        self.checks = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run both servers until the end of the story."""
        try:
            yield
        finally:
            self.wire.close()
            for one in (self.post, self.headquarters):
                one.let_go()
                one.stop()

    def tell(self) -> str:
        """Run the whole; return the closing line. Raises AssertionError where something does not hold."""
        began = time.monotonic()
        with self.running():
            for chapter in (
                self.set_up,
                self.line_lives,
                self.line_is_cut,
                self.stick_is_carried,
                self.line_is_restored,
                self.line_breaks_in_the_middle,
                self.person_is_erased,
                self.supervisors_decide,
                self.post_is_revoked,
            ):
                chapter()
            above = self.look(self.headquarters)
        took, written = time.monotonic() - began, sum(phone.seq for phone in self.phones)
        return (
            f"drill-relay: held: {len(self.phones)} phones, 1 post, 1 headquarters; {written} entries by phones, "
            f"{len(above['entries'])} at headquarters, {self.wire.cuts} answers cut, {self.checks} checks, {took:.0f} s"
        )

    # Chapters -------------------------------------------------------------------------------------------------------------

    def set_up(self) -> None:
        """Headquarters opens accounts; the post joins by a code, and recognises its own people and nobody else."""
        above = self.headquarters
        for name, group in (("ines", GROUP), ("rafael", GROUP), ("nadia", OTHER)):
            above.type("access", "open", name, "--name", name.title())
            role = "coordinator" if name == "rafael" else "agent"
            above.type("access", "grant", name, "--role", role, "--group", group)
            above.do("set_password", account=name, password=f"{name} cruza el puente")
        above.start()
        self.refuse_wrong_codes()
        code = above.type("node", "code", "--group", GROUP)
        self.post.command("node", "join", f"http://127.0.0.1:{self.wire.port}", code)
        self.post.let_go()  # what they know of it was before
        self.post.type("node", "join", f"http://127.0.0.1:{self.wire.port}", code, code=2)
        self.hold("one post is known above", len(above.type("node", "list").splitlines()) == 1)
        known = {name: self.post.do("sign_in", account=name, password=f"{name} cruza el puente") for name in ("ines", "nadia")}
        self.hold("the post recognises its own members alone", known == {"ines": True, "nadia": False})
        self.post.start()

    def refuse_wrong_codes(self) -> None:
        """Refuse a code that was never made, and a headquarters that is not the one of the code."""
        address = f"http://127.0.0.1:{self.wire.port}"
        secret, _, id_ = self.headquarters.type("node", "code", "--group", GROUP).partition(".")
        said = self.post.type("node", "join", address, f"AAAA-AAAA-AA.{id_}", code=1)
        self.hold("a code that was never made is refused", "access.code_unknown" in said)
        said = self.post.type("node", "join", address, f"{secret}.0123456789abcdef", code=1)
        self.hold("another headquarters is refused", "relay.headquarters_other" in said)

    def line_lives(self) -> None:
        """Two phones enrol at the post and write; all of it is at headquarters within a round."""
        for account in ("ines", "rafael"):
            self.phones.append(Phone(self.post.url, self.post.do("phone_code", group=GROUP, account=account, by="rafael")))
        self.hold("phones seal to the post too", all(phone.post is not None for phone in self.phones))
        self.named = self.phones[0].meet(2, note="ZAFIRO", name="Obsidiana")
        self.write_and_push()
        photo = self.phones[0].photograph()
        self.struck = self.post.do("desk_entry", group=GROUP, account="ines", people=4, note="nota del puesto")
        self.arrive()
        kept = self.headquarters.home / "files" / photo
        self.wait("the photo is above", kept.exists)
        self.wait("the post keeps none", lambda: not list((self.post.home / "passing").glob("*")))
        self.tapachula = Phone(self.headquarters.url, self.headquarters.do("phone_code", group=OTHER, account="nadia"))
        self.tapachula.meet(9, note="de otro grupo")
        self.tapachula.push()
        self.equal()
        below = self.look(self.post)
        self.hold("nothing of another group comes down", OTHER not in below["groups"])
        closed = {cls: count for cls, count in below["opened"].items() if count and cls not in ("whereabouts", "identity")}
        self.hold(f"a post opens no note, of a phone or of its desk, once it is above: {closed}", not closed)

    def line_is_cut(self) -> None:
        """Without the line the post takes everything, and says that it waits."""
        self.wire.is_up = False
        self.write_and_push()
        self.post.do("desk_entry", group=GROUP, account="ines", people=5, note="sin línea")
        said = self.post.type("node", "relay", code=1)
        self.hold("a cut line is said in words", "relay.line_down" in said)
        self.hold("what waits is counted", self.look(self.post)["waiting"] > 0)
        self.post.type("node", "status", code=1)

    def stick_is_carried(self) -> None:
        """A bundle of the post and a phone's own file are read at headquarters, twice; a damaged one takes nothing along."""
        bundle, phones_own, bad = (self.folder / name for name in ("bundle.age", "phone.jsonl", "bad.age"))
        self.post.command("bundle", "write", str(bundle))
        content = bytearray(bundle.read_bytes())
        self.hold("a bundle tells nothing", not any(one.device.encode() in content for one in self.phones))
        content[len(content) // 2] ^= 1
        bad.write_bytes(content)
        before = len(self.look(self.headquarters)["entries"])
        self.hold(
            "a damaged bundle is refused", "relay.file_damaged" in self.headquarters.type("bundle", "read", str(bad), code=2)
        )
        self.hold("a bundle opens at headquarters alone", "not_ours" in self.post.type("bundle", "read", str(bundle), code=2))
        self.hold("a damaged bundle leaves nothing", len(self.look(self.headquarters)["entries"]) == before)
        self.headquarters.command("bundle", "read", str(bundle))
        self.all_above()
        self.phones[1].meet(3, note="solo en el teléfono")
        self.phones[1].to_file(phones_own)
        self.headquarters.type("bundle", "read", str(phones_own))
        self.all_above()
        after = self.look(self.headquarters)["entries"]
        for path in (bundle, phones_own, bundle):
            self.headquarters.type("bundle", "read", str(path))
        self.hold("brought again it adds nothing", self.look(self.headquarters)["entries"] == after)

    def line_is_restored(self) -> None:
        """What the stick brought is acknowledged; what the phone's file brought comes down; both are equal."""
        self.wire.is_up = True
        self.phones[1].push()
        self.arrive()
        self.equal()

    def line_breaks_in_the_middle(self) -> None:
        """The line breaks after some bytes of an answer, again and again, and the post is killed: nothing is lost or doubled."""
        self.post.kill()
        self.wire.cut_after = 3000
        self.post.start()
        self.write_and_push()
        for _ in range(6):
            self.post.type("node", "relay", code=None)
        self.wire.cut_after = None
        self.arrive()
        self.equal()

    def person_is_erased(self) -> None:
        """Erasing wins: the name is gone above and below, and so is what a phone wrote later; 'strike it' goes up."""
        self.hold("the post opens the name before", self.post.do("opens", entry=self.named["person"], cls="identity"))
        self.headquarters.do("erase", subject=self.named["person_subject"])
        self.post.do("strike", encounter=self.struck, group=GROUP, account="ines")
        self.phones[0].correct(self.named, 3)
        self.phones[0].push()
        self.arrive()
        self.wait("the erasure comes down", lambda: not self.post.do("opens", entry=self.named["person"], cls="identity"))
        self.equal()
        first = self.headquarters.do("first_of", subject=self.struck)
        self.hold("what the post struck is gone above", not self.headquarters.do("opens", entry=first, cls="free_text"))

    def supervisors_decide(self) -> None:
        """What a revoked phone wrote waits above and below; what the post's supervisor decides counts above."""
        self.headquarters.do("revoke_phone", device=self.phones[1].device)
        late = self.phones[1].meet(1, note="tarde")["meeting"]
        stick = self.folder / "late.jsonl"
        self.phones[1].to_file(stick)
        self.headquarters.type("bundle", "read", str(stick))
        self.phones[1].queue = []
        self.wait("it waits at the post too", lambda: self.look(self.post)["held"].get(late) == "access.device_revoked")
        self.post.do("decide", entry=late, accept=True, group=GROUP, account="rafael")
        self.wait("the decision counts above", lambda: late not in self.look(self.headquarters)["held"])
        self.equal()

    def post_is_revoked(self) -> None:
        """A stolen post gets nothing more; what phones gave it still arrives; phones stop sealing to it."""
        self.post.stop()  # so that nothing goes up before the revocation
        self.post.start()
        self.wire.is_up = False
        self.phones[0].meet(7, note="antes de la baja")
        self.phones[0].push()
        desk = self.post.do("desk_entry", group=GROUP, account="ines", people=6, note="robada")
        node = self.headquarters.type("node", "list").split("\t")[0]
        self.headquarters.command("node", "revoke", node, "--reason", "stolen")
        below = self.look(self.post)["entries"]
        self.wire.is_up = True
        said = self.post.type("node", "relay", code=1)
        self.hold("a revoked post is told so", "relay.post_revoked" in said)
        self.all_above()
        held = self.look(self.headquarters)["held"]
        first = self.post.do("first_of", subject=desk)
        self.hold("what its desk wrote waits", held.get(first) == "access.device_revoked")
        self.hold("nothing came down", self.look(self.post)["entries"] == below)
        new = Phone(self.headquarters.url, self.headquarters.do("phone_code", group=GROUP, account="ines"))
        self.hold("a phone seals to it no more", new.post is None)
        for node_ in (self.headquarters, self.post):
            seen = self.look(node_)
            self.hold(f"the chain of {node_.name} holds: {seen['wrong']}", seen["holds"])

    # What must hold -------------------------------------------------------------------------------------------------------

    def write_and_push(self) -> None:
        """Have each phone write meetings and send them to the post."""
        for phone in self.phones:
            for number in range(self.meetings):
                phone.meet(1 + number % 5, note=f"nota {number}", name="Obsidiana" if number % 4 == 0 else "")
            told = phone.push()
            self.hold(f"all are taken: {told}", set(told) <= {"accepted", "known"})

    def arrive(self) -> None:
        """Wait until nothing waits at the post, and everything is above."""
        self.wait("nothing waits at the post", lambda: self.look(self.post)["waiting"] == 0)
        self.all_above()

    def all_above(self) -> None:
        written = {one["id"] for phone in self.phones for one in phone.all}
        above = self.look(self.headquarters)["entries"]
        self.hold("everything written is above", written <= set(above))
        self.hold("once", len(above) == len(set(above)))

    def equal(self) -> None:
        """Wait until post and headquarters hold alike what both may hold, and both chains hold."""
        unlike: dict[str, Any] = {}

        def is_equal() -> bool:
            one, other = self.look(self.headquarters), self.look(self.post)
            unlike.clear()
            digests = one["digests"], other["digests"]
            unlike.update({s: 0 for s in digests[0].keys() | digests[1].keys() if digests[0].get(s) != digests[1].get(s)})
            assert one["holds"], one["wrong"]
            assert other["holds"], other["wrong"]
            return not unlike

        self.wait(f"both hold alike {unlike}", is_equal)

    def look(self, node: Installation) -> dict[str, Any]:
        """Return what a node holds."""
        told: dict[str, Any] = node.do("look", group=GROUP)
        return told

    def wait(self, what: str, until: Callable[[], bool]) -> None:
        """Wait until something is so, relaying by hand beside the server, which waits a minute after a cut."""
        last, said = time.monotonic() + WAIT_S, ""
        while not until():
            assert time.monotonic() < last, f"{what}; the last round said: {said}"
            said = self.post.type("node", "relay", code=None)
        self.checks += 1

    def hold(self, what: str, is_so: bool) -> None:
        assert is_so, what
        self.checks += 1
