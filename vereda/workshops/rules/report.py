"""The report of a workshop, in one language: who came, what was worked on, what was seen, promised, and what became of it. Pure.

It names nobody, and makes up no number: what was never asked is said to be so. Asked again a year later it tells more.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from babel import Locale

from vereda.workshops.entries.visit import PointReported
from vereda.workshops.entries.workshop import DelegationSet, Promised, SessionSet
from vereda.workshops.rules.chapter_blocks import chapters
from vereda.workshops.rules.drawn import Block, Given, Named, Report
from vereda.workshops.rules.following import OPEN, Ask, asks, came, late, reaches, score
from vereda.workshops.rules.phrases import capital, phrase
from vereda.workshops.rules.told import Visit
from vereda.workshops.words import Decided, Gap, Session, Standing


def made(given: Given) -> Report:
    """Return the report as it stands today."""
    parts = (_who, _agenda, _experts, _minutes, _visits, _evaluation, _promises, _reaches, chapters, _money, _asks)
    blocks = [block for part in parts for block in part(given)]
    return Report(given.lang, given.phrase("title", name=given.seen.proposed.name.of(given.lang)), list(_heading(given)), blocks)


def _heading(given: Given) -> Iterator[str]:
    seen, lang, told = given.seen, given.lang, given.seen.proposed
    days = seen.scheduled
    when = given.phrase("days", a=given.on(days.from_on), b=given.on(days.until_on)) if days else ""
    venue = f"{days.venue}, " if days and days.venue else ""
    yield given.phrase("where", place=f"{venue}{told.place.of(lang)}", days=when or given.phrase("no_days", n=told.days))
    names = [one.name.of(lang) for one in seen.organisers.values()]
    hosts = [one.name.of(lang) for one in seen.organisers.values() if one.hosts]
    if names and hosts:
        yield given.phrase("organised", names=given.listed(names), hosts=given.listed(hosts))
    elif names:
        yield given.phrase("organised_only", names=given.listed(names))
    if paid := seen.funded:
        phase, award = (f", {one}" if one else "" for one in (paid.phase, paid.award))
        yield given.phrase("paid", donor=paid.donor, phase=phase, award=award)
    yield given.phrase("purpose", text=told.purpose.of(lang))
    if told.source:
        status = given.phrase("status.second_hand") if told.status == "second_hand" else told.status
        yield given.phrase("entered_from", source=told.source, status=status or "-")


def _who(given: Given) -> Iterator[Block]:
    def row(code: str, one: DelegationSet) -> list[str]:
        here = came(given.seen, code)
        return [
            one.who.of(given.lang),
            given.phrase(f"part.{one.part}"),
            str(one.total) if one.total is not None else given.phrase("unknown"),
            str(here) if here is not None else given.phrase("not_counted"),
            by_country(given, one),
        ]

    rows = [row(code, one) for code, one in given.seen.delegations.items()]
    if rows:
        heads = [given.phrase(f"who.{name}") for name in ("who", "part", "total", "came", "countries")]
        yield Block(
            "who", given.phrase("who"), heads=heads, rows=rows, right=(2, 3), notes=[given.phrase("who.note"), *_spoken(given)]
        )


def by_country(given: Given, one: DelegationSet) -> str:
    """Return how many come from each country, in words; one that nobody counted says so."""
    if len(one.countries) == 1 and one.countries[0].count in (None, one.total):
        return given.country(one.countries[0].country)
    unknown = given.phrase("unknown")
    if one.countries and all(part.count is None for part in one.countries):
        return f"{', '.join(given.country(part.country) for part in one.countries)}: {unknown}"
    return ", ".join(
        f"{given.country(part.country)}: {part.count if part.count is not None else unknown}" for part in one.countries
    )


def _spoken(given: Given) -> Iterator[str]:
    names = Locale.parse(given.lang).languages
    pairs = [
        given.phrase("pair", a=names.get(one.from_lang, one.from_lang), b=names.get(one.to_lang, one.to_lang), n=one.count)
        for one in given.seen.interpreting
    ]
    if pairs:
        yield given.phrase("languages", pairs="; ".join(pairs))


def _agenda(given: Given) -> Iterator[Block]:
    rows = [
        [f"{given.phrase('day', n=one.day)}, {one.begins}", one.title.of(given.lang), lead_of(given, one)]
        for one in given.seen.sessions.values()
    ]
    if rows:
        yield Block(
            "agenda",
            given.phrase("agenda"),
            heads=[given.phrase(f"agenda.{name}") for name in ("when", "what", "lead")],
            rows=rows,
        )


def lead_of(given: Given, one: SessionSet) -> str:
    """Return who gives a session: a delegation or an organiser, and the institutions of experts; no name."""
    seen, found = given.seen, list[str]()
    if one.what is Session.VISIT:
        found += [given.named("group", visit.planned.host) for visit in given.visits]
    if one.lead in seen.delegations:
        found.append(seen.delegations[one.lead].who.of(given.lang))
    elif one.lead in seen.organisers:
        found.append(seen.organisers[one.lead].name.of(given.lang))
    found += [
        given.experts[told.expert].institution
        for told in seen.engaged
        if told.session == one.session and told.expert in given.experts
    ]
    return capital("; ".join(dict.fromkeys(found))) or given.phrase("unknown")


def _experts(given: Given) -> Iterator[Block]:
    seen = given.seen
    rows = []
    for told in seen.engaged:
        if told.expert in given.experts and told.session in seen.sessions:
            rated = score(seen.rated[told.expert].answers) if told.expert in seen.rated else None
            said = given.phrase("scored", mean=number(rated.mean), n=rated.answers) if rated and rated.mean else "-"
            rows.append([seen.sessions[told.session].title.of(given.lang), given.experts[told.expert].institution, said])
    if rows:
        heads = [given.phrase(f"experts.{name}") for name in ("topic", "from", "said")]
        yield Block("experts", given.phrase("experts"), heads=heads, rows=rows)


def _minutes(given: Given) -> Iterator[Block]:
    told = [(one.title, given.seen.minutes[code]) for code, one in given.seen.sessions.items() if code in given.seen.minutes]
    if told:
        lines = [f"{title.of(given.lang)}. {one.text.of(given.lang)}" for title, one in told]
        yield Block("minutes", given.phrase("minutes"), lead=lines)


def _visits(given: Given) -> Iterator[Block]:
    for one in given.visits:
        heads = [given.phrase(f"visit.{name}") for name in ("point", "seen", "found", "follow")]
        rows = [_point(given, one, point.name, one.reports.get(point.name)) for point in one.planned.points]
        notes = [given.phrase("visit.note")] if one.morning and one.morning.decided is Decided.GO and not one.refused else []
        yield Block("visit", given.phrase("visit"), lead=list(_plan(given, one)), heads=heads, rows=rows, notes=notes)


def _plan(given: Given, one: Visit) -> Iterator[str]:
    plan, morning = one.planned, one.morning
    yield given.phrase(
        "visit.plan", on=given.on(plan.on), begins=plan.begins, ends=plan.ends, host=given.named("group", plan.host),
        route=plan.route or "-", n=len(one.visitors),
    )  # fmt: skip
    if morning is None:
        yield given.phrase("visit.unchecked")
        return
    yield given.phrase(
        "visit.morning", weather=given.phrase(f"light.{morning.weather}"), weather_source=morning.weather_source,
        security=given.phrase(f"light.{morning.security}"), security_source=morning.security_source,
        decided=given.phrase(f"decided.{morning.decided}") + (f": {morning.why}" if morning.why else ""),
    )  # fmt: skip
    if one.ended:
        yield given.phrase("visit.back", n=one.ended.count, at=one.ended.back_at)


def _point(given: Given, seen: Visit, point: str, report: PointReported | None) -> list[str]:
    name = given.named("point", point)
    if report is None:
        return [name, given.phrase("visit.not_reported"), "", ""]
    return [name, report.seen.of(given.lang), "; ".join(found_at(given.named, given.lang, report)), after(given, seen, report)]


def found_at(named: Named, lang: str, report: PointReported) -> Iterator[str]:
    """Yield each hazard and service of a report in words."""
    for one in report.hazards:
        said = f" ({one.said.of(lang)})" if one.said else ""
        name = f"{named('hazard', one.code)}: " if one.code else ""
        yield f"{name}{phrase(lang, f'hazard.{one.now.value}')}{said}"
    for service in report.services:
        said = f" ({service.said.of(lang)})" if service.said else ""
        yield f"{named('service', service.code)}: {phrase(lang, f'service.{service.now.value}')}{said}"


def after(given: Given, seen: Visit, report: PointReported) -> str:
    """Return what follows a report, and whether it was done."""
    if report.follow is None:
        return ""
    on = given.on(report.follow_on) if report.follow_on else "-"
    said = given.phrase("by_when", text=report.follow.of(given.lang), owner=report.follow_owner or "-", on=on)
    done = seen.done.get(report.point)
    return f"{said}; {given.phrase('done', said=done.said.of(given.lang))}" if done else said


def _evaluation(given: Given) -> Iterator[Block]:
    rows = []
    for asked, one in given.seen.evaluated.items():
        found = score(one.answers)
        rows.append([given.phrase(f"asked.{asked}"), str(found.answers), number(found.mean)])
    if rows:
        heads = [given.phrase(f"evaluation.{name}") for name in ("asked", "answers", "mean")]
        yield Block("evaluation", given.phrase("evaluation"), heads=heads, rows=rows, right=(1, 2))


def _promises(given: Given) -> Iterator[Block]:
    overdue = {one.commitment for one in late(given.seen, given.today)}
    rows = [
        [
            given.country(one.country),
            f"{one.text.of(given.lang)} ({one.owner}; {given.phrase(f'toward.{one.toward}')}{f' {one.ref}' if one.ref else ''})",
            given.on(one.due_on),
            "; ".join(stands(given, one, is_late=code in overdue)),
        ]
        for code, one in given.seen.promised.items()
    ]
    if rows:
        heads = [given.phrase(f"promises.{name}") for name in ("country", "what", "due", "stands")]
        yield Block("promises", given.phrase("promises"), heads=heads, rows=rows)


def stands(given: Given, one: Promised, *, is_late: bool = False) -> Iterator[str]:
    """Yield how a promise stands, and what shows it: a changed fingerprint, or a document."""
    standing = given.seen.standing(one.commitment)
    yield given.phrase(f"standing.{standing}")
    if is_late and standing in OPEN:
        yield given.phrase("late")
    looks = given.seen.followed.get(one.commitment, ())
    if not looks:
        return
    last = looks[-1]
    if last.said:
        yield last.said.of(given.lang)
    if standing is Standing.KEPT and one.as_was and last.as_is and last.as_is != one.as_was:
        yield given.phrase("changed", a=one.as_was[:8], b=last.as_is[:8], on=given.on(last.on))
    if last.document:
        yield given.phrase("shown", document=last.document)


def _reaches(given: Given) -> Iterator[Block]:
    found = reaches(given.seen, given.today) if given.seen.promised else []
    rows = [
        [
            given.phrase("months", n=one.months),
            given.on(one.on),
            *(
                [str(one.stood[standing]) for standing in Standing]
                if one.stood is not None
                else [given.phrase("to_come"), "", "", ""]
            ),
        ]
        for one in found
    ]
    if rows:
        heads = [given.phrase("reaches.when"), given.phrase("reaches.on"), *(given.phrase(f"standing.{one}") for one in Standing)]
        yield Block("reaches", given.phrase("reaches"), heads=heads, rows=rows)


def _money(given: Given) -> Iterator[Block]:
    seen = given.seen
    if not seen.lines or seen.funded is None:
        return
    currency = seen.funded.currency
    rows = [[one.name.of(given.lang), f"{one.amount:,.2f} {currency}".strip()] for one in seen.lines.values()]
    total = sum((one.amount for one in seen.lines.values()), Decimal(0))
    rows.append([given.phrase("money.total"), f"{total:,.2f} {currency}".strip()])
    notes = []
    if given.spent is not None:
        sums = ", ".join(f"{amount:,.2f} {code}" for code, amount in sorted(given.spent.items()))
        notes = [given.phrase("money.spent", sums=sums) if sums else given.phrase("money.none_spent")]
    elif seen.funded.activity:
        notes = [given.phrase("money.unknown", code=seen.funded.activity)]
    heads = [given.phrase("money.line"), given.phrase("money.amount")]
    yield Block("money", given.phrase("money"), heads=heads, rows=rows, right=(1,), notes=notes)


def _asks(given: Given) -> Iterator[Block]:
    lines = [asked(given, one) for one in asks(given.seen, given.today)]
    yield Block("asks", given.phrase("asks"), lead=lines or [given.phrase("asks.none")])


def asked(given: Given, one: Ask) -> str:
    """Return in words what has to be asked still."""
    seen, of = given.seen, one.of
    if one.gap is Gap.COMMITMENT:
        of = given.country(of)
    elif of in seen.delegations:
        of = seen.delegations[of].who.of(given.lang)
    elif of in seen.sessions:
        of = seen.sessions[of].title.of(given.lang)
    return given.phrase(f"gap.{one.gap}", of=of)


def number(value: float | None) -> str:
    """Return a mean with one decimal."""
    return "-" if value is None else f"{value:.1f}"
