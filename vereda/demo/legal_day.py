"""What an adviser finds, all invented: a claim whose term is close, a consulate that must not be told, a return, one to take."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.door import Purpose as For
from vereda.access.door import Reader, Role, author_of, members_of
from vereda.countries.door import COUNTED_UNITS, HolidayTableEnds, pack
from vereda.countries.door import Role as Does
from vereda.demo.referrals_day import Post, meet
from vereda.demo.writing import Scribe
from vereda.legal import door as legal
from vereda.legal.door import Answer, CaseKind, Opening, Step
from vereda.logbook.door import Author

CLOSE = timedelta(days=3)
OPENED_DAYS = 6  # since the claim was opened: its term began before


def legal_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record the cases of a group, the oldest first; without an adviser in the country only what waits for one."""
    post = Post(scribe, scribe.plan.question.country, group, now.astimezone(scribe.plan.grounds[group].zone))
    adviser = _adviser(post)
    if adviser:
        _refuge(post, adviser)
        _consulate(post, adviser)
        _return(post, adviser)
    at = post.now - timedelta(hours=3, minutes=20)
    _opened(post, at, Opening(what=CaseKind.CRIME_REPORT, seeks_refuge=Answer.NO, note="Les quitaron el dinero y los teléfonos."))


def _refuge(post: Post, adviser: Author) -> None:
    """A claim that has to be filed within days: advised and drafted, and no stamp yet."""
    at = post.now - timedelta(days=OPENED_DAYS, hours=2)
    note = "La amenazaron en su colonia por no pagar. No ha ido a la oficina de refugio: no sabía que había un plazo."
    case = _opened(post, at, Opening(what=CaseKind.REFUGE, seeks_refuge=Answer.YES, child=Answer.NO, note=note))
    legal.take_case(case=case, by=adviser, at=at + timedelta(hours=1))
    term = _first_term(post.country)
    entered = _entered(post, term) if term else None
    if entered:
        legal.start_term(term, case=case, started_at=entered, by=adviser, at=at + timedelta(hours=1, minutes=20))
    for days, what, said in (
        (5, Step.ADVISED, "Se le explicó el trámite y que no tiene costo."),
        (2, Step.DRAFTED, "Falta que lo lea completo antes de firmar."),
    ):
        then = post.now - timedelta(days=days)
        legal.take_step(what, case=case, on=then.date(), before=Does.REFUGEE_AUTHORITY, note=said, by=adviser, at=then)


def _consulate(post: Post, adviser: Author) -> None:
    """Yesterday a man who is held said yes to a word to his consulate, and thought better of it."""
    at = post.now - timedelta(hours=26)
    said = Opening(
        what=CaseKind.CONSULAR,
        seeks_refuge=Answer.NO,
        child=Answer.NO,
        trafficking=Answer.NO,
        detained_at=at - timedelta(hours=5),
        consents=True,
        note="Está en la estación migratoria. Quiere que su familia sepa dónde está.",
    )
    case = _opened(post, at, said)
    legal.take_case(case=case, by=adviser, at=at + timedelta(minutes=50))
    later = said.model_copy(update={"consents": False, "note": f"{said.note} Ya no quiere que se avise al consulado."})
    legal.tell_case(later, case=case, by=adviser, at=at + timedelta(hours=3))


def _return(post: Post, adviser: Author) -> None:
    """A woman asks to go back: who works on cases heard her, and the adviser has yet to hear her alone."""
    at = post.now - timedelta(hours=8)
    told = Opening(what=CaseKind.RETURN, seeks_refuge=Answer.NO, child=Answer.NO, trafficking=Answer.NO)
    case = _opened(post, at, told)
    legal.take_case(case=case, by=adviser, at=at + timedelta(minutes=30))
    worker = post.reader(Role.CASE_WORKER, For.PROTECTION_CASE)
    row = legal.cases.case(case, post.country)
    if row is None or not legal.can_help(worker.account, row):
        return
    legal.add_helper(case=case, account=worker.account, by=adviser, at=at + timedelta(minutes=40))
    legal.ask_return(
        "Mi mamá está enferma y quiero verla. Nadie me lo pidió.",
        case=case,
        refuge=Answer.NO,
        child=Answer.NO,
        trafficking=Answer.NO,
        by=author_of(worker),
        at=at + timedelta(hours=2),
    )


def _opened(post: Post, at: datetime, opening: Opening) -> UUID:
    agent = post.reader(Role.AGENT, For.ASSIST)
    encounter = meet(post, agent, at, 1)
    return legal.open_case(opening, encounter=encounter, by=author_of(agent), at=at).receipt.subject


def _first_term(country: str) -> str:
    """Return the first term of a claim for refuge that is counted where the case is; '' where the country has none."""
    here = pack(country)
    codes = here.legal_case_kinds[CaseKind.REFUGE].deadlines
    return next((code for code in codes if here.legal_deadlines[code].unit in COUNTED_UNITS), "")


def _entered(post: Post, term: str) -> datetime | None:
    """Return when that began of which the term is over within days; None: no table of holidays, or no such day."""
    for days in range(OPENED_DAYS + 1, 90):
        at = post.now - timedelta(days=days)
        try:
            found = legal.compute(term, country=post.country, started_at=at, now=post.now)
        except HolidayTableEnds:
            return None
        if found.last_on and timedelta(0) <= found.last_on - post.now.date() <= CLOSE:
            return at
    return None


def _adviser(post: Post) -> Author | None:
    """Return who advises in the country, as an author."""
    found = [str(one.id) for one, held, _worth in members_of(post.country, "") if held.role == Role.LEGAL_ADVISER]
    return author_of(Reader(found[0], "", Role.LEGAL_ADVISER, post.country, "", purpose=For.LEGAL_AID)) if found else None
