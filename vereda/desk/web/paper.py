"""Sheets of paper: printed, given out, taken back, cancelled, destroyed; and the list of those that are missing."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import paper as paper_room
from vereda.desk.rooms import paper_sheets
from vereda.desk.rooms.choices import staff
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.errors import FieldError
from vereda.paper import door as paper
from vereda.paper.door import CancelledFor, DestroyedBy, Form, Serial

LOOKS = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)


@LOOKS
@room
@require_GET
def sheets(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the sheets of the group, and the ways to print, type, cancel and destroy them."""
    group = own_group(reader)
    context = {
        **paper_room.home(group, reader.country, now()),
        "members": sorted(staff(group, reader.country).items(), key=lambda one: one[1]),
        "copies_most": paper.COPIES_MOST,
        "languages": [("es", _("español")), ("en", _("inglés"))],
        "lang": _language(),
    }
    return page(request, "desk/paper_home.html", context, here="post")


@POST_WORK
@room
@require_POST
def print_sheets(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Give numbers to new sheets; the file is offered on the page."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    form, lang, copies = _form(typed), typed.get("lang"), typed.number("copies", 100_000)
    language = lang if lang in paper_sheets.LANGUAGES else "es"

    def act() -> None:
        paper_sheets.new_sheets(form, copies, language, by=author(reader), at=now())

    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
    else:
        attempt(request, reader, act, _("Hojas numeradas. Abra el archivo y mándelo a la impresora."))
    return to("sheets")


@LOOKS
@room
@require_GET
def batch_file(request: HttpRequest, reader: Reader, batch: UUID) -> HttpResponse:
    """Return sheets that have their numbers as a file to print."""
    found = paper.batch(batch, own_group(reader), reader.country)
    if found is None:
        raise NotForYou
    form = Form(found.form)
    serials = [Serial(found.country, found.group, form, number) for number in range(found.first, found.last + 1)]
    name = f"{str(serials[0])[:-2]}-{found.last:05}.pdf"
    return _pdf(paper_sheets.again(serials, found.lang, now()), name)


@LOOKS
@room
@require_GET
def sample_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Return a blank sheet without number: to look at, and for practice."""
    if form not in set(Form):
        raise NotForYou
    content = paper_sheets.sample(Form(form), reader.country, own_group(reader), _language(), now())
    return _pdf(content, f"{form}.pdf")


@POST_WORK
@room
@require_POST
def give_out(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note who took which sheets."""
    typed, numbers = _numbers(request, reader)
    members = staff(own_group(reader), reader.country)
    whom = typed.get("to")
    if whom not in members:
        typed.wrong("to", _("Elija a quién se le entregan."))
    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
        return to("sheets")
    act = partial(paper.give_out, _form(typed), first=numbers[0], last=numbers[1], to=whom, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: las hojas van con {who}.").format(who=members[whom]))
    return to("sheets")


@POST_WORK
@room
@require_POST
def take_back(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note that sheets came back blank."""
    typed, numbers = _numbers(request, reader)
    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
        return to("sheets")
    act = partial(paper.take_back, _form(typed), first=numbers[0], last=numbers[1], by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: esas hojas volvieron en blanco."))
    return to("sheets")


@POST_WORK
@room
@require_POST
def cancel_sheet(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note that a sheet will not be typed, and why."""
    reason = request.POST.get("reason", "")
    try:
        if reason not in set(CancelledFor):
            messages.warning(request, _("Diga por qué no se va a teclear."))
            return to("sheets")
        serial = understood(request.POST.get("serial", ""), reader)
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("sheets")
    act = partial(paper.cancel_sheet, serial, CancelledFor(reason), by=author(reader), at=now())
    attempt(request, reader, act, _("Hoja {serial} cancelada.").format(serial=serial.short))
    return to("sheets")


@POST_WORK
@room
@require_POST
def destroy_sheets(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note that the paper of ticked sheets is gone."""
    how = request.POST.get("how", "")
    lying = {row.subject.hex: paper_room.serial_of(row) for row in paper.typed_not_destroyed(own_group(reader), reader.country)}
    chosen = [lying[one] for one in request.POST.getlist("sheet") if one in lying]
    if not chosen or how not in set(DestroyedBy):
        messages.warning(request, _("Marque qué hojas se destruyeron."))
        return to("sheets")
    act = partial(paper.destroy_sheets, chosen, DestroyedBy(how), by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: {n} hojas destruidas.").format(n=len(chosen)))
    return to("sheets")


def understood(text: str, reader: Reader) -> Serial:
    """Return the serial that somebody of the group typed."""
    groups = pack(reader.country).groups
    return paper.understood(text[:60], country=reader.country, group=own_group(reader), groups=groups)


def _form(typed: Typed) -> Form:
    given = typed.get("form_kind")
    return Form(given) if given in set(Form) else Form.ENCOUNTER


def _numbers(request: HttpRequest, reader: Reader) -> tuple[Typed, tuple[int, int]]:
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    first, last = typed.number_or_none("first", 99_999), typed.number_or_none("last", 99_999)
    if not first:
        typed.wrong("first", _("Escriba el primer número."))
    return typed, (first or 0, last or first or 0)


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "es"


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
