"""OpenRosa as Collect speaks it: a key by Digest, forms read, submissions sent twice and kept once, photos after them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import md5
from io import BytesIO
from uuid import uuid4

import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.house import IS_WHOLE
from vereda.access.door import Purpose, author_of
from vereda.access.words import ENFORCEMENT
from vereda.encounters.models import Encounter
from vereda.logbook import registry
from vereda.logbook.door import open_file
from vereda.logbook.models import LogEntry
from vereda.surveys import door as surveys
from vereda.surveys.actions.submitting import _without_metadata
from vereda.surveys.errors import PhotoWrong
from vereda.surveys.models import AnsweredForm, SendingKey, SentInstance
from vereda.surveys.tests.books import dangers, meeting, water

pytestmark = pytest.mark.django_db
LIST, SEND = "/openrosa/formList", "/openrosa/submission"


class Collect:
    """A program that asks as Collect does: it is challenged, and answers by Digest."""

    def __init__(self, name: str, secret: str) -> None:
        self.name, self.secret, self.client = name, secret, Client()

    def ask(self, method: str, path: str, data=None, **changed):
        challenge = getattr(self.client, method.lower())(path)
        assert challenge.status_code == 401
        nonce = re.search(r'nonce="([^"]+)"', challenge["WWW-Authenticate"])[1]
        first, second = (md5(text.encode()).hexdigest() for text in (f"{self.name}:Vereda:{self.secret}", f"{method}:{path}"))
        told = {
            "username": self.name,
            "realm": "Vereda",
            "nonce": nonce,
            "uri": path,
            "qop": "auth",
            "nc": "00000001",
            "cnonce": "c",
        }
        told["response"] = md5(f"{first}:{nonce}:00000001:c:auth:{second}".encode()).hexdigest()
        told |= changed
        header = "Digest " + ", ".join(f'{name}="{value}"' for name, value in told.items())
        ask = getattr(self.client, method.lower())
        return ask(path, data, headers={"authorization": header}) if data else ask(path, headers={"authorization": header})

    def send(self, xml: str, **files: bytes):
        sent = {"xml_submission_file": SimpleUploadedFile("submission.xml", xml.encode(), "text/xml")}
        sent |= {name: SimpleUploadedFile(f"{name}.jpg", content, "image/jpeg") for name, content in files.items()}
        return self.ask("POST", SEND, sent)


def xml(form: str, answers: str, *, instance: str = "", version: str = "1", ended: str = "2026-01-05T08:30:00.000-06:00") -> str:
    meta = f"<orx:meta><orx:instanceID>{instance or f'uuid:{uuid4()}'}</orx:instanceID></orx:meta>"
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{form}" version="{version}">{answers}'
        f"<vereda_end>{ended}</vereda_end>{meta}</data>"
    )


@pytest.fixture(autouse=True)
def _no_authority(monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])


@pytest.fixture
def publish(cast):
    def within(content: bytes):
        made = surveys.looked_at(content, country="mx")
        return surveys.publish(made, by=author_of(cast.reader("hector")), at=timezone.now()).subject

    return within


@pytest.fixture
def collect(cast, publish):
    """Collect with a key of Inés, for all forms; 'agua' is asked."""
    publish(water())
    account = cast.account("ines").pk
    key, secret = surveys.make_key(
        account=account, group="piedras-negras", purpose=Purpose.ASSIST, forms=[], by=cast.reader("rafael"), at=timezone.now()
    )
    assert secret not in str(SendingKey.objects.values().get())
    return Collect(key.name, secret)


WATER = "<water>no</water><where><state>SON</state><town>alt</town><hours>12</hours></where><told>Venían de Caborca</told>"


def test_a_program_reads_the_forms_and_nothing_else(collect):
    listed = collect.ask("GET", LIST)
    assert (listed.status_code, listed["X-OpenRosa-Version"]) == (200, "1.0")
    xforms = "{http://openrosa.org/xforms/xformsList}"
    one = fromstring(listed.content).find(f"{xforms}xform")
    told = {child.tag.removeprefix(xforms): child.text for child in one}
    assert (told["formID"], told["name"], told["version"]) == ("agua", "Agua en el camino", "1")
    form = collect.ask("GET", told["downloadUrl"].removeprefix("http://testserver"))
    assert told["hash"] == f"md5:{md5(form.content).hexdigest()}"
    assert fromstring(form.content).tag == "{http://www.w3.org/1999/xhtml}html"
    assert b"xformsManifest" in collect.ask("GET", told["manifestUrl"].removeprefix("http://testserver")).content
    for other in ("/formularios/", "/encuentros/", "/sync/v1/reference", "/hoy/"):
        assert collect.client.get(other, headers={"authorization": "Digest x"}).status_code in (302, 401, 403)


def test_where_to_send_is_told_by_head(collect):
    answer = collect.ask("HEAD", SEND)
    assert (answer.status_code, answer["Location"]) == (204, f"http://testserver{SEND}")
    assert int(answer["X-OpenRosa-Accept-Content-Length"]) > 1_000_000


def test_each_instance_is_kept_once_however_often_it_is_sent(collect):
    """The drill sends a thousand (`make drill-surveys`)."""
    many = 1000 if IS_WHOLE else 12
    sent = [xml("agua", WATER) for _ in range(many)]
    assert [collect.send(one).status_code for one in sent] == [201] * many
    assert [collect.send(one).status_code for one in sent] == [202] * many
    assert AnsweredForm.objects.count() == LogEntry.objects.filter(kind="surveys.answered").count() == many
    row = AnsweredForm.objects.first()
    assert row.clear == {"water": "no", "state": "SON", "town": "alt"}
    assert surveys.opened(row)["told"] == "Venían de Caborca"
    assert (row.group, row.channel, row.local_on.isoformat()) == ("piedras-negras", "phone", "2026-01-05")


def test_other_answers_under_the_name_of_some_that_came_are_not_received_as_if_they_were_kept(collect):
    """A line broke before the answer came, and what had not been heard to arrive was corrected on the telephone."""
    before, after = (xml("agua", WATER.replace("no", told, 1), instance="uuid:1") for told in ("no", "yes"))
    assert collect.send(before.replace("<hours>12<", "<hours>doce<")).status_code == 400
    assert collect.send(before).status_code == 201  # what was refused is forgotten
    refused = collect.send(after)
    assert refused.status_code == 409
    assert b'nature="error"' in refused.content
    assert "Un encuentro se corrige en el escritorio" in refused.content.decode()
    assert collect.send(before).status_code == 202
    assert collect.send(before.replace("08:30:00", "09:15:00")).status_code == 202, "opened and saved again, unchanged"
    assert AnsweredForm.objects.get().clear["water"] == "no"
    assert collect.send(after.replace("uuid:1", "uuid:2")).status_code == 201
    SentInstance.objects.all().delete()  # of before an upgrade, or of before a backup was brought back
    assert collect.send(after).status_code == 202


@pytest.mark.storage
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("told", "last"), [(["no"] * 5, "known"), (["no", "yes", "no", "yes", "no"], "refused")])
def test_of_the_same_instance_on_many_lines_at_once_one_is_taken(collect, told, last):
    key = SendingKey.objects.get()
    sent = [xml("agua", WATER.replace("no", one, 1), instance="uuid:1").encode() for one in told]
    by = author_of(surveys.reader_of_key(key))

    def send(content: bytes) -> str:
        try:
            return "new" if surveys.submit(content, {}, key, by=by, now=timezone.now()).is_new else "known"
        except surveys.OtherAnswersKept:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sent)) as lines:
        answers = list(lines.map(send, sent))
    kept = AnsweredForm.objects.get().clear["water"]
    assert (answers.count("new"), answers.count(last) >= 1) == (1, True)
    assert [answer == "refused" for answer in answers] == [one != kept for one in told]


def test_a_photo_comes_with_its_answers_or_after_them_and_tells_no_place(collect, publish):
    publish(dangers())
    picture = Image.new("RGB", (3000, 1000), "red")
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (28.0, 42.0, 0.0)}
    exif[0x010F] = "Camera"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    told = "<dangers>heat</dangers><picture>photo.jpg</picture><point>28.7 -100.5 200 6.5</point>"
    one = xml("peligros", told, ended=timezone.now().isoformat())
    assert collect.send(one).status_code == 201
    assert AnsweredForm.objects.get().photos == {}
    assert collect.send(one, photo=out.getvalue()).status_code == 201
    assert collect.send(one, photo=out.getvalue()).status_code == 202
    row = AnsweredForm.objects.get()
    assert list(row.photos.values()) == ["picture"]
    kept = open_file(surveys.photo(row, next(iter(row.photos))))
    with Image.open(BytesIO(kept)) as image:
        assert (image.size, len(image.getexif())) == ((1600, 533), 0)
    assert b"Camera" not in kept
    assert surveys.opened(row)["point"] == {"lat": 28.7, "lon": -100.5, "accuracy_m": 6.5}
    late = collect.send(xml("peligros", told))  # answered weeks ago: where that was is not kept
    assert late.status_code == 201
    assert "point" not in surveys.opened(AnsweredForm.objects.exclude(pk=row.pk).get())
    assert collect.send(xml("peligros", told), photo=b"no").status_code == 400


def test_a_form_of_encounters_makes_encounters_once(collect, publish):
    publish(meeting())
    lines = "<line><many>2</many><sex>F</sex></line><line><many>1</many></line>"
    one = xml("encuentro", f"<people>3</people><given>WATER FOOD</given>{lines}<more>De noche</more><tired>yes</tired>")
    assert [collect.send(one).status_code for _ in range(2)] == [201, 202]
    made = Encounter.objects.get()
    assert (made.people_met, AnsweredForm.objects.get().encounter) == (3, made.subject)


@pytest.mark.parametrize(
    "one",
    [
        xml("agua", "<water>no</water><nombre>Ana</nombre>"), xml("agua", "<where><hours>doce</hours></where>"),
        xml("otro", WATER),
        xml("agua", WATER, version="9"), "<data id='agua' version='1'/>", "no xml",
        '<!DOCTYPE d [<!ENTITY a "aaaa">]><data id="agua" version="1">&a;</data>',
    ],
)  # fmt: skip
def test_what_is_not_of_the_form_is_refused_and_nothing_is_written(collect, one):
    answer = collect.send(one)
    assert answer.status_code == 400
    assert b'nature="error"' in answer.content
    assert b"Ana" not in answer.content
    assert not AnsweredForm.objects.exists()


def test_who_proves_no_key_gets_nothing(collect, cast):
    assert Client().get(LIST).status_code == 401
    assert Collect(collect.name, "otra").ask("GET", LIST).status_code == 401
    assert collect.ask("GET", LIST, uri=SEND).status_code == 401
    assert collect.ask("GET", LIST, nonce="1-abc").status_code == 401
    from base64 import b64encode

    basic = {"authorization": "Basic " + b64encode(f"{collect.name}:{collect.secret}".encode()).decode()}
    assert Client().get(LIST, headers=basic).status_code == 401  # an open line: the secret is not taken there
    assert Client().get(LIST, headers=basic, secure=True).status_code == 200
    surveys.end_key(key=SendingKey.objects.get().pk, by=cast.reader("rafael"), at=timezone.now())
    assert Client().get(LIST, headers=basic, secure=True).status_code == 401


def test_a_key_ends_with_the_posting_and_is_bound_to_its_forms(collect, cast, publish):
    agua = surveys.survey_id("mx", "agua")
    publish(dangers())
    SendingKey.objects.update(forms=[str(agua)])
    assert collect.ask("GET", LIST).content.count(b"<xform>") == 1
    assert collect.send(xml("peligros", "<dangers>heat</dangers>")).status_code == 400
    assert collect.send(xml("agua", WATER)).status_code == 201
    from vereda.access.models import Membership

    own = Membership.objects.filter(account=cast.account("ines").pk)
    before = own.get().institution_role
    for role in ENFORCEMENT:  # help never becomes enforcement: looked at on each call
        own.update(institution_role=role)
        assert collect.ask("GET", LIST).status_code == 401, role
    own.update(institution_role=before)
    assert collect.ask("GET", LIST).status_code == 200
    own.update(until_on=timezone.localdate() - timedelta(days=2))
    assert collect.ask("GET", LIST).status_code == 401


def test_nobody_gives_a_key_to_who_is_not_theirs(cast):
    from vereda.surveys.errors import KeyRefused

    told = {"group": "piedras-negras", "purpose": Purpose.ASSIST, "forms": [], "at": timezone.now()}
    for account, by in (("nadia", "rafael"), ("ines", "ines"), ("julia", "rafael"), ("ines", "nadia")):
        with pytest.raises(KeyRefused):
            surveys.make_key(account=cast.account(account).pk, by=cast.reader(by), **told)
    with pytest.raises(KeyRefused):
        surveys.make_key(account=cast.account("ines").pk, by=cast.reader("rafael"), **told | {"purpose": Purpose.STATISTICS})


def test_what_programs_send_wrong_is_refused_with_its_reason_and_never_a_fault(collect, publish):
    wrong = [
        xml("agua", "<water>no</water><where><hours>" + "9" * 400 + "</hours></where>"),
        '<?xml version="1.0" encoding="klingon"?>' + xml("agua", WATER),
        '<!DOCTYPE a [<!ENTITY b "c">]>' + xml("agua", "<told>&b;</told>"),
    ]
    publish(meeting())
    wrong += [xml("encuentro", f"<people>2</people><line>{one}</line>") for one in ("<sex>zzz</sex>", "<many>0</many>")]
    wrong.append(xml("encuentro", "<people>-5</people>"))
    assert [collect.send(one).status_code for one in wrong] == [400] * len(wrong)
    assert collect.ask("GET", LIST, response="é" * 32).status_code == 401
    assert AnsweredForm.objects.count() == 0


def test_a_telephone_that_began_anew_in_1970_tells_of_today_and_no_word_stands_in_clear(collect):
    assert collect.send(xml("agua", "<water>Ana, calle 5</water>", ended="1970-01-01T00:00:00Z")).status_code == 201
    row = AnsweredForm.objects.get()
    assert (row.clear, row.answered_at.year) == ({}, timezone.now().year)
    assert surveys.opened(row)["water"] == "Ana, calle 5"


def test_a_small_photo_that_says_it_is_as_large_as_a_house_is_refused():
    out = BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    with pytest.raises(PhotoWrong):
        _without_metadata(out.getvalue())
