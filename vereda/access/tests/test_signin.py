"""Signing in with password, code and recovery code; waits; what is told and what is not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vereda.access import second_factor, throttle
from vereda.access.actions import accounts
from vereda.access.actions.demo import PASSWORD, make_demo_accounts
from vereda.access.errors import OnlyInDemonstration
from vereda.access.models import Account, ReadRow
from vereda.access.web.guard import SHARED

pytestmark = pytest.mark.django_db


def enter(name: str, password: str = PASSWORD, client: Client | None = None, **more: str):
    return (client or Client()).post("/entrar/", {"login": name, "password": password, **more})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def with_app(cast, name: str) -> str:
    """Give somebody an app for codes, and return its secret."""
    from allauth.mfa.totp.internal.auth import TOTP

    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(cast.account(name), secret)
    return secret


# The page ---------------------------------------------------------------------------------------------------------


def test_the_page_is_spanish_first_and_english_on_wish(db):
    page = Client().get("/entrar/").content.decode()
    assert '<html lang="es">' in page
    assert "Contraseña" in page
    client = Client()
    assert client.post("/idioma/", {"language": "en", "next": "/entrar/"}).url == "/entrar/"
    assert '<html lang="en">' in client.get("/entrar/").content.decode()
    assert client.post("/idioma/", {"language": "xx", "next": "https://elsewhere.example/"}).url == "/entrar/"


def test_nobody_signs_up_and_nobody_resets_by_mail(db):
    for address in ("/signup/", "/accounts/signup/", "/entrar/signup/", "/password/reset/"):
        assert Client().get(address).status_code == 404


def test_the_language_stays_with_the_account(cast):
    cast.client("ines").post("/idioma/", {"language": "en"})
    assert Account.objects.get(username="ines").language == "en"
    assert '<html lang="en">' in cast.client("ines").get("/cuenta/").content.decode()


# Passwords --------------------------------------------------------------------------------------------------------


def test_a_right_password_opens_and_the_session_gets_a_new_id(cast):
    """SEC-016"""
    client = Client()
    client.get("/entrar/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["vereda_session"] = before
    assert enter("Ines", client=client).status_code == 302
    assert client.session.session_key != before
    cookie = client.cookies["vereda_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert len(client.session.session_key) >= 26, "32 letters of 36: 165 bits"


@pytest.mark.parametrize(("told", "kept"), [({"is_shared": "on"}, True), ({}, False)])
def test_whether_others_use_the_machine_decides_how_long_it_may_idle(cast, told, kept):
    client = Client()
    enter("ines", client=client, **told)
    assert client.session[SHARED] is kept


def test_a_wrong_password_an_unknown_name_and_a_closed_account_look_the_same(cast):
    """SEC-014"""
    accounts.close_account(account=cast.account("nadia").pk, by=cast.reader("alma"))
    answers = [enter("ines", "wrong"), enter("nobody", "wrong"), enter("nadia", "wrong"), enter("nadia")]
    pages = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert {answer.status_code for answer in answers} == {200}
    assert len(set(pages)) == 1
    assert "El usuario o la contraseña no son correctos" in pages[0]


def test_five_wrong_passwords_make_the_account_wait_and_the_wait_grows(cast):
    """SEC-015"""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            assert enter("ines", "wrong").status_code == 200
        late = enter("ines")
        assert (late.status_code, late.headers["Retry-After"]) == (429, "60")
        assert enter("nadia").status_code == 302, "others at the same address go on"
        clock.shift(timedelta(seconds=61))
        assert enter("ines", "wrong").status_code == 200
        assert enter("ines").headers["Retry-After"] == "120"
        clock.shift(timedelta(seconds=121))
        assert enter("ines").status_code == 302
        assert throttle.wait("ines") == 0


def test_an_unknown_name_waits_as_well(cast):
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(5):
            enter("nobody", "wrong")
        assert enter("nobody", "wrong").status_code == 429


def test_twenty_tries_a_minute_from_one_address_are_enough_for_a_shelter(cast):
    """SEC-015: good traffic behind one address passes, a flood does not."""
    names = list(cast.accounts)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [enter(name).status_code for name in (names + names)[:20]] == [302] * 20
        flood = enter("ines")
        assert (flood.status_code, flood.headers["Retry-After"]) == (429, "60")
        clock.shift(timedelta(seconds=61))
        assert enter("ines").status_code == 302


def test_wrong_passwords_are_counted_under_a_hash_and_never_under_a_name(cast):
    assert "ines" not in throttle._key("ines")


def test_sign_ins_and_wrong_ones_stand_in_the_log_by_id_only(cast):
    """SEC-040, SEC-042"""
    enter("ines")
    enter("ines", "wrong")
    enter("nobody", "wrong")
    rows = list(ReadRow.objects.order_by("seq").values_list("action", "account"))
    ines = str(cast.account("ines").pk)
    assert rows == [("signed_in", ines), ("sign_in_failed", ines), ("sign_in_failed", "")]


def test_the_password_is_hashed_by_argon2_with_memory(db):
    """SEC-012: the parameters of the house, which tests lower."""
    hasher = get_hasher()
    assert isinstance(hasher, Argon2PasswordHasher)
    real = Argon2PasswordHasher.__dict__ | {"time_cost": 2, "memory_cost": 102400, "parallelism": 8}
    own = type("Dear", (Argon2PasswordHasher,), {name: real[name] for name in ("time_cost", "memory_cost", "parallelism")})()
    encoded = own.encode("una frase larga", own.salt())
    assert encoded.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert own.verify("una frase larga", encoded)


@pytest.mark.parametrize("bad", ["corta", "password1234", "inescarrillo", "123456789012"])
def test_short_and_common_passwords_are_refused(cast, bad):
    """SEC-012"""
    client = cast.client("ines")
    answer = client.post("/cuenta/contrasena/", {"oldpassword": PASSWORD, "password1": bad, "password2": bad})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert Account.objects.get(username="ines").check_password(PASSWORD)


def test_a_first_password_is_changed_before_anything_else(cast):
    account, password = accounts.open_account(username="pedro", display_name="Pedro", by=cast.reader("rafael"))
    client = Client()
    enter("pedro", password, client=client)
    assert client.get("/cuenta/").url == "/cuenta/contrasena/"
    new = "cuatro palabras que no van"
    answer = client.post("/cuenta/contrasena/", {"oldpassword": password, "password1": new, "password2": new}, follow=True)
    account.refresh_from_db()
    assert not account.is_password_temporary
    assert answer.redirect_chain == [("/cuenta/segundo-paso/", 302)], "the way goes on, and says what was done"
    assert "Contraseña cambiada." in answer.content.decode()
    assert client.get("/cuenta/").status_code == 200


# The second step --------------------------------------------------------------------------------------------------


def test_password_alone_does_not_open_when_there_is_a_second_step(cast):
    """SEC-013"""
    secret, client = with_app(cast, "ines"), Client()
    assert enter("ines", client=client).url == "/entrar/codigo/"
    assert client.get("/cuenta/").status_code == 302, "not in yet"
    assert client.post("/entrar/codigo/", {"code": "000000"}).status_code == 200
    assert client.get("/cuenta/").status_code == 302
    assert client.post("/entrar/codigo/", {"code": code_for(secret)}).status_code == 302
    assert client.get("/cuenta/").status_code == 200


def test_a_code_opens_once(cast):
    secret, codes = with_app(cast, "ines"), []
    for client in (Client(), Client()):
        enter("ines", client=client)
        codes.append(client.post("/entrar/codigo/", {"code": code_for(secret)}).status_code)
    assert codes == [302, 200]


@pytest.mark.django_db(transaction=True)
def test_setting_up_codes_after_the_first_sign_in_gives_ten_recovery_codes(cast):
    client = Client()
    enter("ines", client=client)
    page = client.get("/cuenta/segundo-paso/aplicacion/")
    assert page.status_code == 200, "who signed in just now is not asked for the password again"
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page.content.decode())[1]
    done = client.post("/cuenta/segundo-paso/aplicacion/", {"code": code_for(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<li>(\d{8})</li>", client.get(done.url).content.decode())
    assert len(set(codes)) == 10
    assert client.session[second_factor.ENROLLED]
    other = Client()
    enter("ines", client=other)
    assert other.post("/entrar/codigo/", {"code": codes[0]}).status_code == 302, "a recovery code opens"
    again = Client()
    enter("ines", client=again)
    assert again.post("/entrar/codigo/", {"code": codes[0]}).status_code == 200, "and only once"


def test_later_the_password_is_asked_for_again_before_a_factor_changes(cast):
    secret, client = with_app(cast, "ines"), Client()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter("ines", client=client)
        client.post("/entrar/codigo/", {"code": code_for(secret)})
        assert client.get("/cuenta/segundo-paso/aplicacion/quitar/").status_code == 200
        clock.shift(timedelta(minutes=6))
        assert client.get("/cuenta/segundo-paso/aplicacion/quitar/").url.startswith("/cuenta/confirmar/")


def test_secrets_of_factors_are_stored_sealed(cast):
    secret = with_app(cast, "ines")
    stored = str(Authenticator.objects.get(user=cast.account("ines")).data)
    assert secret not in stored
    assert second_factor.unseal(second_factor.seal("x")) == "x"
    assert second_factor.seal("x") != second_factor.seal("x")


def test_wrong_codes_are_limited(cast):
    with_app(cast, "ines")
    client = Client()
    enter("ines", client=client)
    pages = [client.post("/entrar/codigo/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Demasiados intentos" in pages[-1]


def test_after_a_lost_phone_the_account_starts_anew(cast):
    with_app(cast, "ines")
    password = accounts.reset_sign_in(account=cast.account("ines").pk, by=cast.reader("rafael"))
    client = Client()
    assert enter("ines", password, client=client).url == "/"
    assert client.get("/cuenta/").url == "/cuenta/contrasena/"


# Out --------------------------------------------------------------------------------------------------------------


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(cast):
    """SEC-018; the phone's sealed queue lives in the same browser, and stays."""
    client = cast.client("ines")
    assert client.get("/salir/").status_code == 200, "a link alone signs nobody out"
    answer = client.post("/salir/")
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache"')
    assert client.get("/cuenta/").status_code == 302


# The demonstration ------------------------------------------------------------------------------------------------


def test_a_late_answer_for_a_session_that_ended_leaves_the_cookie_of_the_new_one(cast):
    """A page asks who is there with a cookie whose session is gone; meanwhile the same browser has another."""
    client = cast.client("ines")
    Session.objects.all().delete()
    asked = client.get("/presencia/", headers={"Accept": "application/json"})
    assert asked.status_code == 401
    assert "vereda_session" not in asked.cookies


def test_demonstration_accounts_are_refused_anywhere_else(db):
    with pytest.raises(OnlyInDemonstration):
        make_demo_accounts()
    assert not Account.objects.exists()


def test_a_demonstration_prints_an_account_of_each_role_and_running_it_again_changes_nothing(db, monkeypatch):
    from vereda.access.words import Role
    from vereda.settings import environment

    monkeypatch.setenv("VEREDA_DEMO", "1")
    environment.env.cache_clear()
    try:
        made = make_demo_accounts()
        assert {one.role for one in made} == set(Role)
        assert make_demo_accounts() == made
        assert Account.objects.count() == len(made) == 19
        page = Client().get("/entrar/").content.decode()
        assert PASSWORD in page
        assert "Rafael Ontiveros" in page
    finally:
        monkeypatch.delenv("VEREDA_DEMO")
        environment.env.cache_clear()
    assert PASSWORD not in Client().get("/entrar/").content.decode()


def test_known_unknown_and_closed_names_cost_one_hash_each(cast, monkeypatch):
    """SEC-014: the hash is what takes time, so nobody's existence can be told by a clock."""
    accounts.close_account(account=cast.account("nadia").pk, by=cast.reader("alma"))
    spent: list[str] = []

    def counted(name: str):
        real = getattr(Argon2PasswordHasher, name)

        def spend(self, *args):
            spent.append(name)
            return real(self, *args)

        monkeypatch.setattr(Argon2PasswordHasher, name, spend)

    counted("encode")
    counted("verify")
    for name in ("ines", "nobody", "nadia"):
        spent.clear()
        enter(name, "wrong")
        assert len(spent) == 1, name
