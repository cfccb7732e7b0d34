"""Routes of access. allauth's views keep allauth's names; each is marked here, since they carry no mark of ours."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import include, path

from vereda.access.web import accounts, intakes, me, reads, signin
from vereda.access.web.marks import for_signed_in, open_to_all

entrance = open_to_all(reason="the way in, for people who are not in yet")
own = for_signed_in(reason="one's own password and second step, whatever the role")

access = [
    path("cuenta/", me.me, name="me"),
    path("cuenta/funcion/", me.switch, name="switch"),
    path("presencia/", me.presence, name="presence"),
    path("idioma/", me.language, name="language"),
    path("cuentas/", accounts.people, name="accounts"),
    path("cuentas/centros/", intakes.centres, name="intakes"),
    path("cuentas/centros/<uuid:intake>/quitar/", intakes.end, name="end_intake"),
    path("cuentas/nueva/", accounts.open_account, name="open_account"),
    path("cuentas/<uuid:account>/funcion/", accounts.grant, name="grant"),
    path("cuentas/<uuid:account>/contrasena/", accounts.reset, name="reset"),
    path("cuentas/<uuid:account>/cerrar/", accounts.close, name="close"),
    path("cuentas/funciones/<uuid:membership>/confirmar/", accounts.confirm, name="confirm"),
    path("cuentas/funciones/<uuid:membership>/retirar/", accounts.revoke, name="revoke"),
    path("lecturas/", reads.reads, name="reads"),
]

urlpatterns = [
    path("", include((access, "access"))),
    path("entrar/", entrance(signin.sign_in), name="account_login"),
    path("entrar/codigo/", entrance(factor.authenticate), name="mfa_authenticate"),
    path("entrar/llave/", entrance(keys.login_webauthn), name="mfa_login_webauthn"),
    path("entrar/cerrada/", entrance(account.account_inactive), name="account_inactive"),
    path("salir/", entrance(signin.sign_out), name="account_logout"),
    path("cuenta/contrasena/", own(account.password_change), name="account_change_password"),
    path("cuenta/confirmar/", own(account.reauthenticate), name="account_reauthenticate"),
    path("cuenta/confirmar/codigo/", own(factor.reauthenticate), name="mfa_reauthenticate"),
    path("cuenta/confirmar/llave/", own(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("cuenta/segundo-paso/", own(factor.index), name="mfa_index"),
    path("cuenta/segundo-paso/aplicacion/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("cuenta/segundo-paso/aplicacion/quitar/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("cuenta/segundo-paso/llaves/", own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("cuenta/segundo-paso/llaves/nueva/", own(keys.add_webauthn), name="mfa_add_webauthn"),
    path("cuenta/segundo-paso/llaves/<int:pk>/nombre/", own(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("cuenta/segundo-paso/llaves/<int:pk>/quitar/", own(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("cuenta/segundo-paso/codigos/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("cuenta/segundo-paso/codigos/nuevos/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("cuenta/segundo-paso/codigos/archivo/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
