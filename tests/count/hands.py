"""What is done in a country or at the unit, in a process of its own: lines [deed, what it is told] in, [whether, answer] out.

python -m tests.count.hands country | unit. A country that has no pack of its own in the house borrows Mexico's, in this drill.
"""

from __future__ import annotations

import io
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import orjson


def command(arguments: list[str]) -> list[Any]:  # Any: exit code, and what it said
    """Run a command of the program as its root does, in this process."""
    from vereda.cli.main import main as run

    said = io.StringIO()
    code = 1
    with redirect_stdout(said), redirect_stderr(said):
        try:
            run(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
    return [code, said.getvalue()]


def fill(people: list[dict[str, Any]], at: str) -> int:  # Any: rows of `folk`
    """Record people with their names, a legal case of each, and what each answered; return how many."""
    from datetime import datetime, timedelta

    from vereda.access.door import operator
    from vereda.access.reach import author_of
    from vereda.legal.entries.case import CaseOpened
    from vereda.logbook.door import Draft, Plain, record_all
    from vereda.logbook.schema import FieldClass, uuid7
    from vereda.people.door import ConsentFor, PersonMet, reading

    by = author_of(operator())
    began = datetime.fromisoformat(at)
    drafts = []
    for number, row in enumerate(people):
        when = began + timedelta(minutes=number)
        subject = uuid7(int(when.timestamp() * 1000))
        families, band = str(row["families"]).split(), "18-29" if row["born"] > 1996 else "30-59"
        box = {"given": row["given"], "families": families, "birth_year_from": row["born"], "birth_year_to": row["born"]}
        met = PersonMet(nationality=row["nationality"], sex=row["sex"], age_band=band, purpose="legal")
        drafts.append(
            Draft(
                payload=met,
                subject=subject,
                seen=(),
                by=by,
                at=when,
                id=uuid7(int(when.timestamp() * 1000)),
                boxes=[Plain(cls=FieldClass.IDENTITY, fields=box)],
            )
        )
        drafts.append(
            Draft(
                payload=CaseOpened(person=subject),
                subject=uuid7(int(when.timestamp() * 1000)),
                seen=(),
                by=by,
                at=when,
                boxes=[Plain(cls=FieldClass.LEGAL, fields={"what": "refuge"})],
            )
        )
        if not row["allows"]:
            continue
        yes = reading(by=by, at=when, now=when, language="spa", given=[ConsentFor.STATISTICS], person=None, encounter=subject)
        drafts += [_of_person(one, subject) for one in yes.drafts]
    for start in range(0, len(drafts), 500):
        record_all(drafts[start : start + 500])
    return len(people)


def _of_person(draft: Any, person: Any) -> Any:  # Any: a draft of the logbook
    """Return a reading as that of a person: it is drafted beside her, before she is in the logbook."""
    from dataclasses import replace

    return replace(draft, payload=draft.payload.model_copy(update={"person": person, "encounter": None}))


def kept(run: str) -> dict[str, str]:
    """Return what this country keeps of a run and nobody may find elsewhere [hexadecimal]."""
    from uuid import UUID

    from vereda.logbook.door import passing
    from vereda.people.actions.count_run import USE
    from vereda.people.exchange import keys

    root = passing(UUID(run), USE)
    if root is None:
        return {}
    pair = keys.pair_of(root).private_numbers().private_value.to_bytes(32, "big")
    return {"root": root.hex(), "share": keys.share_of(root).hex(), "pair": pair.hex()}


def logged(run: str) -> list[dict[str, Any]]:  # Any: JSON
    """Return the entries of a run: kind and payload."""
    from vereda.logbook.door import history

    return [{"kind": one.kind, "payload": one.payload.model_dump(mode="json") if one.payload else {}} for one in history(run)]


def main(role: str) -> None:
    """Answer deeds, one line each, until nobody asks any more."""
    if role == "country":
        from vereda.countries import loader

        loader.folder_of = lambda iso: loader.DATA / "mx"
        import django

        django.setup()
    for line in sys.stdin.buffer:
        deed, told = orjson.loads(line)
        try:
            said = [True, globals()[deed](**told)]
        except Exception:
            # An edge: the story must hear what went wrong, not only that this process is gone.
            said = [False, traceback.format_exc()]
        sys.stdout.buffer.write(orjson.dumps(said, default=str) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
