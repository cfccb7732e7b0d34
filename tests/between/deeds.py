"""What is done inside one installation by Python, having a page and no command (`tests.relay.deeds` answers)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.relay.deeds import main


def refer(to: str) -> Any:  # Any: JSON, as all of these
    """Let an agent hand on a person with consent to a group abroad, as the desk does in one block."""
    from vereda.bundles import door as bundles
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.people import door as people
    from vereda.referrals import door as referrals

    reader, by, now = _somebody()
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Xóchitl"})]
    person = record(people.PersonMet(nationality="HN", purpose="assist"), by=by, at=now, boxes=boxes).subject
    consent = people.note_consent(
        by=by, at=now, now=now, language="spa", person=person, given=[people.ConsentFor.REFER]
    ).receipt.subject
    (post,) = [one for one in bundles.partners.posts_abroad(by.country) if one.code == to]
    subject = uuid4()
    _post, draft = bundles.crossing_draft(subject, to, by=by, at=now)
    receiver = referrals.Receiver(name=post.said, role=_network(), is_abroad=True)
    told = {
        referrals.Item.PEOPLE: "mujer y bebé", referrals.Item.ARRIVES: "mañana", referrals.Item.CALL_BACK: "555 0000",
    }  # fmt: skip
    referrals.make_referral(
        service=referrals.Service.SHELTER, receiver=receiver, told=told, reader=reader, by=by, at=now, now=now, consent=consent,
        person=person, subject=subject, beside=[draft],
    )  # fmt: skip
    return {"referral": str(subject), "consent": str(consent)}


def _network() -> Any:
    from vereda.countries.door import Role

    return Role.NETWORK


def posts() -> Any:
    """Return the groups abroad, by code."""
    from vereda.bundles import door as bundles
    from vereda.settings.environment import env

    return [one.code for one in bundles.partners.posts_abroad(env().country)]


def came() -> Any:
    """Return who came from abroad: id, how it stands, what is told."""
    from vereda.bundles.models import Handed
    from vereda.referrals.door import sealed

    return [
        [str(row.subject), row.status, {item.value: text for item, text in sealed.told(row).items()}]
        for row in Handed.objects.order_by("came_at")
    ]


def accept(subject: str) -> Any:
    """Let the group take the person in, and say that they are here."""
    from dataclasses import replace

    from vereda.bundles import door as bundles
    from vereda.bundles.models import Handed
    from vereda.referrals.door import Answer

    _reader, by, now = _somebody()
    by = replace(by, group=Handed.objects.get(subject=subject).group)
    bundles.acts.answer(UUID(subject), answer=Answer.ACCEPTED, text="Hay cuna", by=by, at=now)
    bundles.acts.arrived(UUID(subject), by=by, at=now)
    return None


def stands(referral: str) -> Any:
    """Return how a referral of ours stands: status, by which way it was answered, what was left word of."""
    from vereda.referrals.door import Referral, sealed

    row = Referral.objects.get(subject=referral)
    return [row.status, row.answered_by, [sealed.note(row, entry) for entry, _at, _way in row.notes]]


def withdraw(consent: str) -> Any:
    """Let the person take consent back, with the recall of what hangs on it."""
    from vereda.logbook.door import record_all
    from vereda.people import door as people
    from vereda.referrals import door as referrals

    _reader, by, now = _somebody()
    row = people.consents.consent(UUID(consent), by.country)
    assert row is not None
    gone = people.withdrawal_drafts([row], by=by, at=now, way=people.WithdrawnBy.TELEPHONE, purposes=[people.ConsentFor.REFER])
    record_all([*gone, *referrals.recall_drafts([UUID(consent)], by=by, at=now)])
    return None


def persons() -> Any:
    """Return how many entries tell of a person: of an office of several countries there is none."""
    from vereda.logbook.models import LogEntry, State

    kinds = {"person", "handed", "crossing", "referral", "encounter", "consent"}
    return [LogEntry.objects.count(), State.objects.filter(kind__in=kinds).count()]


def _somebody() -> Any:
    """Return the agent of the installation, for helping: reader, author, now."""
    from vereda.access.door import author_of, reader_for_command

    reader = reader_for_command("ines", "assist")
    return reader, author_of(reader), datetime.now(UTC)


if __name__ == "__main__":
    main(globals())
