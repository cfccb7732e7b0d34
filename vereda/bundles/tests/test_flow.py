"""What is taken and given: trust by two, each bundle once, persons with consent and back, a region without any.

Long because a person who goes is told in one chain, from the consent until both sides have forgotten.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import orjson
import pytest
import time_machine

from vereda.access.door import author_of
from vereda.bundles import contents, door, errors, line, public
from vereda.bundles.rules import bundle as format_
from vereda.bundles.rules import card as cards
from vereda.bundles.tests import made as made_
from vereda.bundles.tests.made import NOW, House, body, house
from vereda.bundles.words import RevokedFor, Standing, Way
from vereda.cli.migrated import PersonsAtTheRegion, refuse_persons_at_the_region
from vereda.countries.door import ENFORCEMENT, Role, pack
from vereda.logbook import registry
from vereda.logbook.door import Plain, node_keys, rebuild, record, record_all
from vereda.logbook.schema import FieldClass
from vereda.people import door as people
from vereda.people.door import ConsentFor
from vereda.referrals import door as referrals
from vereda.referrals.door import Answer, Item, Receiver, RefusedFor, Service
from vereda.settings import environment

pytestmark = pytest.mark.django_db
GT = house("gt")
POST = "piedras-negras"
"""A group of the pack of the tests."""


@pytest.fixture(autouse=True)
def _quick(home, monkeypatch):
    """Judge no author, and give nothing public but two kinds of the tests: packs and editions have tests of their own."""
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(contents, "_kinds", {})
    contents.register(contents.Content(kind="song", version=2, title="Canción", give=lambda country: [], check=song))
    with time_machine.travel(NOW, tick=False):
        yield


def bundle(sender: House, to: House, **told) -> bytes:
    return made_.bundle(sender, to, **{"content": {}, **told})


def song(item):
    return {"name": item["name"]}


@pytest.fixture
def alma(cast):
    return author_of(cast.reader("alma"))


@pytest.fixture
def adriana(cast):
    return author_of(cast.reader("adriana"))


def us() -> House:
    """Return this installation as the other one knows it."""
    keys = node_keys()
    return House(door.partners.own_card("mx", NOW), keys.sealing, keys.signing)


def trust(one: House, alma, adriana) -> UUID:
    heard = cards.spaced(one.card.fingerprint)
    subject = door.propose(cards.written(one.card, one.sign), heard=heard, by=alma, at=NOW).subject
    door.confirm(subject, heard=heard, by=adriana, at=NOW)
    return subject


def take(content: bytes, by, at=NOW):
    return door.take(content, way=Way.FILE, by=by, at=at)


def opened(content: bytes, one: House, at=NOW):
    """Return what a bundle of ours tells the other installation."""
    mine = us().card
    return format_.opened(content, pair=one.pair, own=one.card.fingerprint, known=lambda _: (Standing.TRUSTED, mine), now=at).body


# Trust --------------------------------------------------------------------------------------------------------------


def test_two_persons_compare_a_fingerprint_and_one_ends_it_for_ever(alma, adriana):
    card = cards.written(GT.card, GT.sign)
    with pytest.raises(errors.FingerprintDiffers):
        door.propose(card, heard=GT.card.fingerprint[:-1] + "x", by=alma, at=NOW)
    subject = door.propose(card, heard=GT.card.fingerprint, by=alma, at=NOW).subject
    with pytest.raises(errors.SamePersonTrusts):
        door.confirm(subject, heard=GT.card.fingerprint, by=alma, at=NOW)
    with pytest.raises(errors.FingerprintDiffers):
        door.confirm(subject, heard="", by=adriana, at=NOW)
    with pytest.raises(errors.SenderNotTrusted):
        take(bundle(GT, us()), alma)
    with pytest.raises(errors.NotTrusted):
        door.give(subject, way=Way.FILE, by=alma, at=NOW)
    door.confirm(subject, heard=GT.card.fingerprint, by=adriana, at=NOW)
    assert take(bundle(GT, us()), alma).before is None
    door.revoke(subject, reason=RevokedFor.KEY_LOST, by=adriana, at=NOW)
    for again in (lambda: door.propose(card, heard=GT.card.fingerprint, by=alma, at=NOW),
                  lambda: door.confirm(subject, heard=GT.card.fingerprint, by=alma, at=NOW)):  # fmt: skip
        with pytest.raises(errors.CardRevoked):
            again()
    with pytest.raises(errors.SenderRevoked):
        take(bundle(GT, us(), id=uuid4()), alma)
    with pytest.raises(errors.NotTrusted):
        door.give(subject, way=Way.FILE, by=alma, at=NOW)
    assert door.partners.lying("mx") == [], "what a revoked sender sent is shown no more"


def test_no_body_that_detains_is_proposed_by_role_or_by_name_and_no_own_card(alma):
    for role in ENFORCEMENT:
        told = GT.card.as_json | {"role": role.value}
        with pytest.raises(errors.CardOfEnforcement):
            door.propose(orjson.dumps({"vereda": cards.FORM, "card": told, "signature": "00" * 64}), heard="", by=alma, at=NOW)
    authority = next(one for one in pack("mx").institutions.values() if one.role == "migration_authority")
    named = house("gt", name=f"Delegación, {authority.name}")
    with pytest.raises(errors.CardOfEnforcement):
        door.propose(cards.written(named.card, named.sign), heard=named.card.fingerprint, by=alma, at=NOW)
    with pytest.raises(errors.CardIsOurs):
        door.propose(cards.written(us().card, us().sign), heard=us().card.fingerprint, by=alma, at=NOW)
    with pytest.raises(errors.PersonMissing):
        door.propose(b"", heard="", by=line.machine("mx"), at=NOW)


def test_a_trusted_sender_that_comes_under_enforcement_is_refused_with_all_it_brings(alma, adriana):
    subject = trust(GT, alma, adriana)
    told = body(GT, us()).model_copy(update={"card": GT.card.as_json | {"role": "police"}})
    with pytest.raises(errors.CardOfEnforcement):
        take(format_.sealed(told, to=us().card, sign=GT.sign), alma)
    assert [one.code for one in door.partners.exchanged(subject)] == ["bundles.card_of_enforcement"]
    assert door.partners.partner(subject, "mx").revoked_for == RevokedFor.ENFORCEMENT, "by its own signature"
    with pytest.raises(errors.NotTrusted):
        door.give(subject, way=Way.FILE, by=alma, at=NOW)
    assert door.partners.posts_abroad("mx") == []


def test_a_region_that_calls_itself_a_country_is_given_no_person(alma, adriana):
    office = house("cr", is_regional=True, posts=[], role="international")
    trust(office, alma, adriana)
    told = {"is_regional": False, "posts": GT.card.posts, "role": Role.NETWORK, "made_at": NOW + timedelta(hours=1)}
    with pytest.raises(errors.CardDiffers):
        take(bundle(replace(office, card=office.card.model_copy(update=told)), us()), alma)
    assert door.partners.posts_abroad("mx") == []


def test_the_same_keys_say_a_new_address_and_new_groups_without_another_call(alma, adriana):
    subject = trust(GT, alma, adriana)
    told = GT.card.model_copy(update={"address": "https://gt.example.org", "made_at": NOW + timedelta(hours=1)})
    take(bundle(replace(GT, card=told), us()), alma)
    assert door.partners.partner(subject, "mx").card["address"] == "https://gt.example.org"
    other = GT.card.model_copy(update={"signing": house().card.signing})
    with pytest.raises(errors.BundleMalformed):
        take(
            format_.sealed(body(GT, us(), id=uuid4()).model_copy(update={"card": other.as_json}), to=us().card, sign=GT.sign),
            alma,
        )


# Public material ----------------------------------------------------------------------------------------------------


def songs(*names: str, version: int = 1):
    return {"song": format_.Content(version=version, items=[{"name": name, "mood": "?"} for name in names])}


def names_here() -> list[str]:
    return [item["name"] for one in door.partners.lying("mx", "song") for item in one.items or ()]


def test_a_bundle_twice_is_once_and_a_later_one_stands_whatever_comes_first(alma, adriana):
    subject = trust(GT, alma, adriana)
    later = bundle(GT, us(), id=uuid4(), at=NOW + timedelta(minutes=5), content=songs("b", "c"))
    first = bundle(GT, us(), content=songs("a", "b"))
    assert take(later, alma).content == {"song": 2}
    once, twice = take(first, alma), take(first, alma)
    assert (once.before, twice.before is not None) == (None, True)
    assert names_here() == ["b", "c"], "an older bundle takes nothing back"
    assert len([one for one in door.partners.exchanged(subject) if one.bundle]) == 2


def test_material_that_a_newer_program_writes_is_left_and_said(alma, adriana):
    trust(GT, alma, adriana)
    take(bundle(GT, us(), content=songs("a")), alma)
    told = take(bundle(GT, us(), id=uuid4(), content=songs("b", version=3) | {"dance": songs("x")["song"]}), alma)
    assert (told.content, told.left) == ({}, {"song": 1, "dance": 1})
    wrong = {"song": format_.Content(version=1, items=[{"name": "c"}, {"title": "d"}])}
    assert take(bundle(GT, us(), id=uuid4(), content=wrong), alma).left == {"song": 2}
    assert names_here() == ["a"]


def test_a_file_that_changed_on_the_disk_is_not_shown(alma, adriana, home):
    trust(GT, alma, adriana)
    take(bundle(GT, us(), content=songs("a")), alma)
    (path,) = (home / "between").iterdir()
    path.write_text('[{"name": "forged"}]')
    assert door.partners.lying("mx", "song")[0].items is None
    take(bundle(GT, us(), id=uuid4(), content=songs("a")), alma)
    assert names_here() == ["a"], "half a file of a machine that lost its power is written again"


def test_an_edition_that_pages_could_not_read_is_left(alma, adriana):
    trust(GT, alma, adriana)
    public.offer_own()
    table = {"code": "people", "by": ["sex"], "count": "people", "csv": "sex,value,withheld\nF,3,\n"}
    table |= dict.fromkeys(("title_es", "title_en", "unit_es", "unit_en"), "Personas")
    good = {
        "period": "2026-09", "revision": 1, "content": "0", "published_on": "2026-11-02", "country": {}, "licence": {},
        "is_demo": False, "labels": {}, "tables": [table],
    }  # fmt: skip
    wrong = [
        {"labels": []}, {"tables": [{**table, "csv": "sex\n\n"}]}, {"tables": [{**table, "csv": 3}]}, {"period": "<b>"},
        {"tables": [{**table, "csv": "sex,value,withheld\nF,-3,\n"}]}, {"revision": 10**12}, {"tables": [{**table, "by": 1}]},
        {"tables": [{**table, "csv": f'sex,value,withheld\n"{"x" * 140_000}",3,\n'}]}, {"is_demo": None}, {"tables": {"a": 1}},
        {"tables": [{**table, "csv": 'sex,value,withheld\n"=HYPERLINK(""https://example.org"")",3,\n'}]},
        {"tables": [{**table, "csv": "@sex,value,withheld\nF,3,\n"}]},
    ]  # fmt: skip
    for changed in wrong:
        sent = {"edition": format_.Content(version=1, items=[{**good, **changed}])}
        assert take(bundle(GT, us(), id=uuid4(), content=sent), alma).left == {"edition": 1}, changed
    assert take(bundle(GT, us(), id=uuid4(), content={"edition": format_.Content(version=1, items=[good])}), alma).left == {}


def test_what_is_refused_is_written_once_and_of_strangers_nothing(alma, adriana):
    subject = trust(GT, alma, adriana)
    late = bundle(GT, us(), at=NOW + timedelta(days=1))
    for _ in range(2):
        with pytest.raises(errors.BundleFromFuture):
            take(late, alma)
    with pytest.raises(errors.SenderUnknown):
        take(bundle(house("hn"), us()), alma)
    assert [one.code for one in door.partners.exchanged(subject)] == ["bundles.from_future"]
    assert take(late, alma, at=NOW + timedelta(days=1)).before is None, "when its hour has come it is taken"


def test_a_kind_of_a_module_does_its_own_with_what_came_and_not_with_what_is_older(alma, adriana):
    came: list[list[str]] = []
    contents.register(contents.Content(
        kind="song", version=1, title="Canción", give=lambda country: [{"name": "ours"}], check=song,
        take=lambda sender, items, by, at: came.append([sender.country, *(one["name"] for one in items)]),
    ))  # fmt: skip
    subject = trust(GT, alma, adriana)
    for minutes, name in ((5, "new"), (0, "old"), (9, "newest")):
        take(bundle(GT, us(), id=uuid4(), at=NOW + timedelta(minutes=minutes), content=songs(name)), alma)
    assert came == [["gt", "new"], ["gt", "newest"]]
    made = opened(door.give(subject, way=Way.FILE, by=alma, at=NOW).content, GT)
    assert made.content["song"].items == [{"name": "ours"}]


# Persons ------------------------------------------------------------------------------------------------------------


def referral(one: House, **changed):
    told = {
        "id": str(uuid4()), "folio": "R-ABC123", "made_at": NOW.isoformat(), "post": POST, "sent_by": "Paso Norte",
        "service": "shelter", "told": {"people": "mujer y bebé", "arrives": "hoy a las 22 h", "call_back": "878 000 0000"},
    }  # fmt: skip
    return {**told, **changed}


def test_a_person_comes_once_is_answered_and_the_word_goes_back(alma, adriana, cast):
    subject = trust(GT, alma, adriana)
    one = referral(GT, told=referral(GT)["told"] | {"medicines": "no se pide"})
    assert take(bundle(GT, us(), referrals=[one]), alma).persons == 1
    assert take(bundle(GT, us(), id=uuid4(), referrals=[one, one]), alma).persons == 0
    (row,), _ended = door.handed.handed_to(POST, "mx", [FieldClass.CONTACT])
    assert referrals.sealed.told(row) == {
        Item.PEOPLE: "mujer y bebé", Item.ARRIVES: "hoy a las 22 h", Item.CALL_BACK: "878 000 0000",
    }, "what the table of that help does not name is not kept"  # fmt: skip
    assert opened(door.give(subject, way=Way.FILE, by=alma, at=NOW).content, GT).received == [UUID(one["id"])]
    rafael = author_of(cast.reader("rafael"))
    with pytest.raises(errors.HandedNotAccepted):
        door.acts.arrived(row.subject, by=rafael, at=NOW)
    with pytest.raises(errors.ReasonMissing):
        door.acts.answer(row.subject, answer=Answer.REFUSED, by=rafael, at=NOW)
    with pytest.raises(errors.HandedGone):
        door.acts.answer(row.subject, answer=Answer.ACCEPTED, by=author_of(cast.reader("nadia")), at=NOW)
    door.acts.answer(row.subject, answer=Answer.ACCEPTED, text="Hay cuna", by=rafael, at=NOW)
    door.acts.arrived(row.subject, by=rafael, at=NOW + timedelta(hours=2))
    words = opened(door.give(subject, way=Way.FILE, by=alma, at=NOW).content, GT).words
    assert [(one["what"], one["answer"], one["text"]) for one in words] == [
        ("answered", "accepted", ""), ("arrived", None, ""), ("note", None, "Hay cuna"),
    ]  # fmt: skip


def test_who_is_recalled_is_forgotten_here_and_does_not_come_back_in_any_order(alma, adriana):
    trust(GT, alma, adriana)
    one, other = referral(GT), referral(GT)
    recall = {"referral": one["id"], "reason": "consent_withdrawn", "at": NOW.isoformat()}
    take(bundle(GT, us(), referrals=[one]), alma)
    (row,), _ended = door.handed.handed_to(POST, "mx", [FieldClass.CONTACT])
    assert take(bundle(GT, us(), id=uuid4(), recalls=[recall]), alma).recalled == 1
    row.refresh_from_db()
    assert (row.status, referrals.sealed.told(row), referrals.sealed.about(row)) == ("recalled", {}, None)
    first = {**recall, "referral": other["id"]}
    told = take(bundle(GT, us(), id=uuid4(), recalls=[first, recall], referrals=[one, other]), alma)
    assert (told.recalled, told.persons) == (1, 0)
    rebuild()
    open_, ended = door.handed.handed_to(POST, "mx", [FieldClass.CONTACT])
    assert (open_, [one.status for one in ended]) == ([], ["recalled"])


def test_wrong_items_are_left_and_the_others_are_taken(alma, adriana):
    trust(GT, alma, adriana)
    good = referral(GT)
    wrong = [
        referral(GT, post="nowhere"), referral(GT, service="detention"), referral(GT, told={}), {"id": "x"},
        referral(GT, told={"nationality": "x"}), referral(GT, made_at=(NOW + timedelta(days=1)).isoformat()),
        referral(GT, folio="Ana López, 24"), referral(GT, sent_by="Delegación de la Policía Federal"),
    ]  # fmt: skip
    told = take(bundle(GT, us(), referrals=[*wrong, good]), alma)
    assert (told.persons, told.left) == (1, {"referral": 8})


@pytest.fixture
def going(alma, adriana, cast):
    """A referral that Inés makes to a group of Guatemala, with consent; and the installation there."""
    partner = trust(GT, alma, adriana)
    ines = cast.reader("ines", "assist")
    by = author_of(ines)
    boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Xóchitl"})]
    person = record(people.PersonMet(nationality="HN", purpose="assist"), by=by, at=NOW, boxes=boxes).subject
    consent = people.note_consent(by=by, at=NOW, now=NOW, language="spa", person=person, given=[ConsentFor.REFER]).receipt.subject
    subject = uuid4()
    to, draft = door.crossing_draft(subject, f"{GT.card.fingerprint}:paso-norte", by=by, at=NOW)
    referrals.make_referral(
        service=Service.SHELTER, receiver=Receiver(name=to.said, role=Role.NETWORK, is_abroad=True),
        told={Item.PEOPLE: "mujer y bebé", Item.ARRIVES: "mañana", Item.CALL_BACK: "878 000 0000"}, reader=ines, by=by,
        at=NOW, now=NOW, consent=consent, person=person, subject=subject, beside=[draft],
    )  # fmt: skip
    return partner, subject, consent, by


def word(referral_, what, **told):
    return {"referral": str(referral_), "entry": str(uuid4()), "what": what, "at": NOW.isoformat(), **told}


def test_a_person_goes_with_consent_until_it_is_there_and_its_answers_come_back_once(going, alma):
    partner, subject, _consent, _by = going
    made = opened(door.give(partner, way=Way.FILE, by=alma, at=NOW).content, GT)
    assert [(one["id"], one["post"], one["service"], one["told"]["people"]) for one in made.referrals] == [
        (str(subject), "paso-norte", "shelter", "mujer y bebé")
    ]
    row = door.partners.partner(partner, "mx")
    assert line.waits(row, NOW)
    words = [
        word(subject, "answered", answer="accepted"), word(subject, "arrived"), word(subject, "note", text="Ya durmieron"),
        word(uuid4(), "answered", answer="accepted"), word(subject, "danced"),
    ]  # fmt: skip
    told = take(bundle(GT, us(), words=words, received=[subject]), alma)
    assert (told.words, told.left) == (3, {"word": 1})
    assert take(bundle(GT, us(), id=uuid4(), words=words, received=[subject]), alma).words == 0
    there = referrals.referrals.found(subject, "mx")
    assert there is not None
    assert (there.status, there.answered_by, len(there.notes)) == ("arrived", "bundle", 1)
    assert referrals.sealed.note(there, there.notes[0][0]) == "Ya durmieron"
    assert opened(door.give(partner, way=Way.FILE, by=alma, at=NOW).content, GT).referrals == [], "it is there"
    assert not line.waits(row, NOW)


def test_another_installation_says_nothing_of_a_person_who_did_not_go_to_it(going, alma, adriana):
    _partner, subject, _consent, _by = going
    third = house("hn")
    trust(third, alma, adriana)
    words = [word(subject, "answered", answer="refused", reason="full")]
    assert take(bundle(third, us(), words=words, received=[subject]), alma).words == 0
    found = referrals.referrals.found(subject, "mx")
    crossing = door.handed.crossing_of(subject, "mx")
    assert found is not None
    assert crossing is not None
    assert (found.answer, crossing.received_at) == ("", None)


def test_who_takes_consent_back_is_recalled_there_and_goes_no_more(going, alma):
    partner, subject, consent, by = going
    row = people.consents.consent(consent, "mx")
    assert row is not None
    gone = people.withdrawal_drafts([row], by=by, at=NOW, way=people.WithdrawnBy.DESK, purposes=[ConsentFor.REFER])
    record_all([*gone, *referrals.recall_drafts([consent], by=by, at=NOW)])
    made = opened(door.give(partner, way=Way.FILE, by=alma, at=NOW).content, GT)
    assert (made.referrals, [(one["referral"], one["reason"]) for one in made.recalls]) == (
        [], [(str(subject), "consent_withdrawn")],
    )  # fmt: skip


def withdrawn(consent: UUID, by, at) -> None:
    """Have a person take back the consent that they gave."""
    row = people.consents.consent(consent, "mx")
    assert row is not None
    gone = people.withdrawal_drafts([row], by=by, at=at, way=people.WithdrawnBy.DESK, purposes=[ConsentFor.REFER])
    record_all([*gone, *referrals.recall_drafts([consent], by=by, at=at)])


def test_who_takes_consent_back_months_later_is_recalled_there_too(going, alma):
    partner, subject, consent, by = going
    take(bundle(GT, us(), received=[subject]), alma)
    late = NOW + timedelta(days=200)
    with time_machine.travel(late, tick=False):
        door.give(partner, way=Way.FILE, by=alma, at=late)
        row = door.partners.partner(partner, "mx")
        assert not line.waits(row, late + timedelta(minutes=1))
        withdrawn(consent, by, late + timedelta(minutes=2))
        assert line.waits(row, late + timedelta(minutes=3))
        made = opened(door.give(partner, way=Way.FILE, by=alma, at=late).content, GT, late)
    assert [one["referral"] for one in made.recalls] == [str(subject)]


@pytest.mark.parametrize("why", [RevokedFor.ENDED, RevokedFor.KEY_LOST])
def test_whom_nobody_trusts_any_more_is_still_told_to_forget_and_nothing_else(going, alma, adriana, why):
    partner, subject, consent, by = going
    door.revoke(partner, reason=why, by=adriana, at=NOW)
    row = door.partners.partner(partner, "mx")
    assert not line.waits(row, NOW), "who goes there goes no more"
    with pytest.raises(errors.NotTrusted):
        door.give(partner, way=Way.FILE, by=alma, at=NOW)
    withdrawn(consent, by, NOW)
    assert line.waits(row, NOW)
    made = opened(door.give(partner, way=Way.FILE, by=alma, at=NOW).content, GT)
    assert [one["referral"] for one in made.recalls] == [str(subject)]
    assert (made.content, made.referrals, made.words, made.received) == ({}, [], [], [])
    with pytest.raises(errors.SenderRevoked):
        take(bundle(GT, us()), alma)


@pytest.mark.parametrize("why", [RevokedFor.NOT_THEM, RevokedFor.ENFORCEMENT])
def test_who_detains_or_was_never_meant_is_told_nothing_at_all(going, alma, adriana, why):
    partner, _subject, consent, by = going
    door.revoke(partner, reason=why, by=adriana, at=NOW)
    withdrawn(consent, by, NOW)
    assert door.partners.told_to_forget("mx") == []
    with pytest.raises(errors.NotTrusted):
        door.give(partner, way=Way.FILE, by=alma, at=NOW)


def test_what_came_of_a_person_is_shown_while_it_is_needed_and_then_its_key_goes(alma, adriana, cast):
    trust(GT, alma, adriana)
    rafael = author_of(cast.reader("rafael"))

    def came() -> UUID:
        take(bundle(GT, us(), id=uuid4(), referrals=[referral(GT)]), alma)
        return door.handed.handed_to(POST, "mx", [FieldClass.CONTACT])[0][0].subject

    def shown(subject: UUID, days: float) -> bool:
        row = door.handed.handed(subject, "mx")
        assert row is not None
        return door.handed.is_told(row, NOW + timedelta(days=days))

    refused = came()
    assert (shown(refused, 34), shown(refused, 35)) == (True, False), "nobody answered while the bundle was open"
    door.acts.answer(refused, answer=Answer.REFUSED, reason=RefusedFor.FULL, by=rafael, at=NOW)
    assert not shown(refused, 0)
    helped = came()
    door.acts.answer(helped, answer=Answer.ACCEPTED, by=rafael, at=NOW + timedelta(days=30))
    assert (shown(helped, 64), shown(helped, 65)) == (True, False)
    door.acts.done(helped, by=rafael, at=NOW + timedelta(days=31))
    assert (shown(helped, 37), shown(helped, 38)) == (True, False)
    assert set(door.handed.kept_too_long(NOW + timedelta(days=71))) == {refused}
    assert {refused, helped} <= set(door.handed.kept_too_long(NOW + timedelta(days=102)))


# The region ---------------------------------------------------------------------------------------------------------


def test_a_regional_office_takes_no_person_and_none_is_given_to_one(going, alma, adriana, monkeypatch):
    office = house("cr", is_regional=True, posts=[], role="international")
    made = opened(door.give(trust(office, alma, adriana), way=Way.FILE, by=alma, at=NOW).content, office)
    assert not made.tells_of_persons
    with pytest.raises(errors.BundleWithPersons):
        take(bundle(office, us(), referrals=[referral(office)]), alma)
    assert [one.country for one in door.partners.posts_abroad("mx")] == ["gt"]
    monkeypatch.setenv("VEREDA_REGIONAL", "Oficina del programa")
    environment.env.cache_clear()
    assert door.partners.own_card("mx", NOW).is_regional
    with pytest.raises(errors.BundleWithPersons):
        take(bundle(GT, us(), received=[uuid4()]), alma)
    assert take(bundle(GT, us(), content=songs("a")), alma).content == {"song": 1}
    made = opened(door.give(going[0], way=Way.FILE, by=alma, at=NOW).content, GT)
    assert not made.tells_of_persons


def test_a_home_with_facts_of_people_is_no_regional_office(alma, adriana, cast, monkeypatch):
    trust(GT, alma, adriana)
    monkeypatch.setenv("VEREDA_REGIONAL", "Oficina del programa")
    environment.env.cache_clear()
    refuse_persons_at_the_region()
    met = people.PersonMet(nationality="HN", purpose="assist")
    record(
        met, by=author_of(cast.reader("ines", "assist")), at=NOW, boxes=[Plain(cls=FieldClass.IDENTITY, fields={"given": "X"})]
    )
    with pytest.raises(PersonsAtTheRegion):
        refuse_persons_at_the_region()
    monkeypatch.delenv("VEREDA_REGIONAL")
    environment.env.cache_clear()
    refuse_persons_at_the_region()


# The line -----------------------------------------------------------------------------------------------------------


def test_over_the_line_a_bundle_goes_and_what_waits_comes_back_in_the_same_answer(alma, adriana):
    told = GT.card.model_copy(update={"address": "https://gt.example.org"})
    there = replace(GT, card=told)
    subject = trust(there, alma, adriana)
    asked: list[str] = []

    def send(address: str, content: bytes) -> tuple[int, bytes]:
        asked.append(address)
        assert opened(content, GT).sender == us().card.fingerprint
        return 200, bundle(there, us(), content=songs("back"))

    done = line.deliver(subject, by=alma, at=NOW, send=send)
    assert (asked, done.is_known, done.back.content if done.back else None) == (["https://gt.example.org"], False, {"song": 1})
    with pytest.raises(errors.RefusedThere) as caught:
        line.deliver(subject, by=alma, at=NOW, send=lambda *_: (422, b'{"code": "bundles.sender_revoked"}'))
    assert caught.value.details == {"said": "bundles.sender_revoked"}
    with pytest.raises(errors.BundleUnknown):
        line.deliver(subject, by=alma, at=NOW, send=lambda *_: (200, b"<html>a portal</html>"))


def test_what_comes_over_the_line_is_answered_with_a_bundle_and_a_second_time_with_nothing(alma, adriana):
    trust(GT, alma, adriana)
    content = bundle(GT, us(), content=songs("a"))
    is_known, back = line.received(content, country="mx", at=NOW)
    assert (is_known, opened(back, GT).receiver) == (False, GT.card.fingerprint)
    assert line.received(content, country="mx", at=NOW) == (True, b"")


def test_who_answers_a_sign_at_a_time_does_not_keep_the_other_countries_waiting(monkeypatch):
    passed = [0.0]

    class Drip:
        def read1(self, _most: int) -> bytes:
            passed[0] += 100
            return b"x"

    with monkeypatch.context() as clock:
        clock.setattr(line.time, "monotonic", lambda: passed[0])
        with pytest.raises(TimeoutError):
            line._read(Drip())
    assert passed[0] == line.ANSWER_S + 100
