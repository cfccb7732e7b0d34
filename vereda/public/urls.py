"""Addresses of the public pages: short, to be said aloud."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.public import between, openrosa
from vereda.public.web import certificate, code, complaint, guide, odata, open_data, referral, sos, tables, told

app_name = "public"


def data(before: str, after: str, language: str) -> list[URLPattern]:
    """Return the addresses of open data in one language. A period is '2011-12', or a year."""
    pages = [path(f"{before}", open_data.editions, {"language": language}, name=f"data-list{after}")]
    for kind, of in (("printed-", "impresas/<slug:series>/<str:period>/"), ("", "<str:period>/")):
        pages += [
            path(
                f"{before}{of}",
                open_data.edition if kind else open_data.editions,
                {"language": language},
                name=f"data-{kind}edition{after}",
            ),
            path(f"{before}{of}r<int:number>/", open_data.edition, {"language": language}, name=f"data-{kind}revision{after}"),
            path(f"{before}{of}r<int:number>/<str:name>", open_data.file, {"language": language}, name=f"data-{kind}file{after}"),
        ]
    return pages


urlpatterns = [
    path("between/v1/bundle", between.bundle, name="between"),
    path("sos/", sos.sos, name="sos"),
    path("sos/<slug:language>/", sos.sos, name="sos-in"),
    path("aviso/", code.code, name="code"),
    path("aviso/<slug:language>/", code.code, name="code-in"),
    path("queja/", complaint.complaint, name="complaint"),
    path("queja/respuesta/", complaint.answers, name="complaint-answers"),
    path("queja/papel.pdf", complaint.paper, name="complaint-paper"),
    path("queja/<slug:language>/", complaint.complaint, name="complaint-in"),
    path("constancia/", certificate.certificate, name="certificate"),
    path("constancia/llaves.json", certificate.keys, name="certificate-keys"),
    path("constancia/<slug:language>/", certificate.certificate, name="certificate-in"),
    path("r/", referral.referral, name="referral"),
    path("r/<slug:language>/", referral.referral, name="referral-in"),
    *data("datos/en/", "-en", "en"),
    *data("datos/", "", "es"),
    path("api/v1/tables/<str:name>", tables.tables, name="tables"),
    path("api/v1/odata/", odata.odata, name="odata"),
    path("api/v1/odata/<path:what>", odata.odata, name="odata-of"),
    path("api/v1/events", told.events, name="events"),
    path("api/v1/practices/<uuid:subject>", told.practice, name="practice"),
    path("openrosa/formList", openrosa.form_list, name="openrosa-list"),
    path("openrosa/submission", openrosa.submission, name="openrosa-submission"),
    path("openrosa/<uuid:survey>/<str:version>/form.xml", openrosa.form, name="openrosa-form"),
    path("openrosa/<uuid:survey>/<str:version>/manifest.xml", openrosa.manifest, name="openrosa-manifest"),
    path("guia/", guide.guide, name="guide"),
    path("guia/audio/<str:name>", guide.recording, name="guide-recording"),
    path("guia/<str:name>", guide.guide, name="guide-file"),
]
