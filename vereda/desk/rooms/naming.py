"""A person who gave a name: asked for only where a purpose needs it, never for water, food or information."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Purpose
from vereda.desk.rooms.meeting_form import line_id
from vereda.desk.rooms.typed import Typed
from vereda.encounters.door import AgeBand, Line, Meeting, Named, Sex
from vereda.people.door import Identity

PURPOSES: Mapping[str, str | Promise] = {
    Purpose.MEDICAL: lazy("Atención médica o traslado a hospital"),
    Purpose.PROTECTION_CASE: lazy("Caso de protección"),
    Purpose.LEGAL_AID: lazy("Asesoría legal o queja"),
    Purpose.TRACING: lazy("Alguien la busca, o busca a su familia"),
}
"""Why a name may be asked for on this form."""

FIELDS = ("given", "families", "nickname", "birth_year", "document", "telephone")


def is_named(typed: Typed) -> bool:
    """Return whether anything that identifies somebody was typed."""
    return any(typed.get(f"who-{name}").strip() for name in FIELDS)


def with_person(meeting: Meeting, typed: Typed) -> Meeting:
    """Return the meeting with the named person as one of the people met; errors go to `typed`."""
    if not is_named(typed):
        return meeting
    purpose = typed.get("who-purpose")
    if purpose not in PURPOSES:
        typed.wrong("who-purpose", _("Diga para qué se pide el nombre. Para agua, comida o información no se pide."))
    if not (typed.get("who-given").strip() or typed.get("who-families").strip() or typed.get("who-nickname").strip()):
        typed.wrong("who-given", _("Escriba el nombre, el apellido o cómo le dicen."))
    year = typed.number_or_none("who-birth_year", 2200)
    if year is not None and year < 1880:
        typed.wrong("who-birth_year", _("Escriba el año con cuatro cifras, por ejemplo 1994."))
    line, lines = _line_of(meeting, typed)
    if typed.errors:
        return meeting
    identity = Identity(
        given=typed.text("who-given", 255),
        families=[part.strip()[:255] for part in typed.get("who-families").split(",") if part.strip()][:8],
        nickname=typed.text("who-nickname", 255),
        birth_year_from=year,
        birth_year_to=year,
        document=typed.text("who-document", 255),
        telephone=typed.text("who-telephone", 255),
    )
    return replace(meeting, lines=lines, named=[Named(line_id=line, identity=identity, purpose=purpose)])


def _line_of(meeting: Meeting, typed: Typed) -> tuple[str, list[Line]]:
    """Return the line that the person is of. Where only a total was written, the person becomes a line within it."""
    nationality, sex, band = typed.get("who-nationality") or "XX", typed.get("who-sex") or "U", typed.get("who-band") or "U"
    lines = list(meeting.lines)
    if nationality not in {*typed.labels.pack.nationalities, "XX"} or sex not in set(Sex) or band not in set(AgeBand):
        typed.wrong("who-given", _("El formulario trae un dato que no está en la lista. Recargue la página."))
        return "", lines
    wanted = line_id(nationality, sex, band)
    if any(line.line_id == wanted for line in lines):
        return wanted, lines
    if meeting.people_met <= sum(line.count for line in lines):
        said = _(
            "La persona con nombre es una de las contadas: no hay nadie contado como «{who}, {nationality}». Revise quién es."
        )
        who = typed.labels.who(sex, band)
        typed.wrong("who-line", said.format(who=who, nationality=typed.labels.nationality(nationality)))
        return "", lines
    line = Line(line_id=wanted, count=1, nationality=nationality, sex=Sex(sex), age_band=AgeBand(band))
    return wanted, [*lines, line]
