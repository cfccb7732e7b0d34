"""Addresses of the public pages: short, to be said aloud."""

from __future__ import annotations

from django.urls import path

from vereda.public.web import code, complaint, guide, odata, referral, sos, tables

app_name = "public"
urlpatterns = [
    path("sos/", sos.sos, name="sos"),
    path("sos/<slug:language>/", sos.sos, name="sos-in"),
    path("aviso/", code.code, name="code"),
    path("aviso/<slug:language>/", code.code, name="code-in"),
    path("queja/", complaint.complaint, name="complaint"),
    path("queja/respuesta/", complaint.answers, name="complaint-answers"),
    path("queja/papel.pdf", complaint.paper, name="complaint-paper"),
    path("queja/<slug:language>/", complaint.complaint, name="complaint-in"),
    path("r/", referral.referral, name="referral"),
    path("r/<slug:language>/", referral.referral, name="referral-in"),
    path("api/v1/tables/<str:name>", tables.tables, name="tables"),
    path("api/v1/odata/", odata.odata, name="odata"),
    path("api/v1/odata/<path:what>", odata.odata, name="odata-of"),
    path("guia/", guide.guide, name="guide"),
    path("guia/audio/<str:name>", guide.recording, name="guide-recording"),
    path("guia/<str:name>", guide.guide, name="guide-file"),
]
