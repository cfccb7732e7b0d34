"""SOS: the emergency number in one tap, and a form that becomes an alert. Nothing is asked twice or promised."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import open_to_all
from vereda.countries.door import pack
from vereda.errors import FieldError
from vereda.public import rooms
from vereda.public.limits import Limit
from vereda.public.page import draw, now, public
from vereda.settings.environment import env

SENT = Limit(20, 600)
"""Calls of one address: a shelter has one address for many, a program that floods has no patience."""


@open_to_all(reason="whoever is in danger may say so, without an account and without a name")
@public
@require_http_methods(["GET", "POST"])
def sos(request: HttpRequest) -> HttpResponse:
    """Show number and form; or keep the call and show its code, once."""
    if request.method == "GET":
        return _form(request, rooms.Call({"form": rooms.fresh_form(now())}, {}))
    call = rooms.read(request.POST.dict())
    if call.errors:
        return _form(request, call, status=422)
    if SENT.is_full(request):
        said = _("Llegaron muchos avisos desde aquí. Llame al número de emergencias; si no puede, espere unos minutos y envíe.")
        return _form(request, rooms.Call(call.values, {"what": said}), status=429)
    try:
        code = rooms.keep(call, at=now())
    except FieldError:
        said = _("No se guardó. Escriba qué pasa o dónde, y envíe otra vez.")
        return _form(request, rooms.Call(call.values, {"what": said}), status=422)
    SENT.count(request)
    return draw(request, "public/sent.html", {"code": code})


def _form(request: HttpRequest, call: rooms.Call, *, status: int = 200) -> HttpResponse:
    values = {name: call.values.get(name, "") for name in rooms.MOST}
    values["form"] = values["form"] or rooms.fresh_form(now())
    context = {
        "group_numbers": rooms.group_numbers(now()),
        "values": values,
        "errors": call.errors,
        "most": rooms.MOST,
        "cities": rooms.cities(),
        "example_point": pack(env().country).example_point,
    }
    return draw(request, "public/sos.html", context, status=status)
