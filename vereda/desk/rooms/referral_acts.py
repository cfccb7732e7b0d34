"""Handing somebody on and taking consent back, each in one block with what belongs to it (rules.md, sections 5 and 6).

A referral stands with the consent that allows it and the service that its encounter holds for it; a withdrawal with the recall of
all that hangs on it. What is closed writes no service into its encounter: it would tell there in clear what somebody needs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.access.door import Reader, author_of
from vereda.bundles import door as bundles
from vereda.countries.door import pack
from vereda.desk.rooms import consent_child
from vereda.desk.rooms.referral_form import About, Filled
from vereda.desk.rooms.typed import Typed
from vereda.encounters.door import Corrected, people_served, service_draft, standing_state
from vereda.encounters.door import Service as Given
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record_all
from vereda.logbook.schema import uuid7
from vereda.people import door as people
from vereda.people.door import Consent, ConsentFor, ConsentMode, NothingToWithdraw, Reading, WithdrawnBy
from vereda.referrals import door as referrals
from vereda.referrals.door import Basis, Made, Service

COUNTED = {Service.SHELTER: "ORIENT_SERVICES", Service.BASIC_NEEDS: "ORIENT_SERVICES"}
"""Helps that the official count knows, and that are not closed."""
YES, NO, STANDS, LIFE, BEST = "yes", "no", "stands", "life", "best"
"""What was answered: yes or no to the text just read; yes to an earlier one; nobody can answer; a child's best interests."""
GROUNDS = {LIFE: Basis.LIFE, BEST: Basis.BEST_INTERESTS}


def author_for(reader: Reader, group: str) -> Author:
    """Return the reader as the author for the group whose record it is: who advises from an office has none."""
    return author_of(reader if reader.group else replace(reader, group=group))


def standing(about: About, country: str) -> list[Consent]:
    """Return the readings by the own group that allow to tell of this person, the latest first."""
    rows = people.consents.consents_of(country, **about.consent_of)
    allowed = people.consents.allowed([row.subject for row in rows], ConsentFor.REFER, country)
    return [row for row in rows if row.group == about.group and row.subject in allowed]


def answers(about: About, filled: Filled, country: str) -> list[str]:
    """Return what can be answered before it is sent; to another country nothing goes without the person's own yes."""
    found, service = [STANDS] if standing(about, country) else [], filled.service
    found += [YES, NO]
    if filled.abroad:
        return found
    if service is Service.HEALTH:
        found.append(LIFE)
    return [*found, BEST] if service is Service.CHILD_PROTECTION else found


def check_yes(typed: Typed) -> None:
    """Note beside its field what a yes lacks."""
    mode = typed.get("mode")
    if mode not in set(ConsentMode):
        typed.wrong("mode", _("Marque cómo dijo que sí."))
    witness = typed.text("witness", 120)
    if mode in (ConsentMode.SPOKEN, ConsentMode.THUMB) and not witness:
        typed.wrong("witness", _("Si no firma, escriba quién estuvo presente."))


def reading_of(typed: Typed, about: About, by: Author, now: datetime, entry: UUID | None = None) -> Reading:
    """Return the reading of a yes that was checked, or of a no. Raises what `people.reading` raises."""
    is_yes, purpose = typed.get("answer") == YES, [ConsentFor.REFER]
    return people.reading(
        by=by,
        at=now,
        now=now,
        language=typed.get("language"),
        given=purpose if is_yes else (),
        refused=() if is_yes else purpose,
        mode=ConsentMode(typed.get("mode")) if is_yes else ConsentMode.SIGNED,
        witness=typed.text("witness", 120) if is_yes else "",
        entry=entry,
        **consent_child.read(typed, is_child=consent_child.is_known(about.person, about.encounter)),
        **about.consent_of,
    )


def refuse(reading: Reading, by: Author, at: datetime) -> Receipt:
    """Record a no, and the recall of what hung on an earlier yes of the same person."""
    return record_all([*reading.drafts, *referrals.recall_drafts(reading.gone, by=by, at=at)])[0]


def send(
    filled: Filled,
    about: About,
    *,
    reader: Reader,
    by: Author,
    now: datetime,
    reading: Reading | None = None,
    consent: UUID | None = None,
    basis: Basis = Basis.CONSENT,
    reason: str = "",
    entry: UUID | None = None,
) -> Made:
    """Record the referral with its consent and its service; a name goes with no one who could not say yes."""
    allowed = {piece.item for piece in referrals.pieces_of(filled.service, basis)}
    told = {item: text for item, text in filled.told.items() if item in allowed}
    encounter = about.encounter.subject if about.encounter else None
    subject = uuid7(int(now.timestamp() * 1000))
    beside = _service(filled.service, encounter, is_one=about.person is not None, by=by)
    if filled.abroad:
        beside = [bundles.crossing_draft(subject, filled.abroad, by=by, at=now)[1]]  # what they are helped with is done there
    with in_turn("referring", str(encounter or about.person)):
        return referrals.make_referral(
            service=filled.service,
            receiver=filled.receiver,
            told=told,
            reader=reader,
            by=by,
            at=now,
            now=now,
            consent=consent,
            reading=reading,
            basis=basis,
            reason=reason,
            encounter=encounter,
            person=about.person,
            entry=entry,
            subject=subject,
            beside=beside,
        )


def _service(service: Service, encounter: UUID | None, *, is_one: bool, by: Author) -> list[Draft]:
    code = COUNTED.get(service, "")
    state = standing_state(encounter) if encounter and code in pack(by.country).services else None
    if encounter is None or state is None or people_served(state, code):
        return []
    return [service_draft(encounter, Corrected(services=[Given(service=code, people=1 if is_one else None)]), by)]


def withdraw(row: Consent, *, purposes: Collection[ConsentFor], way: WithdrawnBy, by: Author, at: datetime) -> Sequence[Receipt]:
    """Record that somebody takes consent back, and the recall of each referral that hangs on it. Raises NothingToWithdraw."""
    drafts = people.withdrawal_drafts([row], by=by, at=at, way=way, purposes=purposes)
    if not drafts:
        raise NothingToWithdraw
    gone = [one.subject for one in drafts if one.subject] if not purposes or ConsentFor.REFER in purposes else []
    return record_all([*drafts, *referrals.recall_drafts(gone, by=by, at=at)])
