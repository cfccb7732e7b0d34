"""Who asks by text message for a right, a danger or a helper is told, in the own language; nothing that was written is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from vereda.client import texts as incoming
from vereda.client.tests.test_texts import SHOWN, TOKEN, Line, bring, line, set_up  # noqa: F401  fixtures
from vereda.countries.door import length_of
from vereda.logbook.door import history, open_box
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.messages import door as texts
from vereda.messages.door import Came, Part
from vereda.messages.models import CamePart, OutText, ReceivedText, TalkKept
from vereda.rescue import door as rescue
from vereda.rescue.models.alert import Alert
from vereda.settings import environment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("set_up")]
STRANGER = "+50255551234"
BAND = "Demostracion: no se fie de esto. "


class Phone:
    """A telephone on the way: what it writes, and what it is answered."""

    def __init__(self, line: Line, number: str = STRANGER) -> None:  # noqa: F811  the fixture's class
        self.line, self.number, self.at, self.count = line, number, datetime.now(UTC), 0

    def write(self, text: str, *, later: timedelta = timedelta(minutes=3)) -> str:
        """Write, and return all that was answered."""
        self.at, self.count = self.at + later, self.count + 1
        incoming.take_in(Came(self.number, text, id=f"{self.number}-{self.count}"), now=self.at)
        texts.send_waiting(now=self.at)
        went, self.line.went = self.line.went, []
        assert {number for number, _ in went} <= {self.number}
        return "".join(text for _, text in went)


def shows_drafts(monkeypatch: pytest.MonkeyPatch, is_demo: bool) -> None:
    settings = incoming.env
    monkeypatch.setattr("vereda.client.texts.env", lambda: replace(settings(), demo=is_demo))


@pytest.fixture
def phone(line: Line, monkeypatch: pytest.MonkeyPatch) -> Phone:  # noqa: F811  the fixture
    """A telephone that writes to a demonstration: drafts are answered, with the band."""
    here = replace(environment.env(), sms_per_hour=1000)
    monkeypatch.setattr("vereda.messages.actions.env", lambda: here)
    shows_drafts(monkeypatch, True)
    return Phone(line)


def waiting() -> int:
    return ReceivedText.objects.filter(handled_at=None).count()


def test_derechos_is_a_list_by_number_and_a_number_is_the_short_text(phone: Phone):
    said = phone.write("derehos!")
    assert said.startswith(BAND + "Derechos. Conteste un numero:\n1 Pedir refugio\n2 La ayuda no cuesta\n")
    assert said.endswith("\n0 mas")
    assert len(texts.parts_of(said)) <= 2
    shown = len(said.splitlines()) - 2
    assert phone.write("0").startswith(f"{BAND}{shown + 1} "), "the numbers go on: each stands for one thing"
    free = (
        "La atencion urgente que salva la vida es gratuita. Pedir refugio es gratuito. Ninguna autoridad puede cobrarle por pasar"
    )
    assert phone.write("2") == f"{BAND}{free}."
    assert waiting() == 0, "what was understood whole waits for nobody"


def test_outside_a_demonstration_no_draft_leaves_by_text(phone: Phone, monkeypatch: pytest.MonkeyPatch):
    shows_drafts(monkeypatch, False)
    for word in ("DERECHOS", "PELIGRO", "AYUDA", "ALBERGUE", "Kreyol", "danje"):
        said = phone.write(word)
        assert not any(one in said for one in ("refugio", "Calor", "Pedir", "Chale", "Chalè")), word
    assert "911" not in phone.write("1")


def test_a_language_is_chosen_by_its_own_name_and_kept(phone: Phone):
    assert phone.write("Kreyol").startswith("Demonstrasyon: pa konte sou sa. 1 Dwa 2 Danje")
    assert "Chalè" in phone.write("2") or "Chale" in phone.write("danje")
    assert phone.write("English").startswith("Demonstration, do not rely on this. 1 Rights")
    assert phone.write("1").startswith("Demonstration, do not rely on this. Rights.")


def test_a_language_that_nobody_wrote_is_said_so_and_nothing_is_invented(phone: Phone):
    said = phone.write("Q'eqchi'")
    assert said.startswith(BAND + "De eso todavia no hay nada que podamos decir en ese idioma. 1 Derechos")


@pytest.mark.parametrize("text", ["x" * 1000, "😀😀😀", "", "   ", "klingon", "مرحبا", "a" * 5000, "\x07\x00"])
def test_bad_input_has_one_short_answer_and_is_kept(phone: Phone, text: str):
    said = phone.write(text)
    assert said.startswith(BAND + "Mensaje automatico: no le entendimos. 1 Derechos 2 Peligros")
    assert OutText.objects.count() == 1
    assert len(texts.parts_of(said)) <= 2
    row = ReceivedText.objects.get()
    number, words = texts.words_of(row)
    assert number == STRANGER
    assert words == text.replace("\x07", "").replace("\x00", "").strip()[:1600]
    assert waiting() == bool(text.strip("\x07\x00 ")) or not words


def test_what_says_more_than_a_word_is_answered_and_waits_for_a_person(phone: Phone):
    assert "Conteste un numero" in phone.write("PELIGRO nos siguen unos hombres")
    assert "emergencia" in phone.write("ayuda")
    assert waiting() == 2
    assert Alert.objects.count() == 0


def test_alto_is_honoured_until_alta_and_sos_is_answered_all_the_same(phone: Phone):
    assert phone.write("Alto.").startswith(BAND + "No le enviaremos mas mensajes.")
    assert phone.write("DERECHOS") == ""
    assert phone.write("1") == ""
    assert phone.write("mi hermana no contesta") == ""
    assert waiting() == 1
    assert "Codigo de su aviso" in phone.write("SOS 28.7001, -100.5230")
    assert phone.write("ALTA").startswith(BAND + "1 Derechos")


def test_the_same_question_at_once_is_answered_once(phone: Phone):
    assert phone.write("DERECHOS")
    assert phone.write("DERECHOS", later=timedelta(seconds=20)) == ""
    assert phone.write("DERECHOS", later=timedelta(minutes=3))


def test_who_writes_often_is_told_once_and_then_waits_but_never_for_sos(phone: Phone):
    said = [phone.write(word, later=timedelta(seconds=30)) for word in ("DERECHOS", "PELIGRO") * 12]
    assert sum("Conteste un numero" in one for one in said) == 20
    assert [one for one in said if "muchas veces" in one] == [said[20]]
    assert said[21:] == [""] * 3
    assert "Codigo de su aviso" in phone.write("SOS", later=timedelta(seconds=1))
    assert "Conteste" in phone.write("DERECHOS", later=timedelta(minutes=61))


def test_a_machine_that_writes_on_and_on_is_turned_away_and_its_first_sos_is_not(phone: Phone):
    phone.at = phone.at.replace(hour=12)  # within one day: the next knows a number by another mark
    for n in range(60):
        phone.write(f"publicidad {n}", later=timedelta(seconds=20))
    with pytest.raises(texts.TooManyCame):
        phone.write("publicidad", later=timedelta(seconds=20))
    assert ReceivedText.objects.count() == 60
    phone.write("SOS", later=timedelta(seconds=1))
    assert Alert.objects.count() == 1
    with pytest.raises(texts.TooManyCame):
        phone.write("SOS", later=timedelta(seconds=1))


@pytest.mark.parametrize("number", ["12345", "TELCEL"])
def test_a_service_is_not_answered(line: Line, number: str):  # noqa: F811  the fixture
    assert Phone(line, number).write("HOLA gane un premio") == ""
    assert ReceivedText.objects.count() == 1


@pytest.mark.parametrize("text", ["S0S", "sos!!", "S.O.S", "SOOOS", "🆘", "SOS28.7,-100.5", "Auxilio", "socorro"])
def test_a_call_for_help_however_written_is_an_alert(phone: Phone, text: str):
    assert "Codigo de su aviso" in phone.write(text)
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ANMWE", "Demonstrasyon: pa konte sou sa. Rele nimewo ijans la. Mesaj otomatik"),
        ("help me", "Demonstration, do not rely on this. Call the emergency number. Automatic message"),
        ("au secours", "Démonstration : ne vous y fiez pas. Appelez les urgences. Message automatique"),
    ],
)
def test_a_call_for_help_is_answered_in_its_language_with_the_code_and_no_number_that_nobody_rang(
    phone: Phone, text: str, said: str
):
    answer = phone.write(text)
    assert answer.startswith(said)
    assert "911" not in answer
    code = next(word for word in answer.split() if word.count("-") == 2)
    assert rescue.state_of_code(rescue.typed_code(code), "mx", phone.at) == "open"


def test_sos_in_a_conversation_is_answered_in_its_language(phone: Phone):
    phone.write("Portugues")
    assert "Codigo do seu aviso" in phone.write("SOS 28.7001, -100.5230")


# The same place as people write it, as telephones send it, as receivers and maps say it.
NOTATIONS = {
    "decimal degrees": "28.7001, -100.5230",
    "decimal commas": "28,7001 -100,523",
    "letters": "28.7001 N 100.523 O",
    "degrees and minutes": "28 42.006 N, 100 31.380 W",
    "degrees, minutes, seconds": "28°42'0.36\"N 100°31'22.8\"W",
    "geo address": "geo:28.7001,-100.523",
    "link of a map": "https://maps.google.com/?q=28.7001,-100.523",
    "UTM": "14R 351224 3175710",
    "MGRS": "14RLS5122475710",
    "plus code": "75WXPF2G+2RR",
    "short plus code": "PF2G+2RR Piedras Negras",
    "seconds without their signs": "28 42 0.36 N 100 31 22.8 W",
    "at the end of a sentence": "28.7001, -100.5230.",
    "said in words": "latitud 28.7001 longitud -100.523",
}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_place_of_an_sos_is_right_in_every_notation(phone: Phone, notation: str):
    phone.write(f"SOS {NOTATIONS[notation]} somos 3 y un bebé, tel 878 123 4567")
    alert = Alert.objects.get()
    (told,) = (row for row in history(alert.subject) if row.kind == "rescue.alert_received")
    box = open_box(told.id, FieldClass.WHEREABOUTS)
    assert box is not None
    assert (box["lat"], box["lon"]) == pytest.approx((28.7001, -100.5230), abs=8e-5)
    assert (alert.group, alert.municipality) == ("piedras-negras", "05025")


def test_at_a_thousand_a_minute_each_is_answered_once(line: Line, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """REL-036, in the process: two hundred in twelve seconds by their own clock."""
    monkeypatch.setattr("vereda.messages.actions.env", lambda: replace(environment.env(), sms_per_hour=100_000))
    now = datetime.now(UTC)
    for n in range(200):
        came = Came(f"+5025555{n:04}", "DERECHOS" if n % 2 else "peligro", id=str(n))
        at = now + timedelta(seconds=n * 0.06)
        assert incoming.take_in(came, now=at)
        if not n % 10:
            assert not incoming.take_in(came, now=at), "brought again"
    while texts.send_waiting(now=now + timedelta(minutes=1)):
        pass
    assert sorted(number for number, _ in line.went) == [f"+5025555{n:04}" for n in range(200)]


@pytest.mark.parametrize("text", ["sosiego", "sostén", "SOSA", "estamos bien"])
def test_other_words_are_none(phone: Phone, text: str):
    phone.write(text)
    assert Alert.objects.count() == 0


def test_after_sos_all_belongs_to_the_alert_a_number_says_how_many_and_a_word_of_ours_is_answered_too(phone: Phone):
    phone.write("DERECHOS")
    phone.write("SOS")
    assert phone.write("4") == "", "it belongs to the alert"
    assert "Conteste un numero" in phone.write("PELIGRO")
    assert phone.write("DERECHOS nos pegaron") == "", "said with more words it is no question"
    assert phone.write("auxilio") == "", "a call for help is answered once"
    told = [row for row in history(Alert.objects.get().subject) if row.kind == "rescue.alert_received"]
    assert len(told) == 5


def test_a_number_is_sealed_in_the_logbook_and_stands_in_no_table(phone: Phone):
    phone.write("DERECHOS")
    phone.write("1")
    told = [bytes(row.body) for row in LogEntry.objects.all()]
    tables = [str(row) for model in (TalkKept, OutText, ReceivedText) for row in model.objects.values()]
    assert not [one for one in (*told, *(row.encode() for row in tables)) if b"55551234" in one]
    assert {row.words for row in OutText.objects.all()} == {""}


def test_a_conversation_is_forgotten_after_the_days_of_the_pack(phone: Phone):
    phone.write("English")
    phone.write("STOP")
    assert texts.forget_talks(now=phone.at + timedelta(days=6, hours=23)) == 0
    assert texts.forget_talks(now=phone.at + timedelta(days=7, hours=1)) == 1
    assert TalkKept.objects.count() == 0


# Parts ----------------------------------------------------------------------------------------------------------------------


def part(text: str, number: int, total: int, ref: str = "7") -> Came:
    return Came(STRANGER, text, id=f"{ref}-{number}", part=Part(ref, number, total))


def test_parts_are_joined_in_any_order_and_brought_again_count_once(phone: Phone):
    now = phone.at
    long = "SOS ñandú 28.7001, -100.5230 " + "somos cinco y una niña, sin agua desde ayer. " * 34
    assert len(long) > 1500
    pieces = texts.parts_of(long)
    for number in reversed(range(len(pieces))):
        came = part(pieces[number], number + 1, len(pieces))
        assert incoming.take_in(came, now=now) == (number == 0)
        assert len(pieces) == 1 or number == 0 or Alert.objects.count() == 0
        if number == 3:
            incoming.take_in(came, now=now)
    alert = Alert.objects.get()
    assert alert.group == "piedras-negras"
    assert CamePart.objects.count() == 0


def test_a_part_that_never_comes_is_not_waited_for_longer_than_half_a_minute(phone: Phone):
    incoming.take_in(part("SOS 28.7001, -100.5230 somos ", 1, 3), now=phone.at)
    incoming.take_in(part("sin agua", 3, 3), now=phone.at)
    assert incoming.fetch(now=phone.at + timedelta(seconds=20)) == 0
    assert Alert.objects.count() == 0
    held = CamePart.objects.values_list("sealed", flat=True)
    assert not [one for one in held if b"SOS" in bytes(one) or b"5555" in bytes(one)], "it lies there sealed"
    assert incoming.fetch(now=phone.at + timedelta(seconds=31)) == 1
    assert Alert.objects.count() == 1


def test_an_emoji_cut_in_two_by_its_telephone_is_one_again(phone: Phone):
    whole = "👋 hola"
    cut = whole.encode("utf-16-be")
    first, second = (one.decode("utf-16-be", "surrogatepass") for one in (cut[:2], cut[2:]))
    incoming.take_in(part(first, 1, 2), now=phone.at)
    incoming.take_in(part(second, 2, 2), now=phone.at)
    assert texts.words_of(ReceivedText.objects.get())[1] == whole


def test_a_service_brings_parts_one_by_one(phone: Phone):
    fields = {"msisdn": STRANGER, "concat-ref": "9", "concat-total": "2"}
    bring(**fields, **{"text": "a sus derechos", "concat-part": "2", "messageId": "b"})
    bring(**fields, **{"text": "quiero saber ", "concat-part": "1", "messageId": "a"})
    assert texts.words_of(ReceivedText.objects.get())[1] == "quiero saber a sus derechos"


# The band -------------------------------------------------------------------------------------------------------------------


def test_nothing_of_the_pack_leaves_without_the_band(phone: Phone, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.messages.talking.ANSWERS_PER_HOUR", 1000)
    for head in ("DERECHOS", "PELIGRO", "AYUDA", "ALBERGUE", "IDIOMA", "MENU"):
        said = [phone.write(head)]
        while said[-1].endswith("0 mas"):
            said.append(phone.write("0"))
        said += [phone.write(str(number)) for number in (1, 2, 3)]
        assert all(one.startswith((BAND, "Demonstra", "Démonstra")) for one in said), head
        assert all(len(texts.parts_of(one)) <= 2 for one in said)


def test_a_list_fits_two_messages_in_every_language(phone: Phone, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.messages.talking.ANSWERS_PER_HOUR", 1000)
    for name in ("English", "Francais", "Portugues", "Kreyol", "Espanol"):
        assert phone.write(name)
        for number in ("1", "MENU", "2"):
            said = phone.write(number)
            assert said, (name, number)
            assert not length_of(said).is_wide
            assert len(texts.parts_of(said)) <= 2
