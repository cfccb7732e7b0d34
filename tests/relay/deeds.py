"""What a person does on a node, in a process of that node's own: lines [deed, what it is told] in, [whether, answer] out."""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import Any
from uuid import UUID

import django
import orjson


def phone_code(group: str, account: str, by: str = "") -> str:
    """Make a one-time code for a phone, as a coordinator (`by`) does on the desk."""
    from vereda.access.door import account_named, held_by, make_device_code, operator
    from vereda.access.lookups import reader_of

    who, maker = account_named(account).pk, account_named(by) if by else None
    live = held_by(maker.pk) if maker else ()
    reader = reader_of(maker, live[0], live) if maker else operator()
    return make_device_code(country="mx", group=group, label="Teléfono", account=who, by=reader, at=_now())[1]


def desk_entry(group: str, account: str, people: int, note: str) -> str:
    """Record an encounter at the desk, with a note; return its subject."""
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass

    note_box = Plain(cls=FieldClass.FREE_TEXT, fields={"text": note})
    return str(record(_meeting(people), by=_author(group, account), at=_now(), boxes=[note_box]).subject)


def strike(encounter: str, group: str, account: str) -> None:
    """Strike an encounter at the desk: erased at once by who wrote it."""
    from vereda.encounters.door import strike_meeting

    strike_meeting(UUID(encounter), by=_author(group, account), at=_now())


def erase(subject: str) -> None:
    """Erase a person at headquarters, by two."""
    from vereda.logbook.door import erase as erase_whole

    erase_whole(UUID(subject), by=_author("central", ""), at=_now(), second="another")


def decide(entry: str, accept: bool, group: str, account: str) -> None:
    """Decide at the desk on an entry that waits."""
    from vereda.logbook.door import decide as decide_on

    decide_on(UUID(entry), accept=accept, by=_author(group, account), at=_now())


def revoke_phone(device: str) -> None:
    """Revoke a phone at this node."""
    from vereda.access.door import operator, revoke_device

    revoke_device(device=UUID(device), reason="lost", by=operator(), at=_now())


def look(group: str) -> dict[str, Any]:  # Any: JSON
    """Tell what the invariants are about: digests of what the post may hold, the chain, what opens."""
    from vereda.logbook.door import count_waiting, verify
    from vereda.logbook.lookups import content_keys
    from vereda.logbook.models import Box, HeldEntry, LogEntry
    from vereda.relay.door import digests_of_subjects

    boxes = list(Box.objects.all())
    keys = content_keys(boxes)
    opened: dict[str, int] = {}
    for box in boxes:
        opened[box.cls] = opened.get(box.cls, 0) + (box.id in keys)
    proof = verify()
    return {
        "digests": digests_of_subjects("mx", group),
        "entries": sorted(str(one) for one in LogEntry.objects.values_list("id", flat=True)),
        "groups": sorted(set(LogEntry.objects.values_list("group", flat=True))),
        "held": {str(row.entry): row.why for row in HeldEntry.objects.all()},
        "opened": opened,
        "waiting": count_waiting(),
        "holds": proof.holds,
        "wrong": proof.wrong,
    }


def opens(entry: str, cls: str) -> bool:
    """Tell whether a box of an entry still opens here."""
    from vereda.logbook.door import open_box

    return open_box(entry, cls) is not None


def first_of(subject: str) -> str:
    """Return the entry that began a subject."""
    from vereda.logbook.door import history

    return str(history(subject)[0].id)


def sign_in(account: str, password: str) -> bool:
    """Tell whether an account's password is recognised here."""
    from vereda.access.models import Account

    found = Account.objects.filter(username=account, is_active=True).first()
    return found is not None and found.check_password(password)


def set_password(account: str, password: str) -> None:
    """Change a first password, as its holder does at the first sign-in."""
    from vereda.access.door import account_named

    found = account_named(account)
    found.set_password(password)
    found.is_password_temporary = False
    found.save()


def command(arguments: list[str]) -> list[Any]:  # Any: exit code, and what it said
    """Run a command of the program as its root does, in this process: a fresh one takes a second to begin."""
    from vereda.cli.main import main as run

    said = io.StringIO()
    code = 1
    with redirect_stdout(said), redirect_stderr(said):
        try:
            run(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
    return [code, said.getvalue()]


def _meeting(people: int) -> Any:  # Any: a payload
    from vereda.encounters.entries import Line, Place, Recorded, Service

    line = Line(line_id="a", count=people, nationality="HN")
    place = Place(state="MX-COA", municipality="05025")
    return Recorded(people_met=people, lines=[line], services=[Service(service="WATER")], place=place)


def _author(group: str, account: str) -> Any:  # Any: logbook's Author
    from vereda.access.door import account_named
    from vereda.logbook.door import Author

    who = str(account_named(account).pk) if account else "operator"
    return Author(account=who, group=group, country="mx", zone="America/Matamoros")


def _now() -> Any:  # Any: datetime
    from django.utils import timezone

    return timezone.now()


def main(deeds: Mapping[str, Any]) -> None:
    """Answer deeds, one line each, until nobody asks any more. Commands of the program are done everywhere."""
    django.setup()
    for line in sys.stdin.buffer:
        deed, told = orjson.loads(line)
        try:
            said = [True, {"command": command, **deeds}[deed](**told)]
        except Exception:
            # An edge: the story must hear what went wrong, not only that this process is gone.
            said = [False, traceback.format_exc()]
        sys.stdout.buffer.write(orjson.dumps(said) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(globals())
