"""What a number is answered that asks by text message, and what its next number will stand for. Writes nothing.

The library decides what may be said, as for the page: what was published; where drafts are shown, else the newest with the band.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vereda.countries.door import Asks, Says, pack
from vereda.guidance.lookups.library import TopicTold, languages, own_name, written
from vereda.guidance.lookups.numbers import fillings_on
from vereda.guidance.rules.by_text import HEADS, KINDS, MENU, Item, Sentences, listed, named_first
from vereda.messages.door import Asked, Talk, asked, folded


@dataclass(frozen=True)
class Answer:
    """What is written back, '' for nothing.

    last        what is written back instead when the number wrote too often
    talk        the conversation after it
    is_settled  nobody has to read the text
    """

    text: str
    last: str
    talk: Talk
    is_settled: bool


def asked_by_text(text: str, country: str, talk: Talk = Talk()) -> Asked:  # noqa: B008  it is frozen
    """Return what a text asks for."""
    here = pack(country)
    return asked(text, here.sms, names_of_languages(country), (talk.language, here.country.main_language))


def names_of_languages(country: str) -> Mapping[str, Sequence[str]]:
    """Return how each language may be called: by who speaks it, its first word alone too, and in the two of the pack."""
    here, found = pack(country), {}
    for code, row in here.languages.items():
        own = here.own_names.get(code, row.label_es)
        found[code] = tuple(dict.fromkeys((own, own.split()[0], row.label_es, row.label_en)))
    return found


def answer_to(text: str, country: str, talk: Talk, on: date, *, publish: bool) -> Answer | None:
    """Return what a text is answered; None where the pack has no sentences to answer with.

    publish  only what a migrant may rely on; else drafts too, each with the band

    Who asked to stop is answered to START alone. A text that says more than it asks for is answered and waits for a person;
    so does the bare word for help.
    """
    here = pack(country)
    if here.country.main_language not in here.sms:
        return None
    read = asked_by_text(text, country, talk)
    turn = _Turn(country, on, text, read, talk, publish)
    is_settled = (read.is_whole and read.what is not Asks.HELP) or not text.strip()
    if talk.is_stopped and read.what is not Asks.START:
        return Answer("", "", talk, is_settled)
    said, after, is_known = turn.answered()
    return Answer(said, turn.sentences().said(Says.LIMIT), after, is_settled and is_known)


def sos_answer(country: str, language: str, on: date, *, code: str, has_point: bool) -> str:
    """Return what is answered to SOS in a language, '' where nobody wrote it: the emergency number first, a code, no promise.

    A number that may not be given to a migrant is not given, band or not: the sentence without it stands there.
    """
    here = pack(country)
    if language not in here.sms:
        return ""
    says = Sentences(language, here.sms[language], fillings_on(country, on), on)
    is_given = not says.names_refused(Says.SOS_CALL)
    call = Says.SOS_CALL if is_given else Says.SOS_ANY
    parts = [says.says(call), says.says(Says.SOS), code, *([] if has_point else [says.says(Says.SOS_WHERE)])]
    return says.banded(" ".join(parts), needs_band=not is_given or says.needs_band(call, Says.SOS, Says.SOS_WHERE))


@dataclass(frozen=True)
class _Turn:
    """One text, and what is answered to it: the words, the conversation after them, whether it was understood."""

    country: str
    on: date
    text: str
    read: Asked
    talk: Talk
    publish: bool

    @property
    def language(self) -> str:
        main = pack(self.country).country.main_language
        return self.read.language if self.read.language and not self.read.is_name else self.talk.language or main

    def sentences(self, language: str = "") -> Sentences:
        """Return the sentences of a language; of the main one where nobody wrote them in it."""
        here = pack(self.country)
        wanted = language or self.language
        chosen = wanted if wanted in here.sms else here.country.main_language
        return Sentences(chosen, here.sms[chosen], fillings_on(self.country, self.on), self.on)

    def answered(self) -> tuple[str, Talk, bool]:
        read = self.read
        if read.number is not None:
            return self._by_number(read.number)
        if read.is_name:
            return self._speak(read.language)
        if read.what is Asks.STOP:
            return self.sentences().said(Says.STOPPED), self._talk(is_stopped=True), True
        if read.what in (Asks.MENU, Asks.START):
            return self._menu()
        if read.what is Asks.MORE and self.talk.shown:
            return self._by_number(0)
        return self._list(read.what) if read.what in HEADS else self._menu(Says.UNKNOWN)

    def _menu(self, *before: Says, language: str = "") -> tuple[str, Talk, bool]:
        offered = tuple(f"asks:{one}" for one in MENU)
        talk = self._talk(offered=offered, shown=len(offered), language=language)
        is_known = Says.UNKNOWN not in before or self.read.is_empty
        return self.sentences(language).said(*before, Says.MENU), talk, is_known

    def _by_number(self, number: int) -> tuple[str, Talk, bool]:
        offered = self.talk.offered
        if number == 0 and self.talk.shown < len(offered):
            return self._page(offered, self.talk.shown)
        if not 1 <= number <= len(offered):
            return self._menu(Says.UNKNOWN)
        kind, _, code = offered[number - 1].partition(":")
        if kind == "asks":
            return self._list(Asks(code))
        return self._speak(code) if kind == "language" else self._topic(code)

    def _list(self, what: Asks | None) -> tuple[str, Talk, bool]:
        assert what is not None
        items = self._languages() if what is Asks.LANGUAGE else self._topics(KINDS[what])
        if not items:
            return self._menu(Says.NOTHING)
        text, shown = listed(self.sentences(), HEADS[what], items)
        return text, self._talk(offered=tuple(one.code for one in items), shown=shown), True

    def _page(self, offered: Sequence[str], begin: int) -> tuple[str, Talk, bool]:
        """Return the next lines of the list that was offered; what may be told of it no more is left out of sight."""
        known = {one.code: one for one in (*self._topics(None), *self._languages())}
        items = [known.get(code, Item(code, "-", needs_band=False)) for code in offered]
        text, shown = listed(self.sentences(), Says.MORE, items, begin)
        return text, self._talk(offered=tuple(offered), shown=shown), True

    def _topic(self, code: str) -> tuple[str, Talk, bool]:
        found = next((one for one in self._told(self.language) if one.topic.code == code), None)
        if found is None:
            return self._menu(Says.NOTHING)
        text = self.sentences().banded(found.text.short, needs_band=found.needs_band)
        return text, self._talk(offered=self.talk.offered, shown=self.talk.shown), True

    def _speak(self, language: str) -> tuple[str, Talk, bool]:
        """Go on in a language in which somebody wrote sentences or texts; say in the own one that nothing is written in it."""
        here = pack(self.country)
        if language in here.sms or (language in languages(self.country) and self._told(language)):
            return self._menu(language=language)
        return self._menu(Says.NOTHING)

    def _topics(self, kinds: Sequence[str] | None) -> list[Item]:
        told = [one for one in self._told(self.language) if kinds is None or one.topic.kind in kinds]
        items = [Item(f"topic:{one.topic.code}", one.text.title, one.needs_band) for one in told]
        return named_first(items, folded(self.text), [folded(one.title) for one in items])

    def _languages(self) -> list[Item]:
        here = pack(self.country)
        return [Item(f"language:{one}", own_name(self.country, one), needs_band=False) for one in here.sms]

    def _talk(self, *, offered: tuple[str, ...] = (), shown: int = 0, language: str = "", is_stopped: bool = False) -> Talk:
        return replace(self.talk, language=language or self.language, offered=offered, shown=shown, is_stopped=is_stopped)

    def _told(self, language: str) -> list[TopicTold]:
        """Return every topic of a language once: its published version, else, among drafts, its newest with what that lacks."""
        found = written(self.country, self.on, language)
        pairs = [(one, one.public or (None if self.publish else one.newest)) for one in found]
        return [TopicTold(one.topic, language, one.told(version), one.lacks_of(version)) for one, version in pairs if version]
