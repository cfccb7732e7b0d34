"""What became of my call: a code is typed, and three words can come back. A wrong code is answered alike, whatever is wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from vereda.access.door import open_to_all
from vereda.public.limits import Limit
from vereda.public.page import draw, now, public
from vereda.rescue import door as rescue
from vereda.settings.environment import env

WRONG = Limit(10, 60)
"""Wrong codes of one address: at ten in a minute, eight secret digits last for decades."""


@open_to_all(reason="who called asks with a code, and is told one of three words and nothing about anybody")
@public
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Show the question; or the answer to it. The code stands in no address and in no page that comes back."""
    if request.method == "GET":
        return draw(request, "public/code.html", {"state": "", "asked": False, "is_full": False})
    if WRONG.is_full(request):
        return draw(request, "public/code.html", {"state": "", "asked": False, "is_full": True}, status=429)
    state = rescue.state_of_code(rescue.typed_code(request.POST.get("code", "")), env().country, now())
    if state is None:
        WRONG.count(request)
    return draw(request, "public/code.html", {"state": state or "", "asked": True, "is_full": False})
