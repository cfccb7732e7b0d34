"""Six requests for the register: answered, asked again by somebody else, from the press, outside the tables, refused, overdue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.logbook.door import Author
from vereda.statistics import door as statistics
from vereda.transparency import door as transparency
from vereda.transparency.door import Came, Told
from vereda.transparency.schema import Basis, Ground, Outcome, Outside, Part, Way

CELLS = 3  # of the first table, that somebody asks for, and one that is held back
TERM = 40  # days that a term of law can last here, holidays and all
PRESS = Part(series="press", period="2013", table="press_people", cells=[["MX", "INJURED", "ALL", "2013-12-31"]])
ASKED = "¿A cuántas personas de cada nacionalidad dieron agua y comida, y a cuántas rescataron? (demostración)"
LAW = "Ley de protección de datos personales (demostración)"


def transparency_day(country: str, now: datetime) -> None:
    """Enter them, as statistics would have done in the last weeks; who asks is invented."""
    by, month = office_author(country, Role.STATISTICS), _month(country)
    late = _came(
        by, now, 45, way=Way.LETTER, text="Todo lo que tengan de los últimos años (demostración)", name="Ofelia Chan Poot"
    )
    transparency.ask_back(late, on=_day(now, 40), text="¿De qué meses y de qué tabla?", by=by, at=now - timedelta(days=40))
    if month:
        first = _came(by, now, 20, text=ASKED, name="Renata Olvera Ruiz", contact="renata@ejemplo.invalid", receipt="330-0077")
        _ask(first, by, now, 19, parts=[month])
        _answer(first, by, now, 12, words="Estas son las cifras publicadas. (Demostración)")
        transparency.close(first, on=_day(now, 5), by=by, at=now - timedelta(days=5))
    finer = _came(by, now, 16, text="Personas atendidas por municipio (demostración)", name="Teodoro Lima Ake")
    _ask(finer, by, now, 15, outside=Outside.FINER_PLACE, month=f"{now:%Y}")
    _answer(finer, by, now, 9, words="", outcome=Outcome.NOT_IN_CATALOGUE)
    transparency.appeal(finer, on=_day(now, 2), to="Autoridad garante", by=by, at=now - timedelta(days=2))
    person = _came(by, now, 11, way=Way.COUNTER, text="Si ayudaron a un familiar de quien pregunta (demostración)")
    _ask(person, by, now, 10, outside=Outside.A_PERSON)
    _answer(person, by, now, 8, words="", outcome=Outcome.REFUSED, ground=Ground.PERSONAL_DATA, law=LAW)
    if month:
        again = _came(
            by, now, 6, way=Way.MAIL, lang="en", contact="desk@example.invalid",
            text="How many people of each nationality got food, and how many were rescued? (demonstration)",
        )  # fmt: skip
        _ask(again, by, now, 5, parts=[month])
    if statistics.press_edition(country, PRESS.period, PRESS.series):
        text = "¿Cuántas personas lesionadas hubo en 2013? (demostración)"
        press = _came(by, now, 4, basis=Basis.PRESS, way=Way.TELEPHONE, text=text)
        _ask(press, by, now, 4, parts=[PRESS])
        _answer(press, by, now, 3, words="La edición muestra qué se imprimió, quién y cuándo.")


def _month(country: str) -> Part | None:
    """Return cells of the first table of the latest month that stands, shown and held back; None where none does."""
    row = next((one for one in statistics.editions_of(country) if one.origin == "own" and one.revisions), None)
    sheet = statistics.kept(row).sheets[0] if row else None
    if row is None or sheet is None or not sheet.rows:
        return None
    shown = [one for one in sheet.rows if one.value is not None][:CELLS]
    held = [one for one in sheet.rows if one.value is None][:1]
    return Part(period=row.period, table=sheet.code, cells=[list(one.codes) for one in (*shown, *held)])


def _day(now: datetime, back: int) -> date:
    return (now - timedelta(days=back)).date()


def _came(
    by: Author,
    now: datetime,
    back: int,
    *,
    text: str,
    basis: Basis = Basis.LAW,
    way: Way = Way.PLATFORM,
    lang: str = "es",
    name: str = "",
    contact: str = "",
    receipt: str = "",
) -> UUID:
    on = _day(now, back)
    # Where the table of holidays does not tell of these days, somebody read the last one off the receipt.
    calendar, due = transparency.calendar(by.country), on + timedelta(days=TERM)
    told = None if basis is Basis.PRESS or (calendar.knows(on) and calendar.knows(due)) else due
    came = Came(
        basis=basis, way=way, received_on=on, text=text, lang=lang, name=name, contact=contact, receipt=receipt, due_on=told
    )
    return transparency.receive(came, today=on, by=by, at=now - timedelta(days=back)).subject


def _ask(
    subject: UUID, by: Author, now: datetime, back: int, *, parts: list[Part] | None = None, outside: Outside | None = None,
    month: str = "",
) -> None:  # fmt: skip
    transparency.set_question(subject, parts=parts or [], outside=outside, month=month, by=by, at=now - timedelta(days=back))


def _answer(
    subject: UUID, by: Author, now: datetime, back: int, *, words: str, outcome: Outcome | None = None,
    ground: Ground | None = None, law: str = "",
) -> None:  # fmt: skip
    told = Told(on=_day(now, back), words=words, outcome=outcome, ground=ground, law=law)
    transparency.answer(subject, told, by=by, at=now - timedelta(days=back))
