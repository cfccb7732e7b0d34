"""What of words that few may read goes into a draft that many will: no person, no place but what anybody may read, no hour.

It keeps what it knows to be harmless and takes out whatever else is written like a name or like a place. It cannot read: a
description in plain words stays, so a person reads the draft, and two others do before it is published. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

MARK = "[…]"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BEGINS = re.compile(r"(?:^|[.!?…\n]|[:;]\n)[\s\"«“‘¿¡(*•–—-]*$")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
SEPARATE = re.compile(r"\W+")
PARTICLES = r"(?:d[aeo]s?|del|l[ao]s?|el|of|the|van|von)"
JOINED = re.compile(rf"{re.escape(MARK)}(?:[ \t,]+(?:{PARTICLES}\s+|y\s+|e\s+|and\s+){{0,3}}{re.escape(MARK)})+", re.IGNORECASE)
# Endings of verbs and adverbs that no usual given name has; shorter words of them may be surnames (Ramos, Clemente).
VERB = re.compile(r".{4,}mos|.{3,}(?:aron|ieron|aban|ó)|.{5,}mente", re.IGNORECASE)
PLAIN_CAPITALS = frozenset({"GPS", "SOS", "RCP", "CPR", "VHF", "UHF", "SMS", "QR"})
NAMES_TOO = frozenset({
    "alba", "amparo", "angel", "aurora", "barrios", "blanca", "blanco", "bueno", "cabrera", "cadena", "camacho", "campos",
    "caridad", "carmen", "casas", "castillo", "castro", "clara", "concepcion", "consuelo", "cordero", "cortes", "cruz",
    "cuevas", "delgado", "dolores", "domingo", "dulce", "esperanza", "estrella", "felix", "flores", "franco", "fuentes",
    "gracia", "guerra", "guerrero", "herrera", "iglesias", "inocencio", "justo", "lagos", "leal", "leon", "linda", "luz",
    "marcos", "marin", "maximo", "mercado", "mercedes", "milagros", "mina", "molina", "montes", "mora", "moreno", "nieves",
    "olmos", "palacios", "paloma", "pardo", "pastor", "paz", "pena", "perla", "piedad", "pilar", "pinto", "plaza", "ponce",
    "prado", "prieto", "puente", "quintero", "refugio", "remedios", "reyes", "rico", "rincon", "rios", "robles", "rojas",
    "romero", "rosa", "rosario", "rubio", "rueda", "salas", "salinas", "salvador", "santos", "segura", "serrano", "sierra",
    "silva", "socorro", "sol", "soledad", "sosa", "soto", "tejada", "toro", "torres", "trinidad", "valle", "vega", "vela",
    "vera", "victoria", "villa", "zapata", "zamora",
})  # fmt: skip
"""Usual names that are words as well: with a capital they go, wherever they stand. A shelter too many is soon written again."""
LANGUAGES = ("es", "en")
LEAST_ALONE = 4  # letters of a known name's part that is taken out wherever it stands

POINTS_AT = re.compile(
    r"""
    \S+@\S+ | (?:https?://|www\.)\S+                               # addresses
  | [+-]?\d{1,3}[.,]\d{2,}[°º]?(?:\s*[NSEWO]\b)?                   # degrees
  | \d[\d\s.,]*[°º][\d\s.,'′’"″”°º]*(?:[NSEWO]\b)?
  | \b\d{1,2}\s?[A-Z]\s+\d{5,}\s+\d{5,}                            # UTM
  | \b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b   # plus codes
  | \b(?:km|kil[oó]metros?|kilometers?|kilometres?|millas?|miles?|post)\.?\s*\d[\d.,+]*   # marker on a road or railway
  | \b\d{1,2}\s?[:h]\s?\d{2}\b(?:\s*(?:horas|hrs?\.?|h|[ap]\.?\s?m\.?))? | \b\d{1,2}\s?(?:hrs?|[ap]\.?\s?m)\b\.?
  | \b\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b                              # days
  | \b(?=\w*\d)(?=\w*[^\W\d_])[\w-]{4,}\b                          # folios, documents, plates
  | \b\w{1,6}-\d+\b
  | \+?\b\d(?:[\s.-]?\d){2,}\b                                     # three figures or more
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Lesson:
    """Words that may travel. removed: how many places of the text were taken out."""

    text: str
    removed: int


def may_travel(text: str, *, public: Collection[str], never: Collection[str] = (), known: Collection[str] = ()) -> Lesson:
    """Return a text without what points at a person, a place or an hour; MARK stands in the place of each.

    public  names that anybody may read: countries, states, institutions; all other words with a capital go
    never   names that are known to be somebody's, or a place that only few know: they go however they are written
    known   words in small letters that may begin a sentence; without it only verbs of the past do
    """
    text = UNSEEN.sub("", unicodedata.normalize("NFC", text))  # a letter and its accent are one; nothing stands inside a name
    kept = POINTS_AT.sub(MARK, _days(text.replace(MARK, "")))
    kept = _without(kept, [_words_of(name) for name in never])
    parts = {part for name in never for part in _words_of(name)}
    said = {*map(plain, known), *(plain(one) for one in WORD.findall(kept) if one[0].islower())}
    kept = "".join(_walked(kept, public, parts, said))
    kept = JOINED.sub(MARK, kept)
    return Lesson(kept, kept.count(MARK))


def plain(text: str) -> str:
    """Return a text in small letters without accents."""
    return "".join(one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one))


def _words_of(name: str) -> list[str]:
    return [part for part in SEPARATE.split(plain(name)) if part]


@cache
def _day_of() -> re.Pattern[str]:
    """Return how a day is written: a month with a number beside it, a day of the week."""
    months, week = set[str](), set[str]()
    for language in LANGUAGES:
        names = Locale.parse(language)
        months |= {re.escape(one) for one in names.months["format"]["wide"].values()}
        week |= {re.escape(one) for one in names.days["format"]["wide"].values()}
    month, of = f"(?:{'|'.join(sorted(months))})", r"(?:\s+(?:de|del|of|,))*\s+"
    return re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?{of}{month}\b(?:{of}\d{{2,4}})?|\b{month}{of}\d{{1,4}}\b|\b(?:{'|'.join(sorted(week))})\b",
        re.IGNORECASE,
    )


def _days(text: str) -> str:
    return _day_of().sub(MARK, text)


def _without(text: str, names: Iterable[Sequence[str]]) -> str:
    """Take names of several words out of a text, whatever their capitals and accents; the longest that begins at a word first."""
    by_first: dict[str, list[Sequence[str]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            by_first[name[0]].append(name)
    found = list(re.finditer(r"[^\W_]+", text))
    spoken = [plain(one[0]) for one in found]
    kept, at, place = list[str](), 0, 0
    while place < len(found):
        name = next((one for one in by_first.get(spoken[place], ()) if spoken[place : place + len(one)] == list(one)), ())
        if name:
            kept += [text[at : found[place].start()], MARK]
            at = found[place + len(name) - 1].end()
        place += len(name) or 1
    return "".join([*kept, text[at:]])


def _walked(text: str, public: Collection[str], parts: Collection[str], said: Collection[str]) -> Iterator[str]:
    """Yield the text piece by piece, with MARK for what is written like a name."""
    words = [(one.start(), one.end(), _is_name(one[0], text[: one.start()], parts, said)) for one in WORD.finditer(text)]
    stays = _spans(text, public, words)
    at = 0
    for begin, end, is_name in words:
        yield text[at:begin]
        at = end
        yield MARK if is_name and begin not in stays else text[begin:end]
    yield text[at:]


def _spans(text: str, public: Collection[str], words: Sequence[tuple[int, int, bool]]) -> set[int]:
    """Return where the words begin that anybody may read: a whole name of the list, that is no part of a longer one."""
    pattern = "|".join(re.escape(one) for one in sorted({one.strip() for one in public if one.strip()}, key=len, reverse=True))
    found = set[int]()
    for one in re.finditer(rf"\b(?:{pattern})\b", text) if pattern else ():
        inside = [place for place, (begin, end, _is) in enumerate(words) if one.start() <= begin and end <= one.end()]
        if inside and not (_names_on(text, words, inside[0], -1) or _names_on(text, words, inside[-1], 1)):
            found |= {words[place][0] for place in inside}
    return found


def _names_on(text: str, words: Sequence[tuple[int, int, bool]], place: int, step: int) -> bool:
    """Tell whether a name goes on beside a word, over blanks and particles: Hidalgo is a state, and part of many names."""
    while 0 <= place + step < len(words):
        (_begin, first_end, _), (then, _end, _) = sorted((words[place], words[place + step]))
        if text[first_end:then].strip(" '-") or "\n" in text[first_end:then]:
            return False
        place += step
        if words[place][2]:
            return True
        if not re.fullmatch(PARTICLES, text[words[place][0] : words[place][1]]):
            return False
    return False


def _is_name(word: str, before: str, parts: Collection[str], said: Collection[str]) -> bool:
    bare = plain(word)
    if bare in parts and (word[0].isupper() or len(bare) >= LEAST_ALONE):
        return True
    if not any(letter.isupper() for letter in word) or word in PLAIN_CAPITALS:
        return False
    return bare in NAMES_TOO or not (BEGINS.search(before) and (bare in said or VERB.fullmatch(word)))
