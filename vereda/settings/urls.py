"""Every route of the house: sign-in, the desk, and what phones and other nodes send to."""

from __future__ import annotations

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from vereda.client.api import api as sync
from vereda.public.intake import api as intake

urlpatterns: list[URLPattern | URLResolver] = [
    path("sync/v1/", sync.urls),
    path("api/v1/", intake.urls),
    path("", include("vereda.public.urls")),
    path("app/", include("vereda.client.shell")),
    path("", include("vereda.access.urls")),
    path("", include("vereda.desk.urls")),
]

handler400 = "vereda.access.web.answers.bad_request"
handler403 = "vereda.access.web.answers.forbidden"
handler404 = "vereda.access.web.answers.not_found"
handler429 = "vereda.access.web.answers.too_many"
handler500 = "vereda.access.web.answers.server_error"
