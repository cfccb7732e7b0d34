"""Done when 3 of the post: reports of 21 posts go up three levels with one correction at each; a silent post is named."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vereda.access.door import author_of
from vereda.countries.door import pack
from vereda.encounters.door import Meeting, Service, record_meeting
from vereda.logbook.door import Author
from vereda.reports import door as reports
from vereda.reports.door import Figure

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("home")]
HOME, STATE, SILENT = "piedras-negras", "MX-COA", "tenosique"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#39;", "'")


def test_21_posts_three_levels_one_correction_at_each_by_pages_and_one_post_named(cast):
    states = reports.posts_by_state("mx")
    # The last day that is over at every post, and late everywhere: posts in the west close two hours later.
    on = (timezone.now() - timedelta(days=2)).date()
    groups = list(pack("mx").groups)
    assert len(groups) == 21
    for number, group in enumerate(groups, start=1):
        by = Author(account=str(cast.account("ines").pk), group=group, country="mx", zone=pack("mx").groups[group].zone)
        at = datetime.combine(on, time(12), reports.zone_of("mx", group))
        record_meeting(Meeting(people_met=number, services=[Service(service="RESCUE")]), by=by, at=at)
        if group not in (HOME, SILENT):
            figures = [Figure(category=code, counted=number, said=number) for code in ("RESCUE", "TOTAL")]
            reports.sign_daily(reports.Day(on=on, figures=figures), by=by, at=at + timedelta(hours=20))
    own = groups.index(HOME) + 1

    def page(name: str, *args) -> str:
        return reverse(f"desk:{name}", args=args)

    rafael, octavio, julia = (cast.client(name) for name in ("rafael", "octavio", "julia"))
    rafael.post(page("sign_report", on), {"n:RESCUE": own + 10, "w:RESCUE": "on_paper"})  # the post: ten more
    fields = {"category": "RESCUE", "said": own + 15, "why": "by_telephone"}
    octavio.post(page("correct_post", STATE, on, HOME), fields)  # the state: five more than that
    octavio.post(page("sign_state", STATE, on), {})
    office = author_of(cast.reader("octavio"))
    for state in states:
        if state != STATE:
            reports.sign_state(state=state, on=on, by=office, at=timezone.now())
    chiapas = sum(groups.index(group) + 1 for group in states["MX-CHP"])
    julia.post(page("correct_state", "MX-CHP", on), {"category": "RESCUE", "said": chiapas - 3, "why": "twice"})
    julia.post(page("sign_country", on), {})

    everybody = sum(range(1, 22)) - (groups.index(SILENT) + 1)
    inside = reports.in_total("mx")
    signed = reports.signed_by_country(reports.national_report("mx", on), inside)
    assert signed == {"RESCUE": everybody + 15 - 3, "TOTAL": everybody + 15 - 3}
    coahuila = text(octavio.get(page("reports_state_day", STATE, on)))
    acuna = groups.index("ciudad-acuna") + 1
    wanted = rf"Personas rescatadas {own + acuna + 10} {own + acuna + 15} {own + acuna + 15} {own + acuna}\b"
    assert re.search(wanted, coahuila), "posts said, the state says, signed, the logbook now"
    country = text(julia.get(page("reports_country_day", on)))
    assert "Un puesto no ha enviado: Grupo Beta Tenosique" in country
    total = sum(range(1, 22))
    said = rf"Personas rescatadas {everybody + 15} {everybody + 12} {everybody + 12} {total}\b"
    assert re.search(said, country), "states signed, headquarters says, signed, the logbook now"
    assert f"dijo {chiapas}, se corrigió a {chiapas - 3}" in country
    post = text(octavio.get(page("report_post", STATE, on, HOME)))
    assert re.search(rf"Personas rescatadas .*? {own} {own + 10} {own + 15} {own}\b", post)
