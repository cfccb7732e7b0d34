"""Free places and a partner in a demonstration, invented: a shelter that counted, one that was rung, one whose count is old."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.door import HEADQUARTERS, Purpose, Reader, Role, author_of, everybody, members_of
from vereda.countries.door import DirectoryKind
from vereda.demo.writing import Scribe
from vereda.encounters.door import Line, Meeting, Service, record_meeting
from vereda.logbook.door import Author
from vereda.people.door import ConsentFor, ConsentMode, note_consent
from vereda.referrals import door as referrals
from vereda.referrals.door import Answer, ForWhom, Hours, Item, Receiver, Seen, Way
from vereda.referrals.door import Service as Help

CALL = "878 000 0000 (inventado)"


def places_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record what houses near a group said of their places, and what it offered to the house of the partner."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    rosa = next(((str(one.id), held.institution) for one, held, _ in everybody(scribe.plan.pack.iso) if held.institution), None)
    if rosa is None:
        return
    account, house = rosa
    by = replace(scribe.author(group, 0), account=account, group=HEADQUARTERS)
    _own_house(house, by, here)
    others = [row for row in referrals.places.shelters(scribe.plan.pack.iso) if row.code != house]
    near = sorted(others, key=lambda row: row.state != scribe.plan.pack.groups[group].state)
    for kind, hours, who in (
        (DirectoryKind.SHELTER_CHILDREN, 3, ForWhom.CHILDREN_ALONE),
        (DirectoryKind.SHELTER, 30, ForWhom.MEN),
    ):
        found = next((row.code for row in near if row.kind is kind), None)
        if found:
            _rung(found, scribe.author(group, 1), here - timedelta(hours=hours), {who: 6})
    _offered(scribe, group, house, by, here)


def _own_house(house: str, by: Author, here: datetime) -> None:
    """The house of the partner says whom it serves, counted this morning, and somebody took a place since."""
    referrals.tell_place(
        place=house,
        hours=Hours(always=True),
        serves=[ForWhom.WOMEN, ForWhom.MEN, ForWhom.FAMILIES],
        languages=["spa", "eng"],
        telephone="844 000 0000",
        seen=Seen.NUMBERS,
        way=Way.ACCOUNT,
        by=by,
        at=here - timedelta(days=6),
    )
    at = here - timedelta(hours=2, minutes=20)
    free = {ForWhom.WOMEN: 5, ForWhom.MEN: 0, ForWhom.FAMILIES: 2}
    referrals.say_capacity(place=house, free=free, way=Way.ACCOUNT, by=by, at=at, now=at)
    later = here - timedelta(minutes=50)
    referrals.change_capacity(place=house, for_whom=ForWhom.WOMEN, added=-1, way=Way.ACCOUNT, by=by, at=later)


def _rung(house: str, by: Author, at: datetime, free: dict[ForWhom, int]) -> None:
    referrals.say_capacity(place=house, free=free, way=Way.TELEPHONE, by=by, at=at, now=at)


def _offered(scribe: Scribe, group: str, house: str, partner: Author, here: datetime) -> None:
    """Two women wait for an answer; a family was taken in, and is not there yet."""
    told = {Item.PEOPLE: "2 mujeres", Item.ARRIVES: "hoy a las 20:00, las lleva el grupo", Item.CALL_BACK: CALL}
    _sent(scribe, group, house, here - timedelta(minutes=35), told, 2)
    family = {Item.PEOPLE: "Pareja con una niña de 3 años", Item.NAME: "Familia Inventada", Item.NEEDS: "Leche y pañales"}
    at = here - timedelta(hours=3)
    taken = _sent(scribe, group, house, at, {**told, **family}, 3)
    answers = replace(partner, group=group, zone=scribe.author(group, 0).zone)
    referrals.answer_by_account(
        referral=taken, institution=house, answer=Answer.ACCEPTED, by=answers, at=at + timedelta(minutes=25)
    )


def _sent(scribe: Scribe, group: str, house: str, at: datetime, told: dict[Item, str], people: int) -> UUID:
    country = scribe.plan.pack.iso
    account = next(
        (str(one.id) for one, held, _ in members_of(country, group) if held.role == Role.AGENT), scribe.account(group, 0)
    )
    reader = Reader(account, "", Role.AGENT, country, group, purpose=Purpose.ASSIST)
    by = author_of(reader)
    help_ = [Service(service=code) for code in scribe.plan.figures.today.small]
    met = Meeting(people_met=people, lines=[Line(line_id="l1", count=people)], services=help_)
    encounter = record_meeting(met, by=by, at=at, now=at).subject
    asked = note_consent(
        by=by, at=at, now=at, language="spa", given=[ConsentFor.REFER], mode=ConsentMode.SIGNED, encounter=encounter
    )
    made = referrals.make_referral(
        service=Help.SHELTER, receiver=Receiver(code=house), told=told, consent=asked.receipt.subject, encounter=encounter,
        reader=reader, by=by, at=at, now=at,
    )  # fmt: skip
    subject: UUID = made.receipt.subject
    return subject
