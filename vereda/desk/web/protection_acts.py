"""What is done to a case of protection: taking it, steps, who carries it, whom it holds, what is shared, its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vereda.access.door import NotForYou, Reader
from vereda.desk.frame import author, now, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import protection as protection_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.once import entry_for, once
from vereda.desk.web.protection import SENDS, WRITES, shown
from vereda.errors import FieldError
from vereda.protection.door import CaseEnd, CaseStep, case_actions, cases

SENT_BACK = "protection_case"
NOTE_MOST = 4000


def act(view: Callable[..., HttpResponse]) -> Any:  # Any: views, which the marks wrap
    """Mark a view that does one thing to a case of the reader and goes back to its page."""
    return WRITES(room(require_POST(view)))


@SENDS
@room
@require_POST
def take(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a case that waits in the own group."""
    if not protection_room.sees_waiting(reader):
        raise NotForYou
    done = partial(case_actions.take, case=subject, by=author(reader), at=now())
    taken = attempt(request, reader, done, _("El caso es suyo. Empiece por la seguridad."))
    return to(SENT_BACK, subject=subject) if taken else to("protection")


@act
def step(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note a step, and when somebody looks again."""
    typed = _typed(request, reader, subject)
    what, on, next_on = typed.get("what"), typed.day("on"), typed.day("next_on")
    if what not in set(CaseStep):
        typed.wrong("what", _("Diga qué paso se dio."))
    entry = entry_for(typed, reader)
    done = lambda: once(entry, partial(  # noqa: E731  one act, used once
        case_actions.do_step, CaseStep(what), case=subject, on=on or now().date(), next_on=next_on,
        note=typed.text("note", NOTE_MOST), by=author(reader), at=now(), entry=entry,
    ))  # fmt: skip
    return _do(request, reader, subject, typed, done, _("Paso anotado."))


@act
def withdraw_step(request: HttpRequest, reader: Reader, subject: UUID, step: UUID) -> HttpResponse:
    """Take off a step that was written by mistake."""
    typed = _typed(request, reader, subject)
    done = partial(case_actions.withdraw_step, case=subject, step=step, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Paso quitado."))


@act
def worker(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have another case worker carry it too, or take it over."""
    typed = _typed(request, reader, subject)
    passes = typed.get("how") == "pass"
    deed = case_actions.pass_on if passes else case_actions.add_worker
    done = partial(deed, case=subject, account=typed.get("account"), by=author(reader), at=now())
    said = _("Ya lo lleva otra persona. Dígaselo también de palabra.") if passes else _("Ahora lo llevan juntas.")
    if attempt(request, reader, done, said) and passes:
        return to("protection")
    return to(SENT_BACK, subject=subject)


@act
def leave(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Carry it no more, where somebody else does."""
    protection_room.row_of(reader, subject)
    done = partial(case_actions.leave, case=subject, by=author(reader), at=now())
    return to("protection") if attempt(request, reader, done, _("Ya no lo lleva usted.")) else to(SENT_BACK, subject=subject)


@act
def hold(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Put an encounter of the group, or somebody met in one, into the case."""
    typed = _typed(request, reader, subject)
    done = partial(case_actions.hold, case=subject, **_what(typed), by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Sumado al caso."))


@act
def let_go(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take out what was put there by mistake."""
    typed = _typed(request, reader, subject)
    done = partial(case_actions.let_go, case=subject, **_what(typed), by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Quitado del caso."))


@act
def share(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Share chosen words with a legal adviser, by a consent that holds now."""
    typed = _typed(request, reader, subject)
    consent = next(iter(cases.consents_for(protection_room.row_of(reader, subject))), UUID(int=0))
    done = partial(
        case_actions.share,
        typed.text("words", NOTE_MOST),
        case=subject,
        account=typed.get("account"),
        consent=consent,
        by=author(reader),
        at=now(),
    )
    return _do(request, reader, subject, typed, done, _("Compartido. Si la persona retira su permiso, deja de verse."))


@act
def end_share(request: HttpRequest, reader: Reader, subject: UUID, line: UUID) -> HttpResponse:
    """Share it no more."""
    typed = _typed(request, reader, subject)
    done = partial(case_actions.end_share, case=subject, share=line, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Ya no se comparte."))


@act
def close(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Close it with how it ended."""
    typed = _typed(request, reader, subject)
    why = typed.get("why")
    if why not in set(CaseEnd):
        typed.wrong("why", _("Diga cómo terminó."))
    done = lambda: case_actions.close(  # noqa: E731  one act, used once
        CaseEnd(why), case=subject, note=typed.text("note", NOTE_MOST), by=author(reader), at=now()
    )
    return _do(request, reader, subject, typed, done, _("Caso cerrado. Se puede reabrir aquí."))


@act
def reopen(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have it go on."""
    typed = _typed(request, reader, subject)
    done = partial(case_actions.reopen, case=subject, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("El caso sigue."))


def _typed(request: HttpRequest, reader: Reader, subject: UUID) -> Typed:
    """Return what was sent about a case that the reader carries; a case of others is not there."""
    protection_room.row_of(reader, subject)
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _what(typed: Typed) -> dict[str, UUID | None]:
    """Return the encounter or the person that was named; of nonsense what is nowhere."""
    found: dict[str, UUID | None] = {"encounter": None, "person": None}
    for name in found:
        try:
            found[name] = UUID(typed.get(name)) if typed.get(name) else None
        except ValueError:
            found[name] = UUID(int=0)
    return found


def _do(request: HttpRequest, reader: Reader, subject: UUID, typed: Typed, done: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the case; or show the case with what is wrong, and what was typed."""
    for name in ("note", "words"):
        typed.text(name, NOTE_MOST)
    if not typed.errors:
        try:
            done()
        except FieldError as error:
            typed.refuse(error, {})
    if typed.errors:
        return shown(request, reader, protection_room.row_of(reader, subject), typed)
    messages.success(request, said)
    return to(SENT_BACK, subject=subject)
