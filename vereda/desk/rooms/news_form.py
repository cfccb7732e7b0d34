"""What somebody types to write a note, or to note whom the press may ask; what is wrong is said beside its field."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.rooms import news as news_room
from vereda.desk.rooms import news_workshops
from vereda.desk.rooms.news import Choices
from vereda.desk.rooms.programme_typed import day, line
from vereda.desk.rooms.typed import Typed
from vereda.errors import FieldError
from vereda.press import door as press
from vereda.press.schema import ContactSet, NoteDrafted, ProgrammeLine, Quotation, Said, email, period_said, telephone
from vereda.programme import door as programmes

TELEPHONES = 3
YEAR = timedelta(days=365)


def periods(country: str) -> list[tuple[str, str]]:
    """Return the editions from which a note can be written."""
    return [(row.period, period_said(row.period, _lang())) for row in news_room.editions(country)]


def workshops_offered(country: str) -> list[tuple[str, str]]:
    """Return the workshops that a note may tell of."""
    return news_workshops.offered(country, _lang())


def phases(country: str) -> list[tuple[str, str]]:
    """Return the phases of programmes that are kept here."""
    lang = _lang()
    return [
        (f"{subject}|{phase.code}", f"{one.opened.name.of(lang)}, {phase.opened.name.of(lang)}")
        for subject, one in programmes.programmes(country)
        for phase in reversed(one.phases)
    ]


def choices(typed: Typed, country: str, *, is_revision: bool) -> Choices | None:
    """Return what was chosen for a note; None where something is wrong, which is said."""
    period = typed.get("period")
    if period not in dict(periods(country)):
        typed.wrong("period", _("Elija una edición publicada."))
    code = typed.get("workshop")
    if code and code not in dict(workshops_offered(country)):
        typed.wrong("workshop", _("Elija una opción de la lista."))
    chosen = [subject for subject, _told in press.contacts(country) if typed.is_on(f"contact:{subject}")]
    if not chosen:
        typed.wrong("contacts", _("Elija al menos un contacto de prensa."))
    quotations, programme = _quotation(typed), _programme(typed, country)
    place, why = line(typed, "place", needed=False), line(typed, "why", needed=is_revision)
    if typed.errors:
        return None
    workshop = news_workshops.workshop_of(code, country) if code else None
    return Choices(
        period=period,
        place=place,
        workshop=workshop,
        quotations=quotations,
        programme=programme,
        contacts=tuple(chosen),
        why=why,
    )


def _quotation(typed: Typed) -> tuple[Quotation, ...]:
    """Return the words of an official; none where nothing was typed. Whoever types some needs all of them."""
    names = ("speaker", "office", "words_es", "words_en")
    if not any(typed.get(name).strip() for name in names):
        return ()
    speaker, office = line(typed, "speaker"), line(typed, "office")
    es, en = line(typed, "words_es", most=1000), line(typed, "words_en", most=1000)
    return (Quotation(speaker=speaker, office=office, words=Said(es=es, en=en)),) if speaker and office and es and en else ()


def _programme(typed: Typed, country: str) -> ProgrammeLine | None:
    """Return the line of a programme that is kept here, or as it was typed with its source."""
    chosen = typed.get("programme")
    if chosen:
        subject, _sign, phase = chosen.partition("|")
        found = next((one for key, one in programmes.programmes(country) if str(key) == subject), None)
        made = press.programme_line(UUID(subject), found, phase) if found else None
        if made is None:
            typed.wrong("programme", _("Elija una opción de la lista."))
        return made
    if not any(typed.get(name).strip() for name in ("line_es", "line_en")):
        return None
    es, en = line(typed, "line_es", most=1000), line(typed, "line_en", most=1000)
    source = line(typed, "line_source")
    return ProgrammeLine(text=Said(es=es, en=en), source=source) if es and en and source else None


def as_typed(told: NoteDrafted) -> dict[str, str]:
    """Return a draft as its form shows it again."""
    found = {"period": told.period, "place": told.place, "workshop": told.workshop.code if told.workshop else ""}
    found |= {f"contact:{one}": "on" for one in told.contacts}
    if told.quotations:
        one = told.quotations[0]
        found |= {"speaker": one.speaker, "office": one.office, "words_es": one.words.es, "words_en": one.words.en}
    if told.programme and told.programme.programme:
        found["programme"] = f"{told.programme.programme}|{told.programme.phase}"
    elif told.programme:
        text = told.programme.text
        found |= {"line_es": text.es, "line_en": text.en, "line_source": told.programme.source}
    return found


# contacts -----------------------------------------------------------------------------------------------------------


def languages(country: str) -> list[tuple[str, str, bool]]:
    """Return the languages in which somebody of the press may be answered, and whether each is one of the screen's."""
    lang = _lang()
    here = pack(country)
    return [
        (one.code, one.label_en if lang == "en" else one.label_es, one.iso639_1 in here.country.screen_languages)
        for one in here.languages.values()
        if one.iso639_1
    ]


def contact(typed: Typed, country: str) -> ContactSet | None:
    """Return a contact as it was typed; None where something is wrong, which is said."""
    name, office = line(typed, "name", needed=False), line(typed, "office")
    role = line(typed, "role", needed=False)
    numbers = [found for at in range(1, TELEPHONES + 1) if (found := _read(typed, f"telephone_{at}", telephone))]
    address = _read(typed, "email", email)
    if not numbers and not address and not typed.errors:
        typed.wrong("telephone_1", _("Anote un teléfono o un correo: si no, nadie puede preguntar."))
    agreed, until = day(typed, "agreed_on"), day(typed, "valid_until")
    if agreed is not None and agreed > timezone.localdate():
        typed.wrong("agreed_on", _("Esa fecha aún no llega. Corríjala."))
    if typed.errors or agreed is None or until is None:
        return None
    spoken = [code for code, _said, _near in languages(country) if typed.is_on(f"language:{code}")]
    return ContactSet(
        name=name, office=office, role=role, languages=spoken, telephones=numbers, email=address, agreed_on=agreed,
        valid_until=until,
    )  # fmt: skip


def _read(typed: Typed, name: str, read: object) -> str:
    written = typed.text(name)
    try:
        return read(written) if written and callable(read) else ""
    except FieldError as error:
        typed.refuse(error, {error.code: name})
        return ""


def contact_as_typed(told: ContactSet) -> dict[str, str]:
    """Return a contact as its form shows it again."""
    numbers = {f"telephone_{at}": one for at, one in enumerate(told.telephones, start=1)}
    spoken = {f"language:{code}": "on" for code in told.languages}
    days = {"agreed_on": told.agreed_on.isoformat(), "valid_until": told.valid_until.isoformat()}
    return {"name": told.name, "office": told.office, "role": told.role, "email": told.email, **numbers, **spoken, **days}


def _lang() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"
