"""Sexual violence and torture are classes of their own: who holds the rest of protection without one finds nothing of it."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.http import HttpResponse

from vereda.access.rules import policy
from vereda.access.tests.cast import Cast, text
from vereda.access.words import Action, Part, Purpose, Reader, RecordClass, Scope
from vereda.desk.rooms import partner
from vereda.desk.tests.referred import YES
from vereda.desk.tests.referred import sent as referred
from vereda.desk.tests.test_protection import NOW, SENT, clock, sent, taken  # noqa: F401  fixtures
from vereda.logbook import sealing
from vereda.logbook.door import open_box
from vereda.logbook.keystore import KeyName
from vereda.logbook.lookups import _bound
from vereda.logbook.models import Box
from vereda.logbook.nodekeys import key_store
from vereda.protection.door import sealed
from vereda.protection.models import ProtectionCase
from vereda.referrals.models import Referral

pytestmark = pytest.mark.django_db
FORMS = {
    Part.SEXUAL_VIOLENCE: ("horas/", {"told:HIV": "on", "wants_care": "yes", "note": "Zafiro"}),
    Part.TORTURE: ("tortura/", {"wants": "yes", "to": "Turquesa", "note": "Zafiro"}),
}
CARE = {
    "ayuda": "survivor_care", "purpose": "assist", "receiver": "typed", "name": "Hospital Obsidiana", "role": "health",
    "told:age_sex": "mujer, 24", "told:language": "español", "told:arrives": "hoy", "told:call_back": "878 000 0000",
}  # fmt: skip


@pytest.fixture
def encounter(met) -> UUID:
    return met(3)


def without(monkeypatch: pytest.MonkeyPatch, *parts: Part) -> None:
    """Take from every role the lines of some parts, and leave the rest of protection."""
    kept = policy.Matrix(right for right in policy.matrix().rights if right.part not in parts)
    monkeypatch.setattr(policy, "matrix", lambda: kept)


def said(answer: HttpResponse) -> str:
    """Return what a page says, without its one-time tokens."""
    return re.sub(r'value="[^"]{20,}"|nonce="[^"]*"', "", answer.content.decode())


def noted(cast: Cast, at: str) -> None:
    for form, told in FORMS.values():
        assert cast.client("lucia").post(f"{at}{form}", SENT | told).status_code == 302


@pytest.mark.parametrize("part", FORMS, ids=str)
def test_whoever_holds_the_rest_sees_a_case_in_which_it_was_noted_like_one_in_which_it_was_not(
    cast: Cast,
    taken: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    part: Part,
):
    """On the page of the case, in lists, in the search for a person, and in the numbers of the coordinator."""
    other = next(one for one in FORMS if one is not part)
    assert cast.client("lucia").post(taken + FORMS[other][0], SENT | FORMS[other][1] | {"note": "Amatista"}).status_code == 302

    def seen() -> list[str]:
        lucia, rafael = cast.client("lucia"), cast.client("rafael")
        found = [lucia.get(taken), lucia.get("/proteccion/")]
        found += [rafael.get("/proteccion/"), rafael.post("/personas/?purpose=assist", {"name": "Zafiro"})]
        assert {one.status_code for one in found} == {200}
        return [said(one) for one in found]

    with monkeypatch.context() as fewer:
        without(fewer, part)
        before = seen()
    form, told = FORMS[part]
    assert cast.client("lucia").post(f"{taken}{form}", SENT | told).status_code == 302
    assert "Zafiro" in text(cast.client("lucia").get(taken)), "who holds it reads it"
    without(monkeypatch, part)
    after = seen()
    assert after == before
    assert "Amatista" in after[0], "the other class is hers"
    lucia, written = cast.client("lucia"), sealed.survivor(ProtectionCase.objects.get())
    for answer in (lucia.get(f"{taken}{form}"), lucia.post(f"{taken}{form}", SENT | told | {"note": "Ópalo"})):
        assert answer.status_code == 403
        assert "Zafiro" not in text(answer)
    assert sealed.survivor(ProtectionCase.objects.get()) == written


def test_the_key_of_one_class_opens_no_box_of_another(cast: Cast, taken: str):  # noqa: F811
    noted(cast, taken)
    case = ProtectionCase.objects.get()
    entries = {"screening": case.asked, "sexual_violence": case.survivor, "torture": case.torture}
    keys = key_store().get([KeyName(case.subject.hex, cls) for cls in entries])
    assert len(set(keys.values())) == len(entries)
    for cls, entry in entries.items():
        box = Box.objects.get(entry=entry)
        assert (box.cls, open_box(UUID(str(entry)), cls, case.subject) is not None) == (cls, True)
        for other in entries.keys() - {cls}:
            assert open_box(UUID(str(entry)), other, case.subject) is None
            with pytest.raises(sealing.InvalidTag):
                sealing.decrypt(keys[KeyName(case.subject.hex, other)], bytes(box.wrapped_key), _bound(box))
    key_store().destroy([KeyName(case.subject.hex, "sexual_violence")], NOW, "test")
    assert sealed.survivor(case) is None
    assert sealed.torture(case) is not None
    assert sealed.asked(case) is not None


def test_a_referral_to_care_after_sexual_violence_is_not_there_for_who_holds_screening_alone(
    cast: Cast, refers, monkeypatch: pytest.MonkeyPatch
):
    _answer, row = refers("ines", CARE)
    assert (row.within, Box.objects.filter(entry=row.sent, cls="screening").exists()) == ("sexual_violence", False)
    at = ("/referencias/", f"/referencias/{row.subject}/")
    lucia = cast.client("lucia")
    assert all("Hospital Obsidiana" in text(lucia.get(f"{one}?purpose=protection_case")) for one in at)
    without(monkeypatch, Part.SEXUAL_VIOLENCE)
    listed, one = (lucia.get(f"{one}?purpose=protection_case") for one in at)
    assert (listed.status_code, row.folio in said(listed), one.status_code) == (200, False, 404)
    there = said(listed)
    Referral.objects.all().delete()
    assert said(lucia.get(f"{at[0]}?purpose=protection_case")) == there
    offered = lucia.get(f"/encuentros/{row.encounter}/referir/").content.decode()
    assert ("ayuda=safe_house" in offered, "ayuda=survivor_care" in offered) == (True, False)
    assert lucia.post(f"/encuentros/{row.encounter}/referir/", referred(**{**CARE, **YES})).status_code in (403, 404)


def test_a_partner_reads_of_it_what_its_own_line_says(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    row, rosa = Referral(country="mx", group="piedras-negras"), cast.reader("rosa")
    assert all(partner._may(rosa, row, cls) for cls in ("screening", "sexual_violence"))
    without(monkeypatch, Part.SEXUAL_VIOLENCE)
    assert [partner._may(rosa, row, cls) for cls in ("screening", "sexual_violence")] == [True, False]


@pytest.mark.parametrize("part", FORMS, ids=str)
def test_no_right_to_the_whole_opens_it_and_no_broken_glass(part: Part):
    head, line = "role,record_class,action,scope,part,purposes", "case_worker,K4,read,case,{},protection_case"
    asked = (RecordClass.K4, Action.READ, Purpose.PROTECTION_CASE, {Scope.CASE})
    for held in Part:
        table = policy.read_matrix([head, line.format(held)])
        reader = Reader(account="a", display_name="", role="case_worker", country="mx", group="g")
        assert bool(policy.decide(reader, *asked, part, table=table)) is (held is part)
    for role in {right.role for right in policy.matrix().rights}:
        assert Scope.BREAK_GLASS not in policy.scopes(role, RecordClass.K4, Action.READ, Purpose.PROTECTION_CASE, part)
