"""What a phone gets to write with: small, signed, the own group's, and the same text as long as nothing changed."""

from __future__ import annotations

import gzip
import sys
from base64 import b64decode
from datetime import date
from hashlib import sha256
from typing import Any

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from vereda.access.door import enrol_device, reader_for_command
from vereda.access.tests.cast import Cast
from vereda.client import reference
from vereda.countries.door import ENFORCEMENT, Role, pack
from vereda.guidance.rules.number import as_it_stands
from vereda.logbook.forms import faults, forms
from vereda.logbook.nodekeys import node_keys
from vereda.logbook.registry import kinds
from vereda.logbook.schema import verify_p1363
from vereda.protection.door import ToldThrough

ON = date(2026, 11, 25)
MEMBERS = tuple((f"00000000-0000-4000-8000-{n:012d}", f"Nombre Apellido {n}") for n in range(12))
NUMBERS = tuple(as_it_stands(row, None, ON) for row in pack("mx").hotlines.values())
MOST, MOST_PACKED = 145_000, 35_000  # [bytes]; the line carries the packed one


def content(group: str) -> dict[str, Any]:  # Any: JSON
    return orjson.loads(reference.compose(pack("mx"), group, ON, MEMBERS, NUMBERS).text)


@pytest.fixture(scope="module")
def own() -> dict[str, Any]:  # Any: JSON
    return content("piedras-negras")


@pytest.mark.parametrize("group", sorted(pack("mx").groups))
def test_the_reference_of_each_group_is_small_enough_for_a_slow_line(group: str, capsys: pytest.CaptureFixture[str]):
    text = reference.compose(pack("mx"), group, ON, MEMBERS, NUMBERS).text.encode()
    squeezed = len(gzip.compress(text, 9))
    with capsys.disabled():
        sys.stdout.write(f"\nreference of {group}: {len(text)} bytes, {squeezed} compressed")
    assert len(text) < MOST
    assert squeezed < MOST_PACKED


def test_each_layout_asks_only_what_its_schema_holds_from_lists_that_are_there(own: dict[str, Any]):
    """REL-010 for forms: a phone cannot be made to write a field that the server refuses as unknown."""
    known = {kind.kind: kind for kind in kinds()}
    assert {"alert", "child_path", "encounter", "patrol"} <= set(forms())
    wrong = [f"{name}: {said}" for name, layout in forms().items() for said in faults(layout, known, set(own["lists"]))]
    assert wrong == []


def test_each_list_that_a_form_names_has_words_in_both_languages(own: dict[str, Any]):
    named = {
        name
        for layout in forms().values()
        for question in [*layout.questions, *(one for after in layout.then for one in after.fields)]
        for name in [question.list, *question.lists.values(), *question.asks.values()]
        if name and not name.startswith("@")
    }
    assert named
    for name in named:
        assert own["lists"][name], name
        assert all(row["code"] and row["es"] and row["en"] for row in own["lists"][name]), name


def test_only_what_is_near_the_post_is_on_the_phone(own: dict[str, Any]):
    towns = {row["name"] for row in own["lists"]["towns"]}
    assert "Piedras Negras" in towns
    assert "Tapachula" not in towns
    assert 200 < len(own["lists"]["cells"]) < 300
    assert {"piedras-negras"} == {row["code"] for row in own["lists"]["places"] if row["kind"] == "post"}


def test_nothing_of_the_information_may_reach_a_migrant_before_somebody_reviewed_it(own: dict[str, Any]):
    rows = [*own["information"], *own["hotlines"], *own["child_path"]]
    assert rows
    assert not any(row["publishable"] for row in rows)
    assert all(row["status"] for row in rows)
    assert not any(step["is_signed"] for step in own["child_path"])


def test_the_emergency_number_is_the_packs_with_its_status(own: dict[str, Any]):
    number = next(row for row in pack("mx").hotlines.values() if row.kind == "emergency" and row.country == "MX")
    assert (own["emergency"]["number"], own["emergency"]["status"]) == (number.number, number.status)


def test_of_children_alone_the_phone_notes_whom_it_told_and_offers_no_body_of_enforcement(own: dict[str, Any]):
    told = next(after for after in forms()["child_path"].then if after.kind == "protection.child_office_told")
    required = {one.path for one in told.fields if one.required}
    assert required == {"office", "by", "answered"}, "to whom, by which way, and whether anybody answered"
    chosen = pack("mx")
    offered = {row["code"] for row in own["lists"]["child_offices"]}
    assert offered == {row.code for row in chosen.institutions_with(Role.CHILD_PROTECTION)}
    assert not offered & {row.code for row in chosen.institutions.values() if row.role in ENFORCEMENT}
    signed = next(after for after in forms()["child_path"].then if after.kind == "protection.child_official_signed")
    assert {one.path: one.list for one in signed.fields if one.required} == {
        "name": "", "number": "", "office": "child_offices", "signed_at": ""
    }  # fmt: skip
    assert [row["code"] for row in own["lists"]["told_through"]] == [way.value for way in ToldThrough]


def test_no_house_of_women_or_children_has_an_address_on_the_phone():
    for group in pack("mx").groups:
        hidden = [
            row for row in content(group)["information"] if row.get("about") in {"shelter_women_children", "shelter_children"}
        ]
        assert not any("address" in row for row in hidden)


def test_kinds_that_a_phone_may_not_write_are_not_offered_to_it(own: dict[str, Any]):
    assert "encounters.recorded" in own["kinds"]
    assert own["kinds"]["protection.child_path_opened"]["sealed_as"] == "screening"
    assert not {"access.granted", "logbook.subject_erased", "encounters.line_recorded"} & set(own["kinds"])


def test_schemas_keep_fields_that_are_called_like_words_of_schemas():
    schema = {"title": "T", "properties": {"title": {"title": "Title", "type": "string"}}, "description": "D"}
    assert reference.trimmed(schema) == {"properties": {"title": {"type": "string"}}}


@pytest.mark.django_db
def test_the_desk_offers_the_same_services_destinations_and_languages_in_the_same_order(cast: Cast):
    page = cast.client("ines").get("/encuentros/nuevo/").content.decode()
    lists = content("piedras-negras")["lists"]
    marks = {"services": 'name="s:{}"', "dispositions": 'name="p:{}"', "languages": '<option value="{}"'}
    for name, mark in marks.items():
        rows = lists[name]
        if name == "services":  # the desk shows them under their headings
            headings = [row["code"] for row in lists["service_groups"]]
            rows = sorted(rows, key=lambda row: headings.index(row["group"]))
        places = [page.index(mark.format(row["code"])) for row in rows]
        assert places == sorted(places), name
        assert all(row["es"] in page.replace("&#39;", "'") for row in rows), name


@pytest.mark.storage
@pytest.mark.django_db
class TestOverTheLine:
    """With an enrolled phone."""

    def ask(self, token: str, **query: str) -> Any:  # Any: Django's test response
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip", "X-Vereda-App": "1"}
        return Client().get("/sync/v1/reference", query, headers=headers)

    def enrolled(self, group: str = "piedras-negras") -> str:
        return enrol_device(country="mx", group=group, label="Teléfono 1", by=reader_for_command(None, None), at=timezone.now())[
            1
        ]

    def told(self, answer: Any) -> dict[str, Any]:  # Any: Django's test response; JSON
        assert answer.status_code == 200, answer.content
        assert answer["Content-Encoding"] == "gzip"
        return orjson.loads(gzip.decompress(answer.content))

    def test_the_text_is_named_by_its_hash_and_signed_by_this_node(self, cast: Cast):
        told = self.told(self.ask(self.enrolled()))
        assert told["hash"] == sha256(told["text"].encode()).hexdigest()
        signed = b64decode(told["signature"])
        public = node_keys().signing.public_key()
        assert verify_p1363(public, signed, f"vereda/reference/1|{told['hash']}".encode())
        assert not verify_p1363(public, signed, b"vereda/reference/1|" + b"0" * 64)

    def test_who_has_it_is_answered_same_and_gets_no_text(self, cast: Cast):
        token = self.enrolled()
        first = self.told(self.ask(token))
        again = self.ask(token, have=first["hash"])
        assert again.json() == {"same": True}
        assert self.told(self.ask(token, have="0" * 64))["hash"] == first["hash"]

    def test_the_members_are_the_own_group_and_nobody_of_another(self, cast: Cast):
        text = orjson.loads(self.told(self.ask(self.enrolled()))["text"])
        members = {one["account"] for one in text["group"]["members"]}
        assert str(cast.account("ines").pk) in members
        assert str(cast.account("nadia").pk) not in members

    def test_a_stranger_gets_nothing(self, cast: Cast):
        assert self.ask("no-token").status_code == 401
