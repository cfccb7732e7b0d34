"""The safety of the teams in a demonstration: alarms of officers, the radio, text messages. All of it is invented.

Planted to be seen: two that bear one call sign, a text of a number that nobody knows, and at the other group an alarm that nobody
has read yet, so that headquarters has something to answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.demo.writing import Scribe
from vereda.groups.door import PatrolCheckedIn, patrols_out
from vereda.logbook.door import Author, Draft, record_all
from vereda.logbook.schema import Channel
from vereda.messages import door as texts
from vereda.messages.door import Came, Warned
from vereda.safety import door as safety
from vereda.safety.door import Bearer, DangerOutcome, DangerStep, RadioWord

CHANNELS = (("Canal 1", "Equipos fuera"), ("Canal 2", "Solo emergencias"), ("Canal 5", "Con Protección Civil (inventado)"))
VEHICLES = (("Lobo 10", "Camioneta 01"), ("Lobo 11", "Camioneta 03"), ("Lancha 2", "Lancha 02"))


def safety_day(scribe: Scribe, group: str, other: str, now: datetime) -> None:
    """Record what keeps the teams of a group safe; the teams of today are out already."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    _plan(scribe, group, here)
    _calls(scribe, group, here)
    _alarms(scribe, group, here)
    _texts(scribe, group, here)
    there = scribe.author(other, 0)
    at = now.astimezone(scribe.plan.grounds[other].zone) - timedelta(minutes=2)
    safety.raise_danger(by=there, at=at, who=there.account, channel=Channel.PHONE)


def _plan(scribe: Scribe, group: str, here: datetime) -> None:
    by, at = scribe.author(group, 1), here - timedelta(days=20)
    people = list(dict.fromkeys(scribe.account(group, agent) for agent in range(4)))
    safety.give_sign(sign="Base Lobo", bearer=Bearer.POST, by=by, at=at)
    for number, account in enumerate(people, start=1):
        safety.give_sign(sign=f"Lobo {number}", bearer=Bearer.PERSON, account=account, by=by, at=at)
    for sign, vehicle in VEHICLES:
        safety.give_sign(sign=sign, bearer=Bearer.VEHICLE, vehicle=vehicle, by=by, at=at)
    safety.give_sign(sign="lobo-2", bearer=Bearer.VEHICLE, vehicle="Cuatrimoto 01", by=by, at=here - timedelta(days=1))
    for name, use in CHANNELS:
        safety.set_channel(name=name, use=use, by=by, at=at)


def _calls(scribe: Scribe, group: str, here: datetime) -> None:
    """Record calls of the last hours: the team that is not late was heard by radio, and that is its check-in too."""
    by = scribe.author(group, 0)
    team = patrols_out(group, by.country)[-1]
    lead = team.team[0] if team.team else ""
    at = here - timedelta(minutes=35)
    told = safety.called(what=RadioWord.CHECK_IN, by=by, at=at, account=lead, patrol=team.subject, channel="Canal 1")
    heard = Draft(
        payload=PatrolCheckedIn(), subject=team.subject, by=by, at=at, channel=Channel.RADIO, reported_by=lead or by.account
    )
    record_all([told, heard])
    _call(by, here - timedelta(minutes=80), RadioWord.SUPPORT, "Lobo 3", "Canal 1", "Llanta ponchada; ya va otra camioneta.")
    _call(by, here - timedelta(hours=3), RadioWord.OTHER, "Lobo 10", "Canal 1", "Prueba de radio desde la orilla: se oye bien.")


def _call(by: Author, at: datetime, what: RadioWord, sign: str, channel: str, note: str) -> None:
    record_all([safety.called(what=what, by=by, at=at, sign=sign, channel=channel, note=note)])


def _alarms(scribe: Scribe, group: str, here: datetime) -> None:
    """Record two alarms that are over: one that was answered, and one that was pressed by mistake."""
    officer, desk = scribe.author(group, 0), scribe.author(group, 1)
    at = here - timedelta(days=3, hours=2)
    helped = safety.raise_danger(by=officer, at=at, who=officer.account, channel=Channel.PHONE).subject
    safety.see_danger(danger=helped, by=desk, at=at + timedelta(seconds=40))
    for minutes, step in ((2, DangerStep.CALLED), (4, DangerStep.TEAM_SENT), (31, DangerStep.FOUND)):
        safety.take_step(danger=helped, step=step, by=desk, at=at + timedelta(minutes=minutes))
    safety.resolve_danger(danger=helped, outcome=DangerOutcome.HELPED, by=desk, at=at + timedelta(minutes=34))
    pressed = here - timedelta(days=8)
    false = safety.raise_danger(by=officer, at=pressed, who=officer.account, channel=Channel.PHONE).subject
    safety.see_danger(danger=false, by=desk, at=pressed + timedelta(seconds=25))
    safety.resolve_danger(danger=false, outcome=DangerOutcome.FALSE_PRESS, by=officer, at=pressed + timedelta(minutes=1))


def _texts(scribe: Scribe, group: str, here: datetime) -> None:
    by, at, prefix = scribe.author(group, 1), here - timedelta(days=20), scribe.plan.pack.country.phone.prefix
    numbers = [f"{prefix} 000 000 000{last}" for last in range(1, 4)]  # of nobody: no area has code 000
    texts.keep_number(number=numbers[0], account=scribe.account(group, 0), name="", warned=[Warned.POST], by=by, at=at)
    texts.keep_number(number=numbers[1], account=by.account, name="", warned=[Warned.COORDINATOR], by=by, at=at)
    duty = "Guardia de la central (inventada)"
    texts.keep_number(number=numbers[2], account="", name=duty, warned=[Warned.HEADQUARTERS], by=by, at=at)
    came = Came(f"{prefix} 000 000 0099", "Buenas tardes, ¿a qué hora abre el comedor? (mensaje inventado)")
    texts.receive_text(came, account="", by=by, at=here - timedelta(minutes=50))
