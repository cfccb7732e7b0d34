"""Who travels: people with the names that their country gives, and the parties they travel in.

A party is one person or several: friends, a couple, a parent with children, a family, siblings, cousins. Names follow kin:
children have the father's first surname and the mother's first, or both of the mother's when no father stands in the register.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from bench.records.lists import Draw, Place, made, names, nicknames, places

YEAR = 365.2425
COUNTRIES = Draw({"HN": 25, "GT": 18, "VE": 19, "HT": 11, "EC": 9, "SV": 8, "CU": 6, "BR": 4})
KINDS = Draw({"alone": 50, "friends": 12, "couple": 7, "mother": 11, "father": 4, "family": 7, "siblings": 5, "cousins": 4})
# Two of three who travel without family are men; a man of 50 is rare.
AGES = Draw([*((age, 4 + 4 * (age - 13)) for age in range(14, 20)), *((age, 30 - 0.55 * (age - 20)) for age in range(20, 62))])
CHILD_AGES = Draw({age: 3 if age < 8 else 2 for age in range(18)})
CHILDREN = Draw({1: 50, 2: 32, 3: 13, 4: 5})

# Given names: which lists, how often; `made` are names put together by rule, as parents there do.
GIVEN = {
    "GT": (("GT", 0.85), ("HN", 0.15)),
    "HN": (("HN", 0.85), ("andes", 0.15)),
    "SV": (("SV", 0.85), ("HN", 0.15)),
    "VE": (("VE", 0.55), ("andes", 0.25), ("made", 0.2)),
    "EC": (("EC", 0.75), ("andes", 0.25)),
    "CU": (("CU", 0.8), ("made", 0.2)),
    "HT": (("HT", 0.8), ("made", 0.2)),
    "BR": (("BR", 1.0),),
}
SURNAMES = {
    "GT": (("GT", 0.85), ("tail", 0.15)),
    "HN": (("HN", 0.82), ("tail", 0.18)),
    "SV": (("SV", 0.82), ("tail", 0.18)),
    "VE": (("VE", 0.7), ("andes", 0.15), ("tail", 0.15)),
    "EC": (("EC", 0.75), ("andes", 0.1), ("tail", 0.15)),
    "CU": (("CU", 0.8), ("tail", 0.2)),
    "HT": (("HT", 0.8), ("made", 0.2)),
    "BR": (("BR", 1.0),),
}
TWO_GIVEN = {"GT": 0.72, "HN": 0.8, "SV": 0.82, "VE": 0.8, "EC": 0.85, "CU": 0.45, "HT": 0.3, "BR": 0.38}
# Communities with names of their own, and where they live.
COMMUNITIES = {
    "Huehuetenango": (("GT-mam", 0.35), ("GT-qanjobal", 0.3)),
    "San Marcos": (("GT-mam", 0.45),),
    "Quetzaltenango": (("GT-kiche", 0.25), ("GT-mam", 0.2)),
    "Alta Verapaz": (("GT-qeqchi", 0.72), ("GT-poqom", 0.15)),
    "Baja Verapaz": (("GT-poqom", 0.25), ("GT-kiche", 0.25)),
    "Quiché": (("GT-kiche", 0.75),),
    "Totonicapán": (("GT-kiche", 0.9),),
    "Sololá": (("GT-kiche", 0.45), ("GT-kaqchikel", 0.45)),
    "Chimaltenango": (("GT-kaqchikel", 0.7),),
    "Izabal": (("GT-qeqchi", 0.3),),
    "Petén": (("GT-qeqchi", 0.3),),
    "Chimborazo": (("EC-kichwa", 0.55),),
    "Cotopaxi": (("EC-kichwa", 0.45),),
    "Imbabura": (("EC-kichwa", 0.45),),
    "Cañar": (("EC-kichwa", 0.35),),
    "Tungurahua": (("EC-kichwa", 0.35),),
    "Azuay": (("EC-kichwa", 0.15),),
    "Loja": (("EC-kichwa", 0.2),),
}
TONGUES = {"HT": "ht", "BR": "br"}


@dataclass(slots=True, eq=False)
class Person:
    """One person, as she is; what a post writes of her is another thing."""

    number: int
    country: str
    sex: str
    born: date
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    tongue: str  # of the surnames: es, maya, kichwa, ht, br
    home: Place
    daily: int = 0  # which of the given names she goes by
    nickname: str = ""
    husband: str = ""
    age_off: int = 0  # years by which she is wrong about her own age
    says_adult: bool = False  # 14 to 17, and says 18
    phone: str = ""
    own_phone: bool = field(default=False)


def party(luck: Random, on: date, first: int) -> list[Person]:
    """Return the people of one party that sets out on a day; they are numbered from `first`."""
    maker = _Maker(luck, on, first)
    people = _WAYS[KINDS(luck)](maker)
    maker.phones(people)
    return people


class _Maker:
    def __init__(self, luck: Random, on: date, first: int) -> None:
        self.luck, self.on, self.next = luck, on, first
        self.country = COUNTRIES(luck)
        self.home = places(self.country)(luck)
        self.kin = community(luck, self.home)

    def person(
        self, *, sex: str = "", age: float | None = None, surnames: tuple[str, ...] = (), at_home: bool = True, alike: str = ""
    ) -> Person:
        """Return one more person. alike: a given name that runs in the family."""
        luck = self.luck
        sex = sex or ("M" if luck.random() < 0.68 else "F")
        home = self.home if at_home else places(self.country)(luck)
        kin = self.kin if at_home else community(luck, home)
        given = given_names(luck, self.country, sex, alike)
        age = AGES(luck) + luck.random() if age is None else age
        one = Person(
            number=self.next,
            country=self.country,
            sex=sex,
            born=self.on - timedelta(days=int(age * YEAR)),
            given=given,
            surnames=surnames or own_surnames(luck, self.country, kin),
            tongue=tongue(self.country, kin),
            home=home,
        )
        self.next += 1
        self._habits(one, age)
        return one

    def _habits(self, one: Person, age: float) -> None:
        luck = self.luck
        if len(one.given) > 1 and luck.random() < 0.22:
            one.daily = 1
        called = nicknames(one.country).get(one.given[one.daily])
        if called and luck.random() < 0.55:
            one.nickname = luck.choice(called)
        unsure = 0.2 if one.tongue in ("maya", "ht") else 0.07
        if age >= 20 and luck.random() < unsure:
            one.age_off = luck.choice((-3, -2, -1, -1, 1, 1, 2, 3))
        one.says_adult = 14 <= age < 18 and luck.random() < 0.25

    def child_surnames(self, father: tuple[str, ...], mother: tuple[str, ...]) -> tuple[str, ...]:
        if self.country == "HT":
            return father[:1] if self.luck.random() < 0.85 else mother[:1]
        if self.country == "BR":
            return (mother[-1], father[-1]) if self.luck.random() < 0.8 else (father[-1],)
        if self.luck.random() < 0.12:
            return mother
        return father[0], mother[0]

    def children(self, father: tuple[str, ...], mother: tuple[str, ...], parent: Person) -> list[Person]:
        """Return one to four children; their mother was at least 15 when each was born."""
        most = max(0.5, (self.on - parent.born).days / YEAR - 15)
        found = []
        for _ in range(CHILDREN(self.luck)):
            sex = self.luck.choice("MF")
            alike = parent.given[0] if sex == parent.sex and self.luck.random() < 0.12 else ""
            age = min(CHILD_AGES(self.luck) + self.luck.random(), most)
            found.append(self.person(sex=sex, age=age, surnames=self.child_surnames(father, mother), alike=alike))
        return found

    def parent(self, sex: str) -> Person:
        return self.person(sex=sex, age=20 + min(self.luck.expovariate(0.1), 30))

    def phones(self, people: list[Person]) -> None:
        """Give every third adult a telephone; half of the others of a party name that one when asked."""
        adults = [one for one in people if (self.on - one.born).days > 13 * YEAR]
        for one in adults:
            if self.luck.random() < 0.34:
                one.phone, one.own_phone = number_of(self.luck, one.country), True
        holders = [one for one in adults if one.own_phone]
        for one in people:
            if holders and not one.own_phone and self.luck.random() < 0.5:
                one.phone = holders[0].phone


def _alone(maker: _Maker) -> list[Person]:
    return [maker.person()]


def _friends(maker: _Maker) -> list[Person]:
    return [maker.person(at_home=maker.luck.random() < 0.6) for _ in range(maker.luck.choice((2, 2, 2, 3, 3, 4, 5)))]


def _couple(maker: _Maker) -> list[Person]:
    man, woman = maker.parent("M"), maker.parent("F")
    _marry(maker, man, woman)
    return [man, woman]


def _mother(maker: _Maker) -> list[Person]:
    woman, father = maker.parent("F"), own_surnames(maker.luck, maker.country, maker.kin)
    return [woman, *maker.children(father, woman.surnames, woman)]


def _father(maker: _Maker) -> list[Person]:
    man, mother = maker.parent("M"), own_surnames(maker.luck, maker.country, maker.kin)
    return [man, *maker.children(man.surnames, mother, man)]


def _family(maker: _Maker) -> list[Person]:
    man, woman = maker.parent("M"), maker.parent("F")
    _marry(maker, man, woman)
    return [man, woman, *maker.children(man.surnames, woman.surnames, woman)]


def _siblings(maker: _Maker) -> list[Person]:
    """Two to four of the same parents, at most two years and some apart each; a given name often runs in the family."""
    first = maker.person()
    alike = first.given[0] if maker.luck.random() < 0.3 else ""
    found, age = [first], (maker.on - first.born).days / YEAR
    for _ in range(maker.luck.choice((1, 1, 1, 2, 2, 3))):
        age = max(6.0, age - 0.9 - maker.luck.expovariate(0.6))
        sex = "M" if maker.luck.random() < 0.68 else "F"
        found.append(maker.person(sex=sex, age=age, surnames=first.surnames, alike=alike if sex == first.sex else ""))
    return found


def _cousins(maker: _Maker) -> list[Person]:
    first = maker.person()
    other = own_surnames(maker.luck, maker.country, maker.kin)
    shared = (first.surnames[0], *other[-1:]) if maker.country != "HT" else first.surnames
    return [first, maker.person(surnames=shared)]


_WAYS = {
    "alone": _alone,
    "friends": _friends,
    "couple": _couple,
    "mother": _mother,
    "father": _father,
    "family": _family,
    "siblings": _siblings,
    "cousins": _cousins,
}


def _marry(maker: _Maker, man: Person, woman: Person) -> None:
    if maker.luck.random() < 0.45:
        woman.husband = man.surnames[0 if maker.country != "BR" else -1]


def given_names(luck: Random, country: str, sex: str, alike: str = "") -> tuple[str, ...]:
    """Return one or two given names, not the same twice; with `alike` one of them is that."""
    first = alike or given_name(luck, country, sex)
    if luck.random() >= TWO_GIVEN[country]:
        return (first,)
    second = given_name(luck, country, sex)
    if country == "HT" and luck.random() < 0.6:  # Marie-Claire, Jean-Robert: one name of two
        return (f"{'Jean' if sex == 'M' else 'Marie'} {second}",) if second not in ("Jean", "Marie") else (first,)
    return (first, second) if second != first else (first,)


def given_name(luck: Random, country: str, sex: str) -> str:
    which = _draw(tuple(GIVEN[country]))(luck)
    if which != "made":
        return names(which, sex.lower())(luck)
    heads, tails = made(country, sex.lower())
    return luck.choice(heads) + luck.choice(tails)


def own_surnames(luck: Random, country: str, kin: str) -> tuple[str, ...]:
    """Return the surnames of one who is nobody's kin here; every twelfth has one only where two are the custom."""
    if country == "HT":
        return (_surname(luck, country, kin),)
    if country == "BR":
        return _brazilian(luck)
    first, second = _surname(luck, country, kin), _surname(luck, country, kin if luck.random() < 0.88 else "")
    return (first, second) if luck.random() < 0.92 else (first,)


def _surname(luck: Random, country: str, kin: str) -> str:
    if kin:
        return names(kin, "s")(luck)
    which = _draw(tuple(SURNAMES[country]))(luck)
    if which != "made":
        return names(which, "s")(luck)
    second = names("HT", "s")(luck)  # Pierre-Louis, Saint-Fleur
    return f"{luck.choice(('Jean', 'Pierre', 'Saint', 'Joseph', 'Louis'))}-{second}" if "-" not in second else second


def _brazilian(luck: Random) -> tuple[str, ...]:
    last = names("BR", "s")(luck)
    if last in ("Silva", "Costa", "Cruz", "Rocha", "Cunha") and luck.random() < 0.5:
        last = f"da {last}"
    elif last == "Santos" and luck.random() < 0.6:
        last = "dos Santos"
    elif luck.random() < 0.05:
        last = f"{last} {luck.choice(('Filho', 'Neto', 'Júnior'))}"
    return (names("BR", "s")(luck), last) if luck.random() < 0.68 else (last,)


def community(luck: Random, home: Place) -> str:
    """Return the community whose names somebody from there has, '' for the names of the country."""
    chance = luck.random()
    for which, share in COMMUNITIES.get(home.region, ()):
        if chance < share:
            return which
        chance -= share
    return ""


def tongue(country: str, kin: str) -> str:
    if kin in ("GT-qeqchi", "GT-poqom", "GT-kiche", "GT-kaqchikel"):
        return "maya"
    return "kichwa" if kin == "EC-kichwa" else TONGUES.get(country, "es")


_DIAL = {"HN": ("504", "39"), "GT": ("502", "345"), "SV": ("503", "67"), "VE": ("58", "4"), "HT": ("509", "34")}
_DIAL |= {"EC": ("593", "9"), "CU": ("53", "5"), "BR": ("55", "6")}
_LENGTH = {"VE": 10, "EC": 9, "BR": 11}


def number_of(luck: Random, country: str) -> str:
    """Return an invented number with its dialling code; every fifth is a Mexican one bought on the way."""
    if luck.random() < 0.2:
        return "52" + luck.choice("23456789") + f"{luck.randrange(10**9):09d}"
    code, first = _DIAL[country]
    rest = _LENGTH.get(country, 8) - 1
    return code + luck.choice(first) + f"{luck.randrange(10**rest):0{rest}d}"


@cache
def _draw(weighted: tuple[tuple[str, float], ...]) -> Draw[str]:
    return Draw(weighted)
