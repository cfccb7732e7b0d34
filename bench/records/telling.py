"""From a person who stands at a post to the row that is written of her: what she says, what is asked, heard, typed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from bench.records.folk import YEAR, Person, community, given_names, own_surnames, tongue
from bench.records.hearing import heard
from bench.records.lists import made_heads, places
from bench.records.posts import Post
from bench.records.slips import SHORT, digit_wrong, misread, mistyped, plain

# How often a word is written by ear otherwise than it is spelt, by the tongue of the name.
BY_EAR = {"es": 0.06, "made": 0.15, "maya": 0.18, "kichwa": 0.12, "ht": 0.24, "br": 0.16}
MISTYPED, MISREAD, SHORTENED = 0.016, 0.03, 0.05
NICKNAMED, ALIAS = 0.1, 0.015
AGE_SAID = ((0, 0.74), (-1, 0.09), (1, 0.09), (-2, 0.025), (2, 0.025), (-4, 0.015), (4, 0.015))


class Told(NamedTuple):
    given_names: str
    surnames: str
    sex: str
    age: str
    date_of_birth: str
    nationality: str
    origin: str
    phone: str


def told(luck: Random, one: Person, post: Post, officer: int, on: date) -> Told:
    """Return what a post writes of a person on a day."""
    care = post.care[officer]
    given, surnames = _names(luck, one, post, care)
    age = _age(luck, one, on)
    asked = luck.random() < post.birth_asked
    return Told(
        given_names=given,
        surnames=surnames,
        sex="" if luck.random() < 0.02 else _other(luck, one.sex, "MF", 0.006 * care),
        age="" if luck.random() < 0.04 else str(age),
        date_of_birth=_birth(luck, one, age, on, care) if asked and luck.random() < 0.92 else "",
        nationality="" if luck.random() < 0.015 else _other(luck, one.country, ("GT", "HN", "MX", "SV", "VE"), 0.012),
        origin=_origin(luck, one, post, care) if luck.random() < post.origin_asked else "",
        phone=_phone(luck, one, care) if one.phone and luck.random() < post.phone_asked else "",
    )


def _names(luck: Random, one: Person, post: Post, care: float) -> tuple[str, str]:
    names, family, speech = one.given, one.surnames, one.tongue
    if luck.random() < ALIAS:
        names = given_names(luck, one.country, one.sex)
        kin = community(luck, one.home)
        family, speech = own_surnames(luck, one.country, kin), tongue(one.country, kin)
    elif one.nickname and luck.random() < NICKNAMED:
        names = (one.nickname,)
    elif len(names) > 1 and luck.random() >= post.both_given:
        names = (names[one.daily],)
    elif len(names) > 1 and one.daily and luck.random() < 0.25:
        names = names[::-1]
    family = _family_said(luck, one, family, post)
    names, family = _moved(luck, one, names, family, care)
    given = [_word(luck, word, _tongue_of(word, one), post, care) for name in names for word in name.split(" ")]
    surnames = [_word(luck, word, speech, post, care) for word in family]
    return _styled(luck, " ".join(given), post), _styled(luck, " ".join(surnames), post)


def _family_said(luck: Random, one: Person, family: tuple[str, ...], post: Post) -> tuple[str, ...]:
    """Return the surnames that are written: the second is often not asked, a wife may go by her husband's."""
    if one.husband and luck.random() < 0.3:
        return (family[0], f"de {one.husband}") if one.country not in ("HT", "BR") else (one.husband,)
    if len(family) == 1 or luck.random() < post.second_asked:
        return family
    if one.country == "BR":
        return family[-1:]
    return family[:1] if luck.random() < 0.95 else family[1:2]


def _moved(
    luck: Random, one: Person, names: tuple[str, ...], family: tuple[str, ...], care: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that got into the wrong field, or the wrong way round; more often where surnames are given names or come last."""
    both = {"ht": 0.05, "br": 0.02}.get(one.tongue, 0.008) * care
    turned = {"br": 0.12}.get(one.tongue, 0.015) * care
    if luck.random() < both:
        return family, names
    if len(family) > 1 and luck.random() < turned:
        return names, family[::-1]
    if len(names) > 1 and luck.random() < 0.01 * care:
        return names[:1], (names[1], *family)
    return names, family


def _tongue_of(word: str, one: Person) -> str:
    if one.country in ("HT", "BR"):
        return one.tongue
    return "made" if one.country in ("VE", "CU") and word.startswith(made_heads(one.country)) else "es"


def _word(luck: Random, word: str, speech: str, post: Post, care: float) -> str:
    if luck.random() < BY_EAR[speech] * care:
        word = heard(luck, word, speech)
    if luck.random() < MISTYPED * care:
        word = mistyped(luck, word)
    if post.on_paper:
        if luck.random() < MISREAD * care:
            word = misread(luck, word)
        if word in SHORT and luck.random() < SHORTENED:
            word = luck.choice(SHORT[word])
    return word


def _styled(luck: Random, words: str, post: Post) -> str:
    if luck.random() >= post.accents:
        words = plain(words)
    return words.upper() if post.capitals else words


def _age(luck: Random, one: Person, on: date) -> int:
    """Return the age that is said: she errs, the officer guesses, some count in fives, some of 14 to 17 say 18."""
    age = int((on - one.born).days / YEAR)
    if one.says_adult and age < 18:
        if luck.random() < 0.85:
            return 18 if luck.random() < 0.75 else 19
        return age
    if 18 <= age <= 20 and luck.random() < 0.03:
        return 17
    age += one.age_off
    if age >= 13:
        age += _by_chance(luck)
    if age >= 25 and luck.random() < 0.1:
        age = 5 * round(age / 5)
    return max(0, age)


def _by_chance(luck: Random) -> int:
    chance = luck.random()
    for off, share in AGE_SAID:
        if chance < share:
            return off
        chance -= share
    return 0


def _birth(luck: Random, one: Person, age: int, on: date, care: float) -> str:
    """Return the date of birth that is written; who says 18 says one that fits, who does not know it gets 1 January."""
    born = one.born
    if one.says_adult and abs(age - (on - born).days / YEAR) > 1:
        born = _day(born.year - (age - int((on - born).days / YEAR)), born.month, born.day)
    if one.age_off:
        born = _day(born.year - one.age_off, 1, 1)
    chance = luck.random()
    if chance < 0.055:
        return _day(on.year - age, 1, 1).isoformat()
    if chance < 0.055 + 0.035 * care and born.day <= 12:
        return date(born.year, born.day, born.month).isoformat()
    if chance > 1 - 0.03 * care:
        return _day(born.year + luck.choice((-10, -2, -1, -1, 1, 1, 2)), born.month, born.day).isoformat()
    if chance > 1 - 0.05 * care:
        return (born + timedelta(days=luck.choice((-10, -7, -2, -1, 1, 2, 7, 10, 30)))).isoformat()
    return born.isoformat()


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, 28))


def _origin(luck: Random, one: Person, post: Post, care: float) -> str:
    """Return where she comes from as it is written: a town, a region, both, or the country."""
    home = one.home if luck.random() < 0.97 else places(one.country)(luck)
    town = luck.choice(home.also) if home.also and luck.random() < 0.25 else home.town
    if luck.random() < 0.04:
        return ""
    said = town if luck.random() < post.town_asked else home.region
    if said == town and town != home.region and luck.random() < 0.3:
        said = f"{town}, {home.region}"
    if luck.random() < 0.05 * care:
        said = heard(luck, said, "ht" if one.country == "HT" else "es")
    if luck.random() < 0.03 * care:
        said = mistyped(luck, said)
    return _styled(luck, said, post)


def _phone(luck: Random, one: Person, care: float) -> str:
    number = digit_wrong(luck, one.phone) if luck.random() < 0.03 * care else one.phone
    code = 2 if number.startswith(("52", "53", "55", "58")) else 3
    form = luck.random()
    if form < 0.4:
        return "+" + number
    if form < 0.6:
        return f"+{number[:code]} {number[code : code + 4]} {number[code + 4 :]}"
    return number[code:]


def _other(luck: Random, value: str, others: str | tuple[str, ...], often: float) -> str:
    return luck.choice([one for one in others if one != value]) if luck.random() < often else value
