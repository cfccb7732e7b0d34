"""The first generator of records: people on the way north, written down several times with the slips of a field post.

The stored model was trained on it; its own figures flatter (docs/engineer/matching.md). Given names and surnames are drawn from a
list of the United States' census (public domain, `names.csv`), Maya, Haitian and Brazilian ones from `peoples.py`. All rates of
error are our own proposals. Nobody here lives.

python -m bench.matching.first --records 20000 --seed 1 --out DIR [--cards 0.5]
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from bench.matching.peoples import BRAZIL, BRAZIL_F, BRAZIL_M, HAITI, HAITI_F, HAITI_M, MAYA, NATIONS
from bench.matching.slips import by_ear, lusophone, misheard, misread, plain, slipped
from vereda.people.rules.sounds import NICKNAMES

HERE = Path(__file__).parent
COLUMNS = (
    "record_id", "given_names", "surnames", "sex", "age", "date", "date_of_birth", "nationality", "origin", "phone",
    "household_id", "card_code",
)  # fmt: skip
PLACES = ("San {}", "Santa {}", "El {}", "La {}", "{}", "Nueva {}")


@dataclass(frozen=True)
class Rates:
    """How often something goes wrong with one field of one record; own proposals.

    new_year       a birthday of which only the year is known, and is told as the 1st of January
    hurried        one given name and one surname, whatever there is
    last_only      the last surname alone, as Brazilians do
    married        a woman's husband's surname is added, or stands for her second
    fields_turned  given names and surnames in each other's place
    together       names with a hyphen: as one word, or without the hyphen
    heard_abroad   Haitian and Brazilian names, written by who speaks Spanish
    guessed        an age that the clerk guesses
    says_host      says to be of the country where we are
    """

    no_birthday: float = 0.70
    new_year: float = 0.06
    no_phone: float = 0.88
    no_origin: float = 0.30
    no_age: float = 0.03
    alias: float = 0.015
    hurried: float = 0.12
    nickname: float = 0.08
    one_given: float = 0.30
    given_turned: float = 0.03
    second_given_only: float = 0.05
    no_second: float = 0.25
    last_only: float = 0.02
    crossed: float = 0.03
    second_other: float = 0.02
    married: float = 0.05
    fields_turned: float = 0.01
    fields_turned_haiti: float = 0.06
    together: float = 0.3
    slip: float = 0.035
    heard: float = 0.05
    heard_abroad: float = 0.22
    misread: float = 0.01
    birthday_wrong: float = 0.05
    heaped: float = 0.15
    guessed: float = 0.04
    says_adult: float = 0.3
    sex_wrong: float = 0.012
    nation_wrong: float = 0.015
    says_host: float = 0.015
    place_other: float = 0.06
    phone_other: float = 0.15
    card_shown: float = 0.7

    def times(self, worse: float) -> Rates:
        """Return slips that happen so many times as often; what is left out stays as it is."""
        kept = {"no_birthday", "no_phone", "no_origin", "card_shown", "together"}
        rates = {one.name: getattr(self, one.name) for one in fields(self)}
        return Rates(**{name: rate if name in kept else min(0.6, worse * rate) for name, rate in rates.items()})


@dataclass(frozen=True)
class Person:
    """Who somebody is; `phones` are those that they may give."""

    number: int
    party: int
    given: tuple[str, ...]
    families: tuple[str, ...]
    husband: str
    sex: str
    born: date
    nation: str
    origin: tuple[str, str]
    phones: tuple[str, ...]
    card: str
    age_bias: int


@dataclass
class Names:
    """The names to draw from, the commoner the oftener."""

    lists: dict[str, tuple[list[str], list[float]]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Names:
        lists: dict[str, tuple[list[str], list[float]]] = {}
        with (HERE / "names.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names, weights = lists.setdefault(row["kind"], ([], []))
                names.append(row["name"])
                weights.append(float(row["frequency"]))
        cumulated = {kind: (names, list(accumulate(weights))) for kind, (names, weights) in lists.items()}
        own = {
            "given_m_HT": HAITI_M,
            "given_f_HT": HAITI_F,
            "given_m_BR": BRAZIL_M,
            "given_f_BR": BRAZIL_F,
            "HT": HAITI,
            "BR": BRAZIL,
        }
        cumulated |= {kind: (names, list(accumulate(1 / (at + 2) for at in range(len(names))))) for kind, names in own.items()}
        return cls(cumulated)


@dataclass
class World:
    """Draws people, and records of them."""

    seed: int
    rates: Rates = Rates()
    cards: float = 0.0
    start: date = date(2025, 1, 1)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.names = Names.read()
        self.pets: dict[str, list[str]] = {}
        with NICKNAMES.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.pets.setdefault(row["name"], []).append(row["nickname"])
        words = self.names.lists["surname"][0][200:500]
        self.places = {
            nation: [
                (PLACES[at % len(PLACES)].format(words[(at * 7 + shift * 31) % len(words)]), f"Departamento {shift}{at % 12}")
                for at in range(250)
            ]
            for shift, nation in enumerate(NATIONS)
        }
        self.place_weights = list(accumulate(1 / (at + 3) for at in range(250)))

    def records(self, count: int) -> Iterator[tuple[Person, dict[str, str]]]:
        """Yield about `count` records of people, party by party; the caller shuffles."""
        made = person = party = 0
        while made < count:
            members = self.party(party, person)
            person, party = person + len(members), party + 1
            for one, on in self.meetings(members):
                if made == count:
                    return
                made += 1
                yield one, self.written(one, on)

    def party(self, number: int, first: int) -> list[Person]:
        """Return people who travel together: alone, friends, brothers and sisters, or a family."""
        kind = self.chance.choices(("alone", "friends", "siblings", "family"), (62, 10, 10, 18))[0]
        nation = self.chance.choices(list(NATIONS), list(NATIONS.values()))[0]
        origin = self.place(nation)
        phone = self.phone()
        families = self.family(nation), self.family(nation)
        size = 1 if kind == "alone" else self.chance.choices((2, 3, 4), (6, 3, 1))[0]
        made = []
        for at in range(size):
            own = families
            low, high = (16, 45)
            if kind == "friends" or (kind == "family" and at < 1):
                own = self.family(nation), self.family(nation)
            if kind == "family":
                low, high = (22, 40) if at < 1 else (1, 17)
                own = (own[0], families[1]) if at else (families[0], own[1])
            if kind == "siblings":
                low, high = (8, 30)
            home = origin if kind != "friends" or self.chance.random() < 0.7 else self.place(nation)
            made.append(self.person(first + at, number, nation, own, home, phone, low, high))
        return made

    def person(
        self,
        number: int,
        party: int,
        nation: str,
        families: tuple[str, str],
        origin: tuple[str, str],
        phone: str,
        low: int,
        high: int,
    ) -> Person:
        sex = "M" if self.chance.random() < 0.62 else "F"
        age = int(self.chance.triangular(low, high, low + (high - low) / 3))
        given = [self.given(nation, sex)]
        if self.chance.random() < 0.72:
            second = self.given(nation, sex)
            given += [second] if second != given[0] else []
        own = self.phone()
        borne: tuple[str, ...] = families
        if nation == "BR" and self.chance.random() < 0.3:
            borne = (self.family(nation), *families)
        husband = self.family(nation) if sex == "F" and age > 18 and self.chance.random() < 0.4 else ""
        return Person(
            number, party, tuple(given), borne, husband, sex,
            self.start - timedelta(days=int(age * 365.25 + self.chance.random() * 365)), nation, origin,
            (phone, own) if self.chance.random() < 0.3 else (own, self.phone()),
            self.code() if self.chance.random() < self.cards else "",
            self.chance.choices((0, -1, 1, -2, 2, 3, -3, -4, 5), (68, 9, 9, 4, 4, 2, 2, 1, 1))[0],
        )  # fmt: skip

    def given(self, nation: str, sex: str) -> str:
        kind = f"given_{sex.lower()}"
        return self.drawn(f"{kind}_{nation}" if nation in ("HT", "BR") and self.chance.random() < 0.85 else kind)

    def family(self, nation: str) -> str:
        if nation == "GT" and self.chance.random() < 0.35:
            return self.chance.choice(MAYA)
        return self.drawn(nation if nation in ("HT", "BR") and self.chance.random() < 0.92 else "surname")

    def drawn(self, kind: str) -> str:
        names, weights = self.names.lists[kind]
        return self.chance.choices(names, cum_weights=weights)[0]

    def place(self, nation: str) -> tuple[str, str]:
        return self.chance.choices(self.places[nation], cum_weights=self.place_weights)[0]

    def phone(self) -> str:
        return f"{self.chance.randrange(30_000_000, 99_999_999)}"

    def code(self) -> str:
        return " ".join(self.chance.choices(self.names.lists["surname"][0][:800], k=4)).lower()

    def meetings(self, members: list[Person]) -> Iterator[tuple[Person, date]]:
        """Yield who is met on which day: a party mostly together, at most twelve times."""
        times = 1
        more = 0.36 if self.chance.random() < 0.75 else 0.68
        while times < 12 and self.chance.random() < more:
            times += 1
        on = self.start + timedelta(days=self.chance.randrange(365))
        for _ in range(times):
            for one in members:
                if self.chance.random() < 0.9 or len(members) == 1:
                    yield one, on + timedelta(days=self.chance.choices((0, 1, 2), (90, 6, 4))[0])
            on += timedelta(days=1 + int(self.chance.expovariate(1 / 25)))

    def written(self, one: Person, on: date) -> dict[str, str]:
        """Return how somebody was written down on a day."""
        does, rates = self.does, self.rates
        if does(rates.alias):
            one = replace(
                one, given=(self.given(one.nation, one.sex),), families=(self.family(one.nation), self.family(one.nation))
            )
        place = self.place(one.nation) if does(rates.place_other) else one.origin
        hurried = does(rates.hurried)
        given, families = self.given_written(one, hurried=hurried), self.families_written(one, hurried=hurried)
        if does(rates.fields_turned_haiti if one.nation == "HT" else rates.fields_turned):
            given, families = families, given
        nation = self.chance.choice(list(NATIONS)) if does(rates.nation_wrong) else "MX" if does(rates.says_host) else one.nation
        age = self.age_told(one, on)
        return {
            "given_names": given,
            "surnames": families,
            "sex": ("F" if one.sex == "M" else "M") if does(rates.sex_wrong) else one.sex,
            "age": "" if does(rates.no_age) else str(age),
            "date": on.isoformat(),
            "date_of_birth": "" if does(rates.no_birthday) else self.birthday_told(one, on, age).isoformat(),
            "nationality": nation,
            "origin": "" if does(rates.no_origin) else self.place_written(place),
            "phone": "" if does(rates.no_phone) else one.phones[does(rates.phone_other)],
            "household_id": str(one.party),
            "card_code": one.card if one.card and does(rates.card_shown) else "",
        }

    def place_written(self, place: tuple[str, str]) -> str:
        town, region = place
        kind = self.chance.choices(("both", "town", "region"), (45, 43, 12))[0]
        return self.spoiled({"both": f"{town}, {region}", "town": town, "region": region}[kind])

    def does(self, rate: float) -> bool:
        return self.chance.random() < rate

    def given_written(self, one: Person, *, hurried: bool) -> str:
        does, rates, given = self.does, self.rates, list(one.given)
        if len(given) > 1 and does(rates.given_turned):
            given.reverse()
        elif len(given) > 1 and does(rates.second_given_only):
            given = given[1:]
        elif hurried or (len(given) > 1 and does(rates.one_given)):
            given = given[:1]
        pets = self.pets.get(plain(given[0]))
        if pets and does(rates.nickname):
            given = [self.chance.choice(pets).capitalize()]
        return " ".join(self.name_written(word, one.nation) for word in given)

    def families_written(self, one: Person, *, hurried: bool) -> str:
        does, rates, every = self.does, self.rates, list(one.families)
        if does(rates.second_other):
            every[-1] = self.family(one.nation)
        if does(rates.crossed):
            every.reverse()
        if does(rates.last_only * (8 if one.nation == "BR" else 1)):
            every = every[-1:]
        elif hurried or does(rates.no_second * (2 if one.nation == "HT" else 1)):
            every = every[:1]
        if one.husband and does(rates.married):
            every = [every[0], f"de {one.husband}"]
        return " ".join(self.name_written(name, one.nation) for name in every)

    def name_written(self, name: str, nation: str) -> str:
        if "-" in name and self.does(self.rates.together):
            name = name.replace("-", self.chance.choice(("", " ", " ")))
        if nation in ("HT", "BR") and self.does(self.rates.heard_abroad):
            name = (by_ear if nation == "HT" else lusophone)(name, self.chance)
        return self.spoiled(name)

    def age_told(self, one: Person, on: date) -> int:
        age = int((on - one.born).days / 365.25)
        if 14 <= age <= 17 and self.does(self.rates.says_adult):
            return 18
        if age >= 18:
            age = max(18, age + one.age_bias)
            if self.does(self.rates.guessed):
                age = max(18, age + self.chance.choice((-5, -4, -3, 3, 4, 5)))
            elif self.does(0.2):
                age = max(18, age + self.chance.choice((-1, 1)))
            if self.does(self.rates.heaped):
                age = max(18, round(age / 5) * 5)
        return age

    def birthday_told(self, one: Person, on: date, age: int) -> date:
        born = one.born
        if self.does(self.rates.new_year):
            return date(on.year - age, 1, 1)
        if not self.does(self.rates.birthday_wrong):
            return born
        kind = self.chance.randrange(4)
        if kind == 0 and born.day <= 12:
            return born.replace(month=born.day, day=born.month)
        if kind == 1:
            return born.replace(day=self.chance.randrange(1, 29))
        if kind == 2:
            return born.replace(day=min(born.day, 28), year=born.year + self.chance.choice((-1, 1, -10, 10)))
        return born.replace(day=1, month=1)

    def spoiled(self, name: str) -> str:
        """Return a name as it was heard and typed."""
        if self.does(self.rates.heard):
            name = misheard(name, self.chance)
        if len(name) > 3 and self.does(self.rates.slip):
            name = slipped(name, self.chance)
        if len(name) > 3 and self.does(self.rates.misread):
            name = misread(name, self.chance)
        return plain(name).upper() if self.does(0.2) else name


def write(folder: Path, count: int, seed: int, *, cards: float = 0.0, rates: Rates = Rates()) -> tuple[Path, Path]:
    """Write `records.csv` and `truth.csv` into a folder; return both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    world = World(seed, rates, cards)
    every = list(world.records(count))
    world.chance.shuffle(every)
    records, truth = folder / "records.csv", folder / "truth.csv"
    with records.open("w", encoding="utf-8", newline="") as one, truth.open("w", encoding="utf-8", newline="") as other:
        rows, people = csv.DictWriter(one, COLUMNS, lineterminator="\n"), csv.writer(other, lineterminator="\n")
        rows.writeheader()
        people.writerow(("record_id", "cluster_id"))
        for number, (person, row) in enumerate(every):
            rows.writerow({"record_id": f"r{number}", **row})
            people.writerow((f"r{number}", f"p{person.number}"))
    return records, truth


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.matching.first")
    words.add_argument("--records", type=int, default=20_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--cards", type=float, default=0.0, help="share of people who carry a card")
    words.add_argument("--worse", type=float, default=1.0, help="times as many slips")
    words.add_argument("--out", type=Path, required=True)
    asked = words.parse_args()
    print(*write(asked.out, asked.records, asked.seed, cards=asked.cards, rates=Rates().times(asked.worse)))


if __name__ == "__main__":
    main()
