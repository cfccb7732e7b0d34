"""Every route of the house: sign-in, the desk, and what phones and other nodes send to."""

from __future__ import annotations

import importlib.util

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from vereda.client.api import api as sync

urlpatterns: list[URLPattern | URLResolver] = []


def _exists(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


urlpatterns += [path("sync/v1/", sync.urls)]
urlpatterns += [path("", include(m)) for m in ("vereda.access.urls", "vereda.desk.urls") if _exists(m)]

handler400 = "vereda.access.web.answers.bad_request"
handler403 = "vereda.access.web.answers.forbidden"
handler404 = "vereda.access.web.answers.not_found"
handler429 = "vereda.access.web.answers.too_many"
handler500 = "vereda.access.web.answers.server_error"
