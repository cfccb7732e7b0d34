"""What the agents of the drill write: one meeting, one mission and one person that all three edit, and meetings of their own."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from uuid import UUID

from vereda.encounters.entries import Corrected, Line, Place, Recorded, Service, Withdrawn
from vereda.encounters.words import WithdrawnFor
from vereda.logbook.entries import Payload
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain
from vereda.people.door import PersonDescribed, PersonMet
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened

WHERE = Plain(cls=FieldClass.WHEREABOUTS, fields={"lat": 28.7, "lon": -100.52, "accuracy_m": 8.0})
LANGUAGES = ("es", "en", "ht", "pt")


def canary(seed: int) -> str:
    """Return the name that nobody may read once its person was erased."""
    return f"Canario{seed}"


def beginnings(shared: Mapping[str, UUID], seed: int) -> list[tuple[str, Payload, list[Plain]]]:
    """Return what A writes first: a person with a name, the meeting that names her in a note, and a mission."""
    name = Plain(cls=FieldClass.IDENTITY, fields={"given": canary(seed), "families": ["Paz"]})
    note = Plain(cls=FieldClass.FREE_TEXT, fields={"text": f"{canary(seed)} viaja con su hijo"})
    people = [
        Line(line_id="a", count=2, nationality="GT"),
        Line(line_id="p", count=1, nationality="HN", persons=[shared["person"]]),
    ]
    return [
        ("person", PersonMet(purpose="medical"), [name]),
        ("encounter", meeting(3, people), [note, WHERE]),
        ("mission", MissionOpened(folio=f"M-{seed}"), [WHERE]),
    ]


def meeting(people: int, lines: list[Line] | None = None) -> Recorded:
    return Recorded(
        people_met=people,
        lines=lines if lines is not None else [Line(line_id="a", count=people, nationality="GT")],
        services=[Service(service="WATER")],
        place=Place(state="MX-COA", municipality="05025"),
    )


def later(shared: Mapping[str, UUID], seed: int, chance: Random) -> tuple[Payload, str, list[Plain]]:
    """Return a later fact, the shared subject it tells of ('': a new one), and its boxes."""
    return chance.choice(LATER)(shared, seed, chance)


type Fact = tuple[Payload, str, list[Plain]]


def own(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    """Return a meeting of one's own, now and then with a note and a place."""
    note = Plain(cls=FieldClass.FREE_TEXT, fields={"text": f"nota {chance.randrange(1000)}"})
    return meeting(chance.randint(1, 9)), "", [WHERE, note] if chance.random() < 0.5 else []


def _people(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    return Corrected(people_met=chance.randint(3, 9)), "encounter", []


def _language(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    return Corrected(language=chance.choice(LANGUAGES)), "encounter", []


def _line(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    made = Line(line_id=chance.choice("ab"), count=chance.randint(1, 3), nationality=chance.choice(("HN", "SV")))
    return Corrected(lines=[made]), "encounter", []


def _service(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    return Corrected(services=[Service(service=chance.choice(("FOOD", "BLANKET")), people=chance.randint(1, 3))]), "encounter", []


def _note(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    note = Plain(cls=FieldClass.FREE_TEXT, fields={"text": f"{canary(seed)} sigue mejor"})
    return Corrected(bodies=chance.randint(0, 1)), "encounter", [note]


def _withdraw(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    return Withdrawn(reason=chance.choice((WithdrawnFor.TWICE, WithdrawnFor.MISTAKE))), "encounter", []


def _close(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    return MissionClosed(outcome=chance.choice(("found", "not_found"))), "mission", []


def _reopen(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    return MissionReopened(), "mission", []


def _describe(shared: Mapping[str, UUID], seed: int, chance: Random) -> Fact:
    name = Plain(cls=FieldClass.IDENTITY, fields={"given": canary(seed), "families": ["Paz", "Luna"]})
    return PersonDescribed(nationality=chance.choice(("HN", "SV", "GT"))), "person", [name]


OFTEN = (own, own, own, _people, _people, _describe, _describe, _close, _close)
LATER = (*OFTEN, _language, _line, _service, _note, _withdraw, _reopen)
