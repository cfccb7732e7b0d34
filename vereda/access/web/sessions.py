"""Sessions by cookie, whose end does not sign out who signed in meanwhile."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class Sessions(SessionMiddleware):
    """Django's own, but only an answer to a form takes the cookie away.

    A page that stands open asks who is there. Its answer for a session that ended may come late, when the same person has
    signed in again in another tab: taking the cookie away then would end the new session. What stays is the number of a
    session that the server no longer has.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method != "POST" and request.session.is_empty():
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return super().process_response(request, response)
