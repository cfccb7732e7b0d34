"""Referrals in a demonstration, all invented: accepted at night, without an answer, refused and sent elsewhere, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.access.door import Purpose, Reader, Role, author_of, members_of
from vereda.countries.door import Role as Does
from vereda.demo.writing import Scribe
from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, record_meeting
from vereda.logbook.door import record_all
from vereda.people import door as people
from vereda.people.door import ConsentFor, ConsentMode, WithdrawnBy
from vereda.referrals import door as referrals
from vereda.referrals.door import Answer, Basis, Item, Receiver, RefusedFor
from vereda.referrals.door import Service as Help

CALL = "878 000 0000 (inventado)"


@dataclass(frozen=True)
class Post:
    """Where it happens. now: in the clock of the post."""

    scribe: Scribe
    country: str
    group: str
    now: datetime

    def reader(self, role: Role, purpose: Purpose) -> Reader:
        """Return who holds a role in the group, for a purpose."""
        account = next((str(one.id) for one, held, _ in members_of(self.country, self.group) if held.role == role), "")
        found = account or self.scribe.account(self.group, 0)
        return Reader(found, "", role, self.country, self.group, purpose=purpose)


def referrals_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record the referrals of a group, the oldest first."""
    post = Post(scribe, scribe.plan.question.country, group, now.astimezone(scribe.plan.grounds[group].zone))
    medic, agent = post.reader(Role.PARAMEDIC, Purpose.MEDICAL), post.reader(Role.AGENT, Purpose.ASSIST)
    _refused_and_sent_on(post, agent)
    _child(post, post.reader(Role.CASE_WORKER, Purpose.PROTECTION_CASE))
    _taken_back(post, medic)
    _silent(post, agent)
    _accepted(post, medic)


def _refused_and_sent_on(post: Post, by: Reader) -> None:
    """Two days ago a family needed a roof: the first house was full, the second took them in."""
    at = post.now - timedelta(hours=50)
    told = {Item.PEOPLE: "4 personas: pareja con dos niñas", Item.ARRIVES: "hoy en la tarde, a pie", Item.CALL_BACK: CALL}
    met = meet(post, by, at, 4)
    full, consent = _sent(post, by, at, Help.SHELTER, "Albergue del Puente (inventado)", Does.SHELTER_NETWORK, told, met)
    heard: dict[str, Any] = {"classes": [referrals.WITHIN[Help.SHELTER]], "by": author_of(by)}  # Any: as an answer wants it
    later = at + timedelta(minutes=25)
    referrals.note_answer(referral=full, answer=Answer.REFUSED, reason=RefusedFor.FULL, text="Hasta el jueves", at=later, **heard)
    again, _same = _sent(
        post, by, later, Help.SHELTER, "Casa del Río (inventada)", Does.SHELTER_NETWORK, told, met, consent=consent
    )
    referrals.note_answer(referral=again, answer=Answer.ACCEPTED, at=later + timedelta(minutes=10), **heard)
    referrals.note_arrival(referral=again, at=later + timedelta(hours=3), **heard)
    referrals.note_done(referral=again, at=later + timedelta(hours=20), **heard)


def _child(post: Post, by: Reader) -> None:
    """Yesterday a boy who was alone: nobody could answer for him."""
    at = post.now - timedelta(hours=21)
    told = {
        Item.PEOPLE: "1",
        Item.AGE_SEX: "niño, dice tener 15",
        Item.LANGUAGE: "español",
        Item.CALL_BACK: CALL,
        Item.CHILDREN: "Viene solo. Quiere ir con su tía. (Inventado.)",
    }
    name, met = "Procuraduría de Protección (inventada)", meet(post, by, at, 1)
    made, _none = _sent(
        post,
        by,
        at,
        Help.CHILD_PROTECTION,
        name,
        Does.CHILD_PROTECTION,
        told,
        met,
        reason="Está solo y nadie responde por él; lo pidió. (Inventado.)",
    )
    heard: dict[str, Any] = {
        "classes": [referrals.WITHIN[Help.CHILD_PROTECTION]],
        "by": author_of(by),
    }  # Any: as an answer wants it
    referrals.note_answer(referral=made, answer=Answer.ACCEPTED, at=at + timedelta(minutes=40), **heard)
    referrals.note_arrival(referral=made, at=at + timedelta(hours=2), **heard)


def _taken_back(post: Post, by: Reader) -> None:
    """Last night a man changed his mind: his consent went, and the clinic's page with it."""
    at = post.now - timedelta(hours=15)
    told = {Item.AGE_SEX: "hombre, 41 años", Item.CALL_BACK: CALL, Item.HANDOVER: "Esguince de rodilla, vendado. (Inventado.)"}
    _made, consent = _sent(
        post, by, at, Help.HEALTH, "Clínica de la Central (inventada)", Does.HEALTH, told, meet(post, by, at, 1)
    )
    row = people.consents.consent(consent, post.country) if consent else None
    gone = at + timedelta(hours=1)
    drafts = people.withdrawal_drafts([row] if row else [], by=author_of(by), at=gone, way=WithdrawnBy.SMS)
    touched = [one.subject for one in drafts if one.subject]
    record_all([*drafts, *referrals.recall_drafts(touched, by=author_of(by), at=gone)])


def _silent(post: Post, by: Reader) -> None:
    """A house has not answered since this morning, and an adviser since this afternoon."""
    at = post.now - timedelta(hours=9, minutes=20)
    told = {Item.PEOPLE: "2 mujeres", Item.ARRIVES: "cuando digan que hay lugar", Item.CALL_BACK: CALL}
    _sent(post, by, at, Help.SHELTER, "Albergue San Rafael (inventado)", Does.SHELTER_NETWORK, told, meet(post, by, at, 2))
    at = post.now - timedelta(hours=4, minutes=10)
    asks = {
        Item.LANGUAGE: "español",
        Item.CALL_BACK: CALL,
        Item.LEGAL_MATTER: "Pide refugio; le dieron un papel que no entiende.",
    }
    _sent(post, by, at, Help.LEGAL_AID, "Clínica Jurídica (inventada)", Does.LEGAL_AID, asks, meet(post, by, at, 1))


def _accepted(post: Post, by: Reader) -> None:
    """Two hours ago a woman who was hurt, pregnant, with two children: the hospital opened the page and takes them in."""
    at = post.now - timedelta(hours=2)
    told = {
        Item.PEOPLE: "3 personas: ella y sus dos niños",
        Item.AGE_SEX: "mujer, 24 años",
        Item.CALL_BACK: CALL,
        Item.HANDOVER: "Herida en la pierna, se limpió y vendó. Pulso 98, presión 105. (Inventado.)",
        Item.PREGNANCY: "32 semanas",
        Item.NEEDS: "Los niños se quedan con ella",
    }
    made = _made(post, by, at, Help.HEALTH, "Hospital General (inventado)", Does.HEALTH, told, meet(post, by, at, 3))
    opened = at + timedelta(minutes=6)
    page = referrals.open_by_words(made.words, token="demostracion", country=post.country, at=opened)  # noqa: S106  nobody's
    if page.row is not None:
        referrals.answer_by_page("demostracion", Answer.ACCEPTED, country=post.country, at=opened + timedelta(minutes=4))
        referrals.note_by_page("demostracion", "Que entre por urgencias.", country=post.country, at=opened + timedelta(minutes=5))


def meet(post: Post, by: Reader, at: datetime, count: int) -> UUID:
    place = post.scribe.plan.grounds[post.group].spots[1]
    line = Line(line_id="l1", count=count, nationality=post.scribe.plan.figures.today.nation)
    meeting = Meeting(
        people_met=count,
        lines=[line],
        services=[Service(service=code) for code in post.scribe.plan.figures.today.small],
        where=Where(kind=PlaceKind.POINT, lat=place.lat, lon=place.lon, accuracy_m=10.0, place=place.name),
        language=post.scribe.plan.pack.country.main_language,
    )
    return record_meeting(meeting, by=author_of(by), at=at - timedelta(minutes=15), now=post.scribe.now).subject


def _sent(
    post: Post,
    by: Reader,
    at: datetime,
    help_: Help,
    name: str,
    role: Does,
    told: Mapping[Item, str],
    met: UUID,
    *,
    consent: UUID | None = None,
    reason: str = "",
) -> tuple[UUID, UUID | None]:
    """Record one, and return it with the consent on which it hangs."""
    made = _made(post, by, at, help_, name, role, told, met, consent=consent, reason=reason)
    row = referrals.referrals.found(made.receipt.subject, post.country)
    return made.receipt.subject, row.consent if row else None


def _made(
    post: Post,
    by: Reader,
    at: datetime,
    help_: Help,
    name: str,
    role: Does,
    told: Mapping[Item, str],
    met: UUID,
    *,
    consent: UUID | None = None,
    reason: str = "",
) -> referrals.Made:
    author, reading = author_of(by), None
    if not (consent or reason):
        reading = people.reading(
            by=author,
            at=at,
            now=post.now,
            language=post.scribe.plan.pack.country.main_language,
            given=[ConsentFor.REFER],
            mode=ConsentMode.SPOKEN,
            witness="Testigo inventado",
            encounter=met,
        )
    return referrals.make_referral(
        service=help_,
        receiver=Receiver(name=name, role=role),
        told=told,
        reader=by,
        by=author,
        at=at,
        now=post.now,
        reading=reading,
        consent=consent,
        basis=Basis.BEST_INTERESTS if reason else Basis.CONSENT,
        reason=reason,
        encounter=met,
    )
