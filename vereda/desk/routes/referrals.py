"""Referencias y permisos: handing somebody on with their consent, hearing back, taking it back."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import consents, referral_new, referrals

routes: list[URLPattern] = [
    path("encuentros/<uuid:subject>/referir/", referral_new.refer, name="refer"),
    path("encuentros/<uuid:subject>/referir/familia/", referral_new.refer_family, name="refer_family"),
    path("casos/<uuid:subject>/referir/", referral_new.refer_case, name="refer_case"),
    path("referencias/", referrals.referral_list, name="referrals"),
    path("referencias/<uuid:subject>/", referrals.referral, name="referral"),
    path("referencias/<uuid:subject>/hoja.pdf", referral_new.slip_pdf, name="referral_slip"),
    path("referencias/<uuid:subject>/palabras/", referrals.give_words, name="referral_words"),
    path("referencias/<uuid:subject>/<slug:what>/", referrals.act_on, name="act_on_referral"),
    path("encuentros/<uuid:subject>/permisos/", consents.of_encounter, name="encounter_consents"),
    path("encuentros/<uuid:subject>/permisos/leer/", consents.read_to_encounter, name="read_encounter_consent"),
    path("personas/<uuid:subject>/permisos/", consents.of_person, name="person_consents"),
    path("personas/<uuid:subject>/permisos/leer/", consents.read_to_person, name="read_person_consent"),
    path("permisos/quitar/", consents.withdraw_by_code, name="withdraw_by_code"),
    path("permisos/<uuid:consent>/quitar/", consents.withdraw, name="withdraw_consent"),
    path("permisos/<uuid:consent>/hoja.pdf", consents.slip_pdf, name="consent_slip"),
]
