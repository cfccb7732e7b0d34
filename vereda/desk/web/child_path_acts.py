"""What else is written of children who are alone: what they want, who drives, sisters and brothers, what is best for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.rooms import child_paths as paths_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.child_paths import PROTECTS, path_of_reader, shown, typed_for
from vereda.desk.words import protection as words
from vereda.errors import FieldError
from vereda.protection import door as protection
from vereda.protection.door import BestInterests

MOST = 4000
OLDEST = 17  # years
KEEPS = serves(RecordClass.K4, action=Action.WRITE, purposes=(Purpose.PROTECTION_CASE,), usual=Purpose.PROTECTION_CASE)
"""The mark of the note on the best interests: who reads what was noted writes it."""

FIELDS = {
    "protection.nothing_said": "wishes",
    "protection.language_unknown": "lang",
    "protection.two_adults_needed": "adult2",
    "protection.family_at_risk": "may_seek",
    "protection.no_children_alone": "siblings",
    "protection.siblings_already_here": "siblings",
}


@PROTECTS
@room
@require_POST
def say_wishes(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what the child said it wants, in its own words and its own language."""
    row, typed = path_of_reader(reader, subject), typed_for(request.POST.dict(), reader)
    said, lang = typed.text("wishes", MOST), typed.get("lang")
    act = partial(protection.say_wishes, said, path=subject, by=author(reader), at=now(), lang=lang[:8])
    return _done(request, reader, row, typed, act, _("Anotado, con sus palabras."))


@PROTECTS
@room
@require_POST
def drive(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note which two adults ride with the children."""
    row, typed = path_of_reader(reader, subject), typed_for(request.POST.dict(), reader)
    known = dict(paths_room.adults(reader))
    adults = [one for name in ("adult1", "adult2") if (one := typed.get(name)) in known]
    act = partial(
        protection.drive, adults=adults, path=subject, by=author(reader), at=now(), vehicle=typed.text("vehicle", 80)[:80]
    )
    return _done(request, reader, row, typed, act, _("Anotado: van dos personas adultas."))


@PROTECTS
@room
@require_POST
def join_siblings(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take sisters and brothers who were met elsewhere into the same file."""
    row, typed = path_of_reader(reader, subject), typed_for(request.POST.dict(), reader)
    try:
        encounter = UUID(typed.get("siblings"))
    except ValueError:
        encounter = UUID(int=0)
    act = partial(protection.join_siblings, encounter=encounter, path=subject, by=author(reader), at=now())
    return _done(request, reader, row, typed, act, _("Van en un solo caso. No los separe."))


@KEEPS
@room
@require_http_methods(["GET", "POST"])
def best_interests(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what is best for the child: looked at side by side, decided by a person, and until when."""
    row = path_of_reader(reader, subject)
    if not paths_room.may_read(reader, row.group):
        raise NotForYou
    log_read(reader, RecordClass.K4, subject=subject)
    before = protection.best_interests(row)
    first = {name: str(value) for name, value in before.model_dump(mode="json", exclude={"risks", "age", "may_seek"}).items()} \
        if before else {}  # fmt: skip
    typed = typed_for(request.POST.dict() if request.method == "POST" else first, reader)
    if request.method == "POST" and (note := _note(typed)) is not None:
        act = partial(protection.note_best_interests, note, path=subject, by=author(reader), at=now())
        if _kept(request, typed, act, _("Nota guardada y sellada.")):
            return to("child_path", subject=subject)
    context = {
        "row": row,
        "form": typed,
        "parts": list(words.INTERESTS.items()),
        "risks": list(words.FAMILY_RISKS.items()),
        "unsigned": words.UNSIGNED,
    }
    return page(request, "desk/child_path_interests.html", context, here="board", status=422 if typed.errors else 200)


def _note(typed: Typed) -> BestInterests | None:
    """Return what was typed; None with what is missing beside its field."""
    told = {name: typed.text(name, MOST) for name in words.INTERESTS}
    decision, why, review_on = typed.text("decision", MOST), typed.text("why", MOST), typed.day("review_on")
    age = typed.number_or_none("age", 120)
    if age is not None and age > OLDEST:
        typed.wrong("age", _("Una niña, un niño o adolescente tiene menos de 18 años. Revise la edad."))
    if not decision:
        typed.wrong("decision", _("Escriba qué se decidió, aunque sea esperar."))
    if not why:
        typed.wrong("why", _("Escriba por qué."))
    if review_on is None and not typed.errors:
        typed.wrong("review_on", _("Diga qué día se vuelve a ver."))
    elif review_on is not None and review_on < now().date():
        typed.wrong("review_on", _("Ese día ya pasó. Escriba uno de hoy en adelante."))
    if typed.errors or review_on is None:
        return None
    return BestInterests(
        age=age,
        **told,
        risks=[code for code in words.FAMILY_RISKS if typed.is_on(f"risk:{code}")],
        may_seek={"yes": True, "no": False}.get(typed.get("may_seek")),
        decision=decision,
        why=why,
        review_on=review_on,
    )


def _done(
    request: HttpRequest, reader: Reader, row: protection.ChildPath, typed: Typed, act: Callable[[], object], said: str
) -> HttpResponse:
    """Do it and go back to the path; or show the path with what is wrong, and what was typed."""
    done = _kept(request, typed, act, said)
    return to("child_path", subject=row.subject) if done else shown(request, reader, row, typed)


def _kept(request: HttpRequest, typed: Typed, act: Callable[[], object], said: str) -> bool:
    if typed.errors:
        return False
    try:
        act()
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return False
    messages.success(request, said)
    return True
