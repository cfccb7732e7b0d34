"""One day of a group, the same in every country: a family is given water, people are rescued, a woman is referred and advised.

Who, where, to whom and under which number is the pack's; how many is drawn. What is typed are the fields of the pages; what is
known of the day afterwards is what pages said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from tests.count.folk import CODAS, SYLLABLES
from tests.countries.visitor import Page, Visitor
from vereda.countries.door import Pack

HOME: Mapping[str, tuple[str, str]] = {
    "mx": ("tapachula", "albergue-diocesano-belen-tapachula"),
    "gt": ("tecun-uman", "casa-del-migrante-tecun-uman"),
    "hn": ("danli", "albergue-sagrada-familia"),
    "sv": ("san-salvador", "casa-del-migrante-scalabrini"),
}
"""The group whose day it is, and the shelter it refers to: codes of the pack."""
ROLES = {"ines": "agent", "rafael": "coordinator", "emilio": "legal_adviser"}
IN_GROUP = ("ines", "rafael")


@dataclass(frozen=True)
class Drawn:
    """What chance decides of the day: how many, the same in all countries; a name of invented syllables, by country another one.

    A name that is found somewhere is a leak and no coincidence.
    """

    family: int
    lost: int
    given: str
    surname: str

    @classmethod
    def of(cls, seed: int, iso: str) -> Drawn:
        chance, names = Random(seed), Random(f"{seed} {iso}")
        given, surname = ("".join(names.choices(SYLLABLES, k=3)) + names.choice(CODAS) for _ in range(2))
        return cls(chance.randint(3, 6), chance.randint(2, 5), given.capitalize(), surname.capitalize())

    @property
    def name(self) -> str:
        return f"{self.given} {self.surname}"


@dataclass
class Day:
    """A day at a post, hour by hour. known: ids by what they are; pages: read at its end."""

    pack: Pack
    drawn: Drawn
    people: Mapping[str, Visitor]
    known: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.group = self.pack.groups[HOME[self.pack.iso][0]]
        self.shelter = self.pack.services_directory[HOME[self.pack.iso][1]]
        self.own = next(iter(self.pack.nationalities))
        self.ines, self.rafael, self.emilio = (self.people[name] for name in ROLES)
        self.place = {"state": self.group.state, "municipality": self.group.municipality}

    @property
    def hours(self) -> Mapping[int, Callable[[], None]]:
        """Return what is done, by hour of the day."""
        return {
            8: self.give_water,
            10: self.send_a_team,
            11: self.find_them,
            13: self.meet_a_woman,
            14: self.refer,
            15: self.ask_for_advice,
            16: self.advise,
            18: self.read_back,
        }

    def do(self, hour: int) -> None:
        """Do what is done at an hour. Raises AssertionError where a page refuses it."""
        try:
            self.hours[hour]()
        except AssertionError as refused:
            raise AssertionError(f"{self.pack.iso}, at {hour}: {refused}") from None

    # What is done ---------------------------------------------------------------------------------------------------------

    def give_water(self) -> None:
        """A family of the country's own people and one woman of a neighbour's get water and are told their rights."""
        neighbour = self.pack.country.neighbours[0]
        tally = {f"t:{self.own}:F:18+": str(self.drawn.family), f"t:{neighbour}:F:18+": "1"}
        page = self._meet(**tally, **{"s:WATER": "on", "s:ORIENT_RIGHTS": "on"})
        self.known["family"] = page.id

    def send_a_team(self) -> None:
        """Somebody calls; the post reads it, opens a mission and sends a team."""
        call = {"came_by": "telephone", "people": str(self.drawn.lost), "c:needs:no_water": "on", "call_back": "0000 0000"}
        alert = self.ines.send("/alertas/nueva/", **call, **self.place)
        self.known["alert"] = alert.id
        self.rafael.post(f"/alertas/{alert.id}/vista/", {})
        mission = self.rafael.post(f"/alertas/{alert.id}/mision/", {}).id
        self.known["mission"] = mission
        way = f"/misiones/{mission}/despacho/"
        member = re.search(r'name="(team:[0-9a-f-]+)"', self.rafael.get(way).html)
        assert member, "nobody to send"
        sent = self.rafael.send(way, call_sign="Lobo 2", every="60", grace="10", **{member[1]: "on"})
        team = re.search(rf"/misiones/{mission}/equipos/([0-9a-f-]{{36}})/sale/", sent.html)
        assert team, sent.text
        self.known["team"] = f"/misiones/{mission}/equipos/{team[1]}/"
        self.rafael.post(f"{self.known['team']}sale/", {})

    def find_them(self) -> None:
        """The team finds the people and is back; the mission is closed."""
        mission = self.known["mission"]
        found = {"people": str(self.drawn.lost), "s:RESCUE": "on", "s:WATER": "on", "goes": "SHELTER", **self.place}
        self.ines.send(f"/misiones/{mission}/encontradas/", **found)
        self.rafael.post(f"{self.known['team']}regresa/", {})
        self.rafael.post(f"/misiones/{mission}/cerrar/", {"outcome": "found"})

    def meet_a_woman(self) -> None:
        """A woman gives her name, because she asks for advice."""
        who = {"who-given": self.drawn.given, "who-families": self.drawn.surname, "who-nationality": self.own, "who-sex": "F"}
        page = self._meet(
            **{f"t:{self.own}:F:18+": "1", "s:ORIENT_RIGHTS": "on", "who-purpose": "legal_aid", "who-band": "18+", **who}
        )
        self.known["woman"] = page.id

    def refer(self) -> None:
        """She lets the group ask the shelter of the pack for a bed; it says yes by telephone."""
        told = {"told:people": "1", "told:arrives": "hoy", "told:call_back": "0000 0000"}
        slip = self._refer("woman", receiver=self.shelter.code, **told)
        assert "palabras" in slip.text, slip.text
        listed = self.ines.get("/referencias/?purpose=assist")
        one = re.search(r"/referencias/([0-9a-f-]{36})/", listed.html)
        assert one, listed.text
        self.known["referral"] = one[1]
        self.ines.post(f"/referencias/{one[1]}/acepta/", {"purpose": "assist", "way": "telephone"})

    def refer_abroad(self, to: str) -> Page:
        """Hand the woman on to a group of another country, by her name, with her consent."""
        told = {"told:people": "1", "told:arrives": "mañana", "told:call_back": "0000 0000", "told:name": self.drawn.name}
        return self._refer("woman", receiver=to, **told)

    def ask_for_advice(self) -> None:
        """The post asks the lawyer of the network for her: she wants refuge."""
        way = f"/casos/nuevo/?encuentro={self.known['woman']}"
        person = re.search(r'name="person".*?<option value="([0-9a-f-]{36})"', self.ines.get(way).html, re.S)
        assert person, "nobody gave a name"
        asked = {"what": "refuge", "seeks_refuge": "yes", "child": "no", "trafficking": "no", "note": "teme volver"}
        self.ines.send(way, encounter=self.known["woman"], person=person[1], **asked)

    def advise(self) -> None:
        """The lawyer takes the case."""
        case = re.search(r"/casos/([0-9a-f-]{36})/tomar/", self.emilio.get("/casos/").html)
        assert case, "no case waits"
        self.known["case"] = case[1]
        self.emilio.post(f"/casos/{case[1]}/tomar/", {})

    def _meet(self, **told: str) -> Page:
        page = self.ines.send("/encuentros/nuevo/", **self.place, **told)
        assert page.path.startswith("/encuentros/"), page.text
        return page

    def _refer(self, encounter: str, **told: str) -> Page:
        way = f"/encuentros/{self.known[encounter]}/referir/?ayuda=shelter&purpose=assist"
        typed = {"ayuda": "shelter", "purpose": "assist", "name": "", "role": "", **told}
        aloud = self.ines.send(way, step="aloud", **typed)
        said = {"answer": "yes", "language": "spa", "mode": "signed", "read": "on", "form": aloud.hidden()["form"]}
        return self.ines.post(way.partition("?")[0], {**typed, **said, "step": "send"})

    # What is read ---------------------------------------------------------------------------------------------------------

    def read_back(self) -> None:
        """Read the day on the pages on which it stands, by whoever may."""
        known = self.known
        self.pages = {
            "form": self.ines.get("/encuentros/nuevo/"),
            "family": self.ines.get(f"/encuentros/{known['family']}/"),
            "list": self.ines.get("/encuentros/"),
            "alert": self.rafael.get(f"/alertas/{known['alert']}/"),
            "handing over": self.rafael.get(f"/alertas/{known['alert']}/entrega/"),
            "mission": self.rafael.get(f"/misiones/{known['mission']}/"),
            "referral": self.ines.get(f"/referencias/{known['referral']}/?purpose=assist"),
            "directory": self.ines.get("/directorio/"),
            "case": self.emilio.get(f"/casos/{known['case']}/"),
            "term": self.emilio.get(f"/casos/{known['case']}/plazo/"),
            "paper": self.emilio.get(f"/casos/{known['case']}/escrito.pdf"),
            "laws": self.ines.get(f"/leyes/paises/{self.pack.iso}/"),
            "sos": self.ines.get("/sos/"),
            "guide": self.ines.get("/guia/"),
        }
