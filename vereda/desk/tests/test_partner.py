"""The pages of a partner: its own referrals, the minimum of each, its own house, and nothing else. Waiting times beside them."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest

from vereda.access.models import ReadRow
from vereda.countries.door import pack
from vereda.people.words import WithdrawnBy
from vereda.referrals.tests.test_partner import NOW, House, clock, house  # noqa: F401  fixtures
from vereda.referrals.words import FEWEST, Answer, Item, RefusedFor, Service, Way

pytestmark = pytest.mark.django_db
ABSENT = UUID(int=7)
ACTS = ("acepta", "no-puede", "llegaron", "hecho", "palabras")
OTHERS = ("ines", "nadia", "rafael", "lucia", "graciela", "julia", "alma", "bruno", "emilio", "marta")


def body(answer) -> str:
    return answer.content.decode()


def rows(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def main(answer) -> str:
    """Return the words of the page without its frame."""
    return rows(body(answer).split('<main id="main"')[1])


def reads(house, name: str = "rosa") -> list[tuple[str, str, str]]:  # noqa: F811
    found = ReadRow.objects.filter(account=str(house.cast.account(name).pk), action="read").order_by("seq")
    return list(found.values_list("record_class", "purpose", "subject"))


def test_the_first_page_of_a_partner_is_its_referrals(house):  # noqa: F811
    client = house.cast.client("rosa")
    assert client.get("/").url == "/aliada/"
    answer = client.get("/", follow=True)
    assert "Casa del Migrante de Saltillo" in main(answer)
    assert "Ninguna por ahora" in main(answer)


def test_the_list_holds_the_help_and_the_hour_and_nothing_of_who_it_is(house):  # noqa: F811
    subject = house.offers()
    answer = house.cast.client("rosa").get("/aliada/")
    assert f"/aliada/{subject}/" in body(answer)
    assert "Alojamiento" in main(answer)
    for secret in ("mujer y dos niños", "Xóchitl", "962 000 0000", "camioneta"):
        assert secret not in body(answer)
    assert [one[:2] for one in reads(house)] == [("K2", "assist")], "one row for the list"


def test_a_referral_is_read_by_its_pieces_and_the_name_after_accepting(house):  # noqa: F811
    subject, client = house.offers(), house.cast.client("rosa")
    answer = client.get(f"/aliada/{subject}/")
    assert "mujer y dos niños" in main(answer)
    assert "Xóchitl" not in main(answer)
    assert "El nombre se ve al aceptar" in main(answer)
    assert f"la envía {pack('mx').groups[house.row(subject).group].name}," in main(answer)
    assert "aún no aprobado por personal clínico" in main(answer)
    answer = client.post(f"/aliada/{subject}/acepta/", follow=True)
    assert "Xóchitl" in main(answer)
    assert ("K2", "assist", str(subject)) in reads(house)
    assert house.row(subject).answered_by == Way.ACCOUNT


def test_each_class_that_is_read_is_a_row_with_its_purpose(house):  # noqa: F811
    from vereda.referrals.door import Receiver

    told = {Item.AGE_SEX: "mujer, 30", Item.LANGUAGE: "español", Item.CALL_BACK: "962", Item.HANDOVER: "no duerme"}
    reader = house.cast.reader("tomas", "medical")
    subject = house.refers(
        service=Service.MENTAL_HEALTH, receiver=Receiver(code=house.code), told=told, reader=reader, by=house.by("tomas")
    ).receipt.subject
    assert "no duerme" in main(house.cast.client("rosa").get(f"/aliada/{subject}/"))
    assert {one[:2] for one in reads(house) if one[2] == str(subject)} == {("K2", "assist"), ("K3", "medical")}


def test_refusing_closes_it_at_once(house):  # noqa: F811
    subject, client = house.offers(), house.cast.client("rosa")
    answer = client.post(f"/aliada/{subject}/no-puede/", follow=True)
    assert "Diga por qué no se puede" in main(answer)
    answer = client.post(f"/aliada/{subject}/no-puede/", {"reason": RefusedFor.FULL}, follow=True)
    assert answer.redirect_chain[-1][0] == "/aliada/"
    assert str(subject) not in body(answer)
    assert client.get(f"/aliada/{subject}/").status_code == 404


def test_withdrawn_consent_closes_it_between_two_requests_and_answers_as_what_never_was(house):  # noqa: F811
    from vereda.people.door import withdraw_consent

    subject, client = house.offers(), house.cast.client("rosa")
    client.post(f"/aliada/{subject}/acepta/")
    assert "Xóchitl" in main(client.get(f"/aliada/{subject}/"))
    withdraw_consent(consent=house.row(subject).consent, by=house.by(), at=NOW, way=WithdrawnBy.PAPER)
    closed, absent = client.get(f"/aliada/{subject}/"), client.get(f"/aliada/{ABSENT}/")
    assert (closed.status_code, main_or_all(closed)) == (absent.status_code, main_or_all(absent))
    for act in ACTS:
        told = {"reason": "full", "note": "hola"}
        hidden, never = (client.post(f"/aliada/{one}/{act}/", told) for one in (subject, ABSENT))
        assert (hidden.status_code, main_or_all(hidden)) == (never.status_code, main_or_all(never)) == (404, main_or_all(never))
    assert str(subject) not in body(client.get("/aliada/"))
    assert house.row(subject).status == "accepted", "nothing was written"


def main_or_all(answer) -> str:
    text = re.sub(r'value="[^"]{20,}"|nonce="[^"]*"', "", body(answer))
    return rows(text)


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_sees_or_answers_there(house, name):  # noqa: F811
    subject, client = house.offers(), house.cast.client(name)
    for path in ("/aliada/", f"/aliada/{subject}/", "/aliada/lugares/", "/aliada/datos/"):
        answer = client.get(path)
        assert answer.status_code in (403, 404), path
        assert "mujer y dos niños" not in body(answer)
    for act in ACTS:
        assert client.post(f"/aliada/{subject}/{act}/", {"reason": "full"}).status_code in (403, 404)
    assert house.row(subject).answer == ""


def test_a_partner_of_another_house_finds_nothing(house, monkeypatch):  # noqa: F811
    from vereda.access.models import Membership
    from vereda.referrals.tests.test_partner import other_shelter

    subject, client = house.offers(), house.cast.client("rosa")
    Membership.objects.filter(account=house.cast.account("rosa").pk).update(institution=other_shelter(house.code))
    assert client.get(f"/aliada/{subject}/").status_code == 404
    assert str(subject) not in body(client.get("/aliada/"))
    assert client.post(f"/aliada/{subject}/acepta/").status_code == 404


def test_a_partner_opens_nothing_else_of_the_house(house):  # noqa: F811
    client = house.cast.client("rosa")
    for path in ("/hoy/", "/encuentros/", "/personas/", "/alertas/", "/boletin/", "/esperas/", "/directorio/", "/lugares-libres/",
                 "/extraviadas/", "/casos/", "/telefonos/", "/cuentas/", "/lecturas/", "/mapa/", "/el-puesto/"):  # fmt: skip
        assert client.get(path).status_code in (403, 404), path


def institution_of_kind(kind: str) -> str:
    from vereda.countries.door import pack

    return next(row.code for row in pack("mx").services_directory.values() if row.kind == kind)


@pytest.mark.parametrize("kind", ["asylum_authority", "consulate", "temporary_centre"])
def test_an_institution_that_could_detain_gets_no_account_by_the_page_the_action_or_an_entry(house, kind):  # noqa: F811
    from vereda.access import lookups
    from vereda.access.actions.memberships import grant
    from vereda.access.entries import PostedTo
    from vereda.access.errors import PartnerWithoutInstitution
    from vereda.access.models import Membership
    from vereda.access.words import Role, Standing
    from vereda.logbook.door import record

    code = institution_of_kind(kind)
    alma, rosa = house.cast.client("alma"), house.cast.account("rosa")
    form = body(alma.get("/cuentas/nueva/"))
    assert f'value="{code}"' not in form, "it is not even offered"
    told = {"display_name": "X", "username": "otra", "language": "es", "role": "partner", "institution_role": "shelter_network",
            "institution": code, "from_on": "2026-11-12"}  # fmt: skip
    assert alma.post("/cuentas/nueva/", told).status_code == 200
    assert not Membership.objects.filter(institution=code).exists()
    for institution in (code, "", "nowhere", "inm", "fgr"):
        with pytest.raises(PartnerWithoutInstitution):
            grant(account=rosa.pk, role=Role.PARTNER, country="mx", institution=institution, from_on=NOW.date(), at=NOW,
                  by=house.cast.reader("alma"))  # fmt: skip
    row = Membership.objects.get(account=rosa.pk)
    Membership.objects.filter(pk=row.pk).update(institution=code)  # as an entry of another node would have it
    row.refresh_from_db()
    assert lookups.standing_of(row) is Standing.REFUSED
    assert house.cast.client("rosa").get("/aliada/").status_code in (403, 404)
    record(PostedTo(institution=code), subject=row.subject, by=house.by(), at=NOW)
    row.refresh_from_db()
    assert row.institution == house.code, "the first stands: nobody is moved to another institution"


@pytest.mark.parametrize("role", ["migration_authority", "police", "military", "prosecutor"])
def test_no_role_of_enforcement_is_chosen_beside_a_shelter(house, role):  # noqa: F811
    from vereda.access.actions.memberships import grant
    from vereda.access.errors import EnforcementPost
    from vereda.access.words import Role

    with pytest.raises(EnforcementPost):
        grant(account=house.cast.account("rosa").pk, role=Role.PARTNER, country="mx", institution=house.code,
              institution_role=role, from_on=NOW.date(), at=NOW, by=house.cast.reader("alma"))  # fmt: skip


def test_an_administrator_makes_a_partner_and_another_one_confirms_it(house):  # noqa: F811
    from vereda.access import lookups
    from vereda.access.actions.memberships import confirm
    from vereda.access.errors import VouchedByAnother
    from vereda.access.models import Account, Membership

    alma = house.cast.client("alma")
    told = {"display_name": "Beto", "username": "beto", "language": "es", "role": "partner", "institution_role": "network",
            "institution": house.code, "from_on": "2026-11-12"}  # fmt: skip
    assert "beto" in body(alma.post("/cuentas/nueva/", told))
    beto = Account.objects.get(username="beto")
    row = Membership.objects.get(account=beto.pk)
    assert (row.institution, row.institution_role) == (house.code, "shelter_network"), "what it is decides"
    assert "Casa del Migrante de Saltillo" in rows(body(alma.get("/cuentas/")))
    assert not lookups.held_by(beto.pk), "who gave the password knows it"
    with pytest.raises(VouchedByAnother):
        confirm(membership=row.subject, by=house.cast.reader("alma"), at=NOW)
    confirm(membership=row.subject, by=lookups.operator(), at=NOW)
    [held] = lookups.held_by(beto.pk)
    assert held.institution == house.code


def test_the_account_ends_with_its_last_day_and_after_ninety_days_unconfirmed(house):  # noqa: F811
    from vereda.access.models import Membership

    rosa = house.cast.account("rosa")
    assert house.cast.client("rosa").get("/aliada/").status_code == 200
    Membership.objects.filter(account=rosa.pk).update(
        confirmed_on=NOW.date() - timedelta(days=91), from_on=NOW.date() - timedelta(days=200)
    )
    assert house.cast.client("rosa").get("/aliada/").status_code in (403, 404)
    Membership.objects.filter(account=rosa.pk).update(confirmed_on=NOW.date(), until_on=NOW.date() - timedelta(days=1))
    assert house.cast.client("rosa").get("/aliada/").status_code in (403, 404)


def test_a_house_counts_and_taps_and_the_posts_see_it(house):  # noqa: F811
    client = house.cast.client("rosa")
    answer = client.post("/aliada/lugares/", {"free:women": "4", "free:men": "0"}, follow=True)
    assert "Contado" in main(answer)
    client.post("/aliada/lugares/cambia/", {"who": "women", "what": "less"})
    answer = client.post("/aliada/lugares/cambia/", {"who": "men", "what": "less"}, follow=True)
    assert "Ya no quedaba lugar" in main(answer)
    seen = body(house.cast.client("ines").get("/lugares-libres/"))
    assert re.search(r"<span>Mujeres</span> <b>3</b>", seen)
    assert "con su cuenta" in rows(seen)
    assert "Rosa" not in rows(seen), "the house said it, not a person"
    assert client.post("/aliada/lugares/cambia/", {"who": "dogs", "what": "less"}).status_code == 404


def test_a_house_says_what_may_be_seen_of_it(house):  # noqa: F811
    client = house.cast.client("rosa")
    told = {"serves:women": "1", "speaks:spa": "1", "always": "1", "telephone": "844 000 0000", "seen": "yes_no"}
    assert "Guardado" in main(client.post("/aliada/datos/", told, follow=True))
    client.post("/aliada/lugares/", {"free:women": "4"})
    seen = rows(body(house.cast.client("ines").get("/lugares-libres/")))
    assert "Mujeres hay lugar" in seen
    assert "Mujeres 4" not in seen
    assert "Todos los días, a toda hora" in rows(body(house.cast.client("ines").get(f"/directorio/{house.code}/")))
    every = dict.fromkeys(re.findall(r'name="(speaks:[a-z]+)"', client.get("/aliada/datos/").content.decode()), "1")
    assert len(every) > 20
    assert client.post("/aliada/datos/", {**told, **every}).status_code == 302, "a house may tick all that its form offers"
    wrong = client.post("/aliada/datos/", {**told, "telephone": "llámenos <b>"})
    assert wrong.status_code == 422
    assert "Escriba solo el número" in main(wrong)


@pytest.fixture
def waited(house):  # noqa: F811
    """Return a function that makes referrals which were answered after some minutes."""
    from vereda.referrals.models import Referral

    def wait(count: int, minutes: int, **told: object) -> None:
        for _ in range(count):
            subject = house.offers(**told)
            house.says("answer", subject, answer=Answer.ACCEPTED) if "receiver" not in told else None
            Referral.objects.filter(subject=subject).update(answered_at=NOW + timedelta(minutes=minutes))

    return wait


def test_of_enough_the_median_is_shown_and_of_fewer_not_even_the_name(house, waited):  # noqa: F811
    from vereda.referrals.models import Referral

    waited(FEWEST - 1, 30)
    client = house.cast.client("rafael")
    assert "Casa del Migrante" not in main(client.get("/esperas/"))
    waited(1, 30)
    answer = main(client.get("/esperas/"))
    assert "Casa del Migrante de Saltillo" in answer
    assert "30 min" in answer
    Referral.objects.update(within="screening")
    answer = main(client.get("/esperas/"))
    assert "30 min" not in answer, "a class that a coordinator does not hold is not counted"


def test_headquarters_reads_the_groups_from_clear_fields_alone(house, waited, monkeypatch):  # noqa: F811
    from vereda.referrals.lookups import sealed

    waited(FEWEST, 90)

    def never(*_: object) -> None:
        raise AssertionError("a box was opened")

    monkeypatch.setattr(sealed, "about", never)
    for name in ("julia", "bruno", "octavio"):
        answer = main(house.cast.client(name).get("/esperas/"))
        assert "Piedras Negras" in answer, name
        assert "1 h 30 min" in answer
        assert "Casa del Migrante" not in answer
    monkeypatch.undo()
    assert "Piedras Negras" not in main(house.cast.client("rafael").get("/esperas/")).replace("Grupo Beta Piedras Negras", "")


def test_what_waits_longer_than_the_pack_allows_is_listed_for_the_coordinator(house):  # noqa: F811
    from vereda.referrals.models import Referral

    late, fresh = house.offers(), house.offers()
    Referral.objects.filter(subject=late).update(made_at=NOW - timedelta(hours=9))
    folios = dict(Referral.objects.values_list("subject", "folio"))
    answer = main(house.cast.client("rafael").get("/esperas/"))
    assert folios[late] in answer
    assert "espera 9 h" in answer
    assert folios[fresh] not in answer
    Referral.objects.filter(subject=late).update(within="legal", made_at=NOW - timedelta(days=5))
    assert folios[late] not in main(house.cast.client("rafael").get("/esperas/")), "hidden and absent are alike"


@pytest.mark.parametrize("name", ["ines", "tomas", "lucia", "nadia", "rosa", "graciela", "alma"])
def test_who_neither_coordinates_nor_counts_reads_no_waiting_times(house, waited, name):  # noqa: F811
    waited(FEWEST, 30)
    answer = house.cast.client(name).get("/esperas/")
    assert answer.status_code in (403, 404)
    assert "30 min" not in body(answer)
