"""What is done to a legal case: taking it, steps, terms, evidence, who works on it, a request to go back, its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vereda.access.door import Action, NotForYou, Reader
from vereda.desk.frame import author, now, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import legal as legal_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.legal import SENDS, WRITES, clock, in_its_clock, shown
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import legal as words
from vereda.legal import door as legal
from vereda.legal.door import Answer, CaseEnd, Step, TermEnd
from vereda.logbook.door import Receipt

SENT_BACK = "legal_case"


def act(view: Callable[..., HttpResponse]) -> Any:  # Any: views, which the marks wrap
    """Mark a view that does one thing to a case of the reader and goes back to its page."""
    return WRITES(room(require_POST(in_its_clock(view))))


@SENDS
@room
@require_POST
def take(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take a case that waits for an adviser."""
    if not legal_room.sees_waiting(reader):
        raise NotForYou
    done = partial(legal.take_case, case=subject, by=author(reader), at=now())
    taken = attempt(request, reader, done, _("El caso es suyo. Empiece por los plazos."))
    return to(SENT_BACK, subject=subject) if taken else to("legal_cases")


@act
def step(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what was done."""
    typed = _typed(request, reader, subject)
    on, what = typed.day("on"), word_of(Step, typed.get("what"))
    if what is None or on is None:
        return _refuse(request, reader, subject, typed, typed.error("on") or _("Diga qué se hizo y qué día."))
    done = partial(
        legal.take_step,
        what,
        case=subject,
        on=on,
        before=typed.get("before"),
        number=typed.text("number", 80),
        note=typed.text("note", 4000),
        entry=entry_for(typed, reader),
        by=author(reader),
        at=now(),
    )
    return _do(request, reader, subject, typed, done, _("Paso anotado."))


@act
def withdraw_step(request: HttpRequest, reader: Reader, subject: UUID, step: UUID) -> HttpResponse:
    """Take off a step that was written by mistake."""
    typed = _typed(request, reader, subject)
    done = partial(legal.withdraw_step, case=subject, step=step, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Paso quitado."))


@act
def term(request: HttpRequest, reader: Reader, subject: UUID, term: UUID, what: str) -> HttpResponse:
    """Answer for a term, end it with a reason, or have it run on."""
    typed = _typed(request, reader, subject)
    who: dict[str, Any] = {"case": subject, "term": term, "by": author(reader), "at": now()}  # Any: arguments of an act
    ends = {"met": TermEnd.MET, "missed": TermEnd.MISSED, "not_needed": TermEnd.NOT_NEEDED}
    deeds: Mapping[str, Callable[[], Receipt]] = {
        "seen": partial(legal.see_term, **who),
        "undo": partial(legal.undo_end, **who),
        **{name: partial(legal.end_term, how, reason=typed.text("reason", 2000), **who) for name, how in ends.items()},
    }
    if what not in deeds:
        raise NotForYou
    return _do(request, reader, subject, typed, deeds[what], words.said(words.DOES, what))


@act
def extend(request: HttpRequest, reader: Reader, subject: UUID, term: UUID) -> HttpResponse:
    """Have a term run longer, with the reason."""
    typed = _typed(request, reader, subject)
    last_on = typed.day("last_on")
    if last_on is None:
        return _refuse(request, reader, subject, typed, typed.error("last_on") or _("Diga hasta qué día corre ahora."))
    done = partial(
        legal.extend_term,
        case=subject,
        term=term,
        last_on=last_on,
        reason=typed.text("reason", 2000),
        by=author(reader),
        at=now(),
    )
    return _do(request, reader, subject, typed, done, _("Plazo ampliado; el aviso cambia con él."))


@act
def keep(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep a thing, with its file where there is one."""
    typed = _typed(request, reader, subject)
    done = partial(
        legal.keep_evidence,
        typed.text("what", 400),
        case=subject,
        holder=typed.text("holder", 200),
        came_from=typed.text("came_from", 200),
        brought=_brought(request.FILES.get("file")),
        entry=entry_for(typed, reader),
        by=author(reader),
        at=now(),
    )
    return _do(
        request,
        reader,
        subject,
        typed,
        done,
        _("Prueba guardada y sellada. Su huella queda escrita."),
    )


def _brought(file: UploadedFile | None) -> legal.Brought | None:
    """Return a file that was sent; of one that is too large no more is read than shows that it is."""
    if file is None:
        return None
    most = legal.MOST_MB * 1024 * 1024 + 1
    return legal.Brought(content=file.read(most), name=(file.name or "")[:200])


@act
def pass_on(request: HttpRequest, reader: Reader, subject: UUID, item: UUID) -> HttpResponse:
    """Note that a thing went into other hands."""
    typed = _typed(request, reader, subject)
    done = partial(
        legal.pass_evidence,
        case=subject,
        item=item,
        giver=typed.text("giver", 200),
        taker=typed.text("taker", 200),
        why=typed.text("why", 400),
        passed_at=typed.instant("passed_at") or now(),
        entry=entry_for(typed, reader),
        by=author(reader),
        at=now(),
    )
    return _do(request, reader, subject, typed, done, _("Anotado en manos de quién queda."))


@act
def ask_return(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write down, in the person's own words, that they ask to go back."""
    typed = _typed(request, reader, subject)
    done = partial(
        legal.ask_return,
        typed.text("words", 4000),
        case=subject,
        refuge=word_of(Answer, typed.get("refuge")) or Answer.UNKNOWN,
        child=word_of(Answer, typed.get("child")) or Answer.UNKNOWN,
        trafficking=word_of(Answer, typed.get("trafficking")) or Answer.UNKNOWN,
        entry=entry_for(typed, reader),
        by=author(reader),
        at=now(),
    )
    said = _("Guardado. Otra persona debe hablar a solas con ella y confirmarlo.")
    return _do(request, reader, subject, typed, done, said)


@act
def go_back(request: HttpRequest, reader: Reader, subject: UUID, request_id: UUID, what: str) -> HttpResponse:
    """Confirm as the second person, take it back, or note that they left."""
    typed = _typed(request, reader, subject)
    deeds = {"second": legal.second_return, "take_back": legal.take_return_back, "depart": legal.depart}
    if what not in deeds:
        raise NotForYou
    done = partial(deeds[what], case=subject, request=request_id, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, words.said(words.DOES, what))


@act
def add_helper(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give the case to another account too."""
    typed = _typed(request, reader, subject)
    row = legal_room.row_of(reader, subject)
    account = typed.get("account")
    if account not in dict(legal_room.helpers(row, reader)):
        return _refuse(request, reader, subject, typed, _("Elija a alguien de la lista."))
    done = partial(legal.add_helper, case=subject, account=account, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Desde ahora también lo ve y lo lleva."))


@act
def leave(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Leave the case to those who stay."""
    typed = _typed(request, reader, subject)
    account = typed.get("account") or reader.account
    done = partial(legal.leave_case, case=subject, account=account, by=author(reader), at=now())
    left = attempt(request, reader, done, _("Anotado. Quien sale ya no lo ve."))
    return to("legal_cases") if left and account == reader.account else to(SENT_BACK, subject=subject)


@act
def answer(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Leave a word for who comes back with the receipt."""
    typed = _typed(request, reader, subject)
    done = partial(legal.leave_answer, typed.text("text", 2000), case=subject, by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Guardada: la ve quien traiga el comprobante, y nada más del caso."))


@act
def close(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a case rest."""
    typed = _typed(request, reader, subject)
    why = word_of(CaseEnd, typed.get("why"))
    if why is None:
        return _refuse(request, reader, subject, typed, _("Elija cómo terminó."))
    done = partial(legal.close_case, why, case=subject, note=typed.text("note", 4000), by=author(reader), at=now())
    return _do(request, reader, subject, typed, done, _("Caso cerrado."))


@act
def reopen(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a case go on."""
    typed = _typed(request, reader, subject)
    return _do(
        request, reader, subject, typed, partial(legal.reopen_case, case=subject, by=author(reader), at=now()), _("Reabierto.")
    )


def _typed(request: HttpRequest, reader: Reader, subject: UUID) -> Typed:
    """Return what was sent about a case of the reader; a case of others is not there."""
    legal_room.row_of(reader, subject, Action.WRITE)
    return Typed(request.POST, Labels(reader.country), clock())


def _do(
    request: HttpRequest, reader: Reader, subject: UUID, typed: Typed, done: Callable[[], Receipt], said: str
) -> HttpResponse:
    """Do it unless something typed is wrong, and go back to the case; why not is said there, and nothing typed is lost."""
    if typed.errors:
        return _refuse(request, reader, subject, typed, next(iter(typed.errors.values())))
    if attempt(request, reader, partial(once, entry_for(typed, reader), done), said):
        return to(SENT_BACK, subject=subject)
    return shown(request, reader, legal_room.row_of(reader, subject), typed, status=422)


def _refuse(request: HttpRequest, reader: Reader, subject: UUID, typed: Typed, why: str) -> HttpResponse:
    messages.warning(request, why)
    return shown(request, reader, legal_room.row_of(reader, subject), typed, status=422)
