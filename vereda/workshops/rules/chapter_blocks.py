"""A chapter of the report in words: what a country did in the months after a workshop. Pure.

It shows the chapter as it was first kept; where facts arrived later, it says so and what they would make of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from vereda.workshops.entries.chapter import ChapterKept, Stood
from vereda.workshops.rules.chapters import chapter, differs, due, read_by, readers, unread
from vereda.workshops.rules.drawn import Block, Given
from vereda.workshops.rules.following import guest_countries
from vereda.workshops.words import Standing


def chapters(given: Given) -> Iterator[Block]:
    """Yield the chapters whose day has come, each with what it says and who is to read it."""
    for months, on in due(given.seen, given.today):
        kept = given.seen.chapters.get(months)
        facts = given.since.get(months)
        worked = chapter(given.seen, months, on, facts, country=given.home, kept_on=given.today) if facts else None
        told = kept or worked
        if told is not None:
            yield _block(given, told, worked if kept else None, is_kept=kept is not None)


def _block(given: Given, told: ChapterKept, now: ChapterKept | None, *, is_kept: bool) -> Block:
    title = given.phrase("chapter", n=told.months, country=given.country(told.country), on=given.on(told.on))
    heads = [given.phrase(f"chapter.{name}") for name in ("what", "stood", "changed")]
    rows = [
        [_promise(given, one), given.phrase(f"standing.{one.standing}"), "; ".join(_changed(given, one)) or "-"]
        for one in told.stood
    ]
    notes = [given.phrase("chapter.kept" if is_kept else "chapter.not_kept", on=given.on(told.kept_on)), *_elsewhere(given, told)]
    if now is not None and differs(told, now):
        notes += [given.phrase("chapter.later", said=" ".join(_numbers(given, now)))]
    return Block(
        f"chapter-{told.months}", title, [*_numbers(given, told), *_read(given, told)], heads if rows else (), rows, notes=notes
    )


def _numbers(given: Given, told: ChapterKept) -> Iterator[str]:
    """Yield what was reached, learnt and taken up, in sentences."""
    days = [f"{given.phrase(f'milestone.{one.code}')} ({given.on(one.on)})" for one in told.reached]
    yield (
        given.phrase("chapter.reached", days="; ".join(days), n=told.before)
        if days
        else given.phrase("chapter.none_reached", n=told.before)
    )
    if told.trained is not None:
        yield given.phrase("chapter.trained", n=told.trained, times=told.attendances or 0)
    taken = ", ".join(f"{given.country(one.country)} {one.count}" for one in told.adopted)
    yield given.phrase("chapter.adopted", by=taken) if taken else given.phrase("chapter.none_adopted")
    kept = sum(one.standing is Standing.KEPT for one in told.stood)
    if told.stood:
        yield given.phrase("chapter.promises", n=len(told.stood), kept=kept, changed=sum(one.changed for one in told.stood))


def _promise(given: Given, one: Stood) -> str:
    promised = given.seen.promised.get(one.commitment)  # it may have been taken back since
    return f"{given.country(promised.country)}. {promised.text.of(given.lang)}" if promised else one.commitment


def _changed(given: Given, one: Stood) -> Iterator[str]:
    if one.changed:
        ref = given.seen.promised[one.commitment].ref if one.commitment in given.seen.promised else one.commitment
        yield given.phrase("chapter.is_changed", ref=ref)
    if one.document:
        yield given.phrase("shown", document=one.document)
    if one.said:
        yield one.said.of(given.lang)


def _elsewhere(given: Given, told: ChapterKept) -> Iterator[str]:
    """Yield that other countries tell what they did themselves: nothing is made up for them."""
    others = [given.country(iso) for iso in guest_countries(given.seen) if iso != told.country]
    if others:
        yield given.phrase("chapter.elsewhere", countries=given.listed(others))


def _read(given: Given, told: ChapterKept) -> Iterator[str]:
    names = readers(given.seen, given.lang)
    have = [f"{names.get(one.who, one.who)} ({given.on(one.on)})" for one in read_by(given.seen, told.months)]
    if have:
        yield given.phrase("chapter.read", who="; ".join(have))
    if missing := unread(given.seen, told.months, given.lang):
        yield given.phrase("chapter.unread", who="; ".join(missing.values()))
