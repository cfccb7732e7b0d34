"""The library on the line of a post: every post holds it and reads it, and none can change what the country is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.access.entries import Granted
from vereda.access.models import Membership
from vereda.guidance import door as guidance
from vereda.guidance.door import Said
from vereda.guidance.entries.number import NumberCorrected, NumberRung
from vereda.guidance.entries.text import TextChecked, TextWritten
from vereda.guidance.models.text import GuidanceText
from vereda.logbook.door import decide, held
from vereda.logbook.entries import EntryAccepted
from vereda.logbook.errors import NotFromPosts
from vereda.relay.tests.test_headquarters import Machine

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
SAID = Said("Busque sombra.", "Busque sombra.", "Busque sombra y agua.", "https://example.org", "")


@pytest.fixture
def machine(cast) -> Machine:
    return Machine()


def test_what_an_office_writes_comes_down_to_every_post_whole(cast, machine):
    paola, hector, now = author_of(cast.reader("paola")), author_of(cast.reader("hector")), timezone.now()
    today = now.date()
    written = guidance.write_text(topic="heat", language="spa", said=SAID, by=paola, at=now)
    checked = guidance.check_text(
        topic="heat", language="spa", version=SAID.version, reviewer="Ana", office="PC", source_read_on=today - timedelta(days=1),
        until=today + timedelta(days=9), by=hector, at=now,
    )  # fmt: skip
    rung = guidance.ring_number(
        hotline="emergencias", number="911", answered=True, reviewer="Ana", office="PC", by=hector, at=now
    )
    ids = [str(one.entry) for one in (written, checked, rung)]
    for post in (machine, Machine("tapachula")):
        assert set(ids) <= set(post.listed())
        assert len(post.ask("entries", {"ids": ids})["entries"]) == 3


def test_a_stolen_desk_of_a_post_changes_nothing_that_the_country_is_told(cast, machine):
    rafael, today = cast.account("rafael").pk, timezone.now().date()
    subject = guidance.subject_of("mx", "heat", "spa")
    forged = [
        machine.write(TextWritten(topic="heat", language="spa", short="x", spoken="x", full="x", source="x"), rafael, subject),
        machine.write(
            TextChecked(
                topic="heat", language="spa", version_id=SAID.version, reviewer="x", office="x", source_read_on=today, until=today
            ),
            rafael,
            subject,
        ),
        machine.write(
            NumberCorrected(hotline="emergencias", number="912", source="x", source_read_on=today),
            rafael,
            guidance.number_subject_of("mx", "emergencias"),
        ),
    ]
    assert {answer.split()[0] for answer in machine.bring(*forged)} == {"quarantined"}
    assert not GuidanceText.objects.exists()
    assert guidance.number("mx", "emergencias", today).number == "911"


def test_who_leads_a_post_cannot_be_author_and_second_person_by_its_desk_and_accept_both(cast, machine):
    """The desk of a post signs for any of its people: whoever owns it would need nobody else."""
    by, today, subject = author_of(cast.reader("rafael")), timezone.now().date(), guidance.number_subject_of("mx", "emergencias")
    corrected = machine.write(
        NumberCorrected(hotline="emergencias", number="912", source="x", source_read_on=today), cast.account("rafael").pk, subject
    )
    rung = machine.write(
        NumberRung(hotline="emergencias", number="912", answered=True, reviewer="x", office="x"), cast.account("ines").pk, subject
    )
    machine.bring(corrected, rung)
    waiting = [one.entry for one in held("piedras-negras", "mx")]
    assert len(waiting) == 2
    for one in waiting:
        with pytest.raises(NotFromPosts):
            decide(one, accept=True, by=by, at=timezone.now())
        decide(one, accept=False, by=by, at=timezone.now())
    assert guidance.number("mx", "emergencias", today).number == "911"
    assert held("piedras-negras", "mx") == []


def test_a_stolen_desk_of_a_post_cannot_accept_from_afar_what_it_forged(cast, machine):
    """Decisions of a post on what waits count above; on what headquarters alone writes they do not, for roles as for numbers."""
    rafael, today, subject = cast.account("rafael").pk, timezone.now().date(), guidance.number_subject_of("mx", "emergencias")
    forged = [
        machine.write(NumberCorrected(hotline="emergencias", number="912", source="x", source_read_on=today), rafael, subject),
        machine.write(Granted(account=rafael, role="administrator", country="mx", from_on=today), rafael),
    ]
    machine.bring(*forged)
    machine.bring(*(machine.write(EntryAccepted(entry=one.body.id), rafael, one.body.id) for one in forged))
    assert {one.entry for one in held("piedras-negras", "mx")} == {one.body.id for one in forged}
    assert guidance.number("mx", "emergencias", today).number == "911"
    assert not Membership.objects.filter(role="administrator", account=rafael).exists()
