"""Entre países: own card, who is trusted, bundles by file and line; the public material of others; tables side by side."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, holds, log_read, serves
from vereda.bundles import door as bundles
from vereda.bundles.door import CardUnknown, FingerprintDiffers, Partner, RevokedFor, Standing, Taken, Way
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import between as room_
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.words import between as words
from vereda.errors import FieldError
from vereda.settings.environment import env

K10 = RecordClass.K10
LOOKS = serves(K10, part=Part.EXCHANGE)
PROPOSES = serves(K10, action=Action.WRITE, part=Part.EXCHANGE)
CONFIRMS = serves(K10, action=Action.APPROVE, part=Part.EXCHANGE)
ENDS = serves(K10, part=Part.EXCHANGE, on_post=Action.READ)
"""The mark of ending a trust: whoever may look at it may, of the two who made it."""
READS = serves(RecordClass.K0)
CARD_MOST = 200_000
OF_CARD = tuple(f"bundles.card_{what}" for what in ("damaged", "of_enforcement", "is_ours", "known", "revoked"))
"""What is said beside the file of a card."""


def _may(reader: Reader, action: Action) -> bool:
    return holds(reader.role, K10, action, Part.EXCHANGE)


@LOOKS
@room
@require_GET
def between(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the own card, and the other installations."""
    return _shown(request, reader)


def _shown(request: HttpRequest, reader: Reader, typed: Typed | None = None) -> HttpResponse:
    log_read(reader, K10, subjects=["between"])
    card, named = bundles.partners.own_card(reader.country, now()), Labels(reader.country)
    context = {
        "card": card,
        "fingerprint": bundles.spaced(card.fingerprint),
        "rows": [room_.shown(row, named) for row in bundles.partners.partners(reader.country)],
        "is_here": bundles.partners.is_headquarters(),
        "may_write": _may(reader, Action.WRITE),
        "regional": env().regional,
        "form": typed or _typed(request, reader),
    }
    return page(request, "desk/between.html", context, here="between", status=422 if typed else 200)


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


@LOOKS
@room
@require_GET
def between_card(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Give the own card as a file."""
    log_read(reader, K10, subjects=["between/card"])
    card = bundles.partners.own_card(reader.country, now())
    answer = HttpResponse(bundles.cards.written(card, bundles.partners.sign), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="tarjeta-{card.country}.json"'
    return answer


@LOOKS
@room
@require_GET
def between_partner(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show an installation, what was exchanged, and what can be done."""
    return _shown_partner(request, reader, subject)


def _shown_partner(request: HttpRequest, reader: Reader, subject: UUID, typed: Typed | None = None) -> HttpResponse:
    row = _partner(reader, subject)
    log_read(reader, K10, subjects=[f"between/{subject}"])
    context = {
        "one": room_.shown(row, Labels(reader.country)),
        "bundles": [room_.bundle(one) for one in bundles.partners.exchanged(subject)],
        "is_own": row.proposed_by == reader.account,
        "may_write": _may(reader, Action.WRITE),
        "may_confirm": _may(reader, Action.APPROVE),
        "reasons": list(words.REVOKED.items()),
        "sent_by": _sent_by(row) if row.standing == Standing.REVOKED else "",
        "forgets": bundles.partners.is_told_to_forget(row) and bool(bundles.recalls(row, now())),
        "form": typed or _typed(request, reader),
    }
    return page(request, "desk/between_partner.html", context, here="between", status=422 if typed else 200)


def _sent_by(row: Partner) -> str:
    """Return the groups that handed persons on to an installation: they have to telephone."""
    here = pack(row.country).groups
    codes = bundles.handed.groups_that_sent(row.fingerprint, row.country)
    return ", ".join(here[code].name if code in here else code for code in codes)


@PROPOSES
@room
@require_POST
def between_propose(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Note that the fingerprint of a card was compared by telephone."""
    file = request.FILES.get("card")
    content = file.read(CARD_MOST + 1) if file else b""
    typed = _typed(request, reader)
    try:
        bundles.propose(content, heard=typed.get("heard"), by=author(reader), at=now())
    except FieldError as error:
        typed.refuse(error, {FingerprintDiffers.code: "heard"} | dict.fromkeys(OF_CARD, "card"))
        return _shown(request, reader, typed)
    messages.success(request, _("Anotado. Falta que otra persona compare la huella, con otra llamada."))
    return to("between")


@CONFIRMS
@room
@require_POST
def between_confirm(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that a second person compared it."""
    _partner(reader, subject)
    typed = _typed(request, reader)
    try:
        bundles.confirm(subject, heard=typed.get("heard"), by=author(reader), at=now())
    except FieldError as error:
        typed.refuse(error, {FingerprintDiffers.code: "heard"})
        return _shown_partner(request, reader, subject, typed)
    messages.success(request, _("Desde ahora se intercambian paquetes con esa instalación."))
    return to("between_partner", subject=subject)


@ENDS
@room
@require_POST
def between_revoke(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """End the trust, for ever."""
    _partner(reader, subject)
    reason = word_of(RevokedFor, request.POST.get("reason", ""))
    if reason is None:
        messages.warning(request, _("Diga por qué se le quita la confianza."))
        return to("between_partner", subject=subject)
    act = partial(bundles.revoke, subject, reason=reason, by=author(reader), at=now())
    attempt(request, reader, act, _("Ya no se confía en esa instalación: nada suyo se toma, y nada se le da."))
    return to("between_partner", subject=subject)


@PROPOSES
@room
@require_POST
def between_give(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give a bundle for an installation, to be carried on a stick."""
    row = _partner(reader, subject)
    made: list[bundles.Given] = []

    def act() -> None:
        made.append(bundles.give(subject, way=Way.FILE, by=author(reader), at=now()))

    if not attempt(request, reader, act, ""):
        return to("between_partner", subject=subject)
    answer = HttpResponse(made[0].content, content_type="application/octet-stream")
    name = f"paquete-{reader.country}-{row.card['country']}-{now():%Y-%m-%d-%H%M}.vereda"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@PROPOSES
@room
@require_POST
def between_take(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take in a bundle that was carried here."""
    file = request.FILES.get("bundle")
    content = file.read(bundles.MOST_BYTES + 2000) if file else b""
    taken: list[Taken] = []

    def act() -> None:
        taken.append(bundles.take(content, way=Way.FILE, by=author(reader), at=now()))

    if not attempt(request, reader, act, ""):
        return to("between")
    _say_taken(request, taken[0])
    return to("between_partner", subject=taken[0].partner.subject)


@PROPOSES
@room
@require_POST
def between_send(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Send a bundle over the line, and take in what comes back."""
    _partner(reader, subject)
    sent: list[bundles.line.Sent] = []

    def act() -> None:
        sent.append(bundles.line.deliver(subject, by=author(reader), at=now()))

    if attempt(request, reader, act, _("Entregado.")) and sent[0].back:
        _say_taken(request, sent[0].back)
    return to("between_partner", subject=subject)


def _say_taken(request: HttpRequest, told: Taken) -> None:
    if told.before:
        messages.success(request, _("Ese paquete ya se había tomado: no cambió nada."))
        return
    content = ", ".join(f"{words.kind(kind)}: {count}" for kind, count in sorted(told.content.items())) or "—"
    messages.success(request, _("Se tomó el paquete: {content}.").format(content=content))
    if told.left:
        left = ", ".join(f"{words.kind(kind)}: {count}" for kind, count in sorted(told.left.items()))
        messages.warning(request, _("Esto no se tomó, porque aquí no se entiende: {left}. Actualice Vereda.").format(left=left))


def _partner(reader: Reader, subject: UUID) -> Partner:
    try:
        return bundles.partners.partner(subject, reader.country)
    except CardUnknown:
        raise NotForYou from None


# Material of others -------------------------------------------------------------------------------------------------


@READS
@room
@require_GET
def material(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show which public material of other countries lies here."""
    log_read(reader, RecordClass.K0, subjects=["between/material"])
    named = Labels(reader.country)
    rows = [
        (one, named.nationality(one.partner.card["country"].upper()), words.kind(one.kind))
        for one in bundles.partners.lying(reader.country)
    ]
    context = {
        "rows": rows,
        "may_see": _may(reader, Action.READ),
        "has_tables": any(one.kind == bundles.tables.EDITION for one, _n, _k in rows),
    }
    return page(request, "desk/between_material.html", context, here="material")


@READS
@room
@require_GET
def material_of(request: HttpRequest, reader: Reader, subject: UUID, kind: str) -> HttpResponse:
    """Show the material of one kind of one country, each item with source and status."""
    found = [
        one
        for one in bundles.partners.lying(reader.country, kind)
        if one.partner.subject == subject and kind != bundles.tables.EDITION
    ]
    if not found:
        raise NotForYou
    log_read(reader, RecordClass.K0, subjects=[f"between/{subject}/{kind}"])
    context = {
        "one": found[0],
        "country": Labels(reader.country).nationality(found[0].partner.card["country"].upper()),
        "kind": words.kind(kind),
        "items": list(room_.items(found[0])),
        "is_gone": found[0].items is None,
    }
    return page(request, "desk/between_kind.html", context, here="material")


@READS
@room
@require_GET
def between_tables(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show one published table of several countries in one period, with the sum of what they published."""
    log_read(reader, RecordClass.K0, subjects=["between/tables"])
    periods = bundles.tables.by_period(bundles.tables.tables_here(reader.country))
    period = request.GET.get("period", "")
    period = period if period in periods else next(iter(periods), "")
    told = periods.get(period, {})
    code = request.GET.get("table", "")
    code = code if code in told else next(iter(told), "")
    context = {
        "periods": list(periods),
        "period": period,
        "codes": [(one, room_.title(some)) for one, some in told.items()],
        "code": code,
        "table": room_.together(told[code], Labels(reader.country)) if code else None,
    }
    return page(request, "desk/between_tables.html", context, here="material")
