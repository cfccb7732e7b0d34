"""Noting that people were told of topics, and, in the same transaction, the service that this is at the encounter.

Official categories are counted from services on encounters (rules.md, section 5). The encounter holds each service for as many
people as the largest telling says: whether the same ones were told twice is not known, and nobody is counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import (
    Corrected,
    Encounter,
    Service,
    people_of,
    people_served,
    served_on_lines,
    service_draft,
    services_of,
    standing_state,
)
from vereda.encounters.door import encounter as encounter_row
from vereda.guidance.entries.told import PeopleTold, ServiceHeld, TellingWithdrawn, ToldTopic
from vereda.guidance.errors import told as errors
from vereda.guidance.errors.text import LanguageUnknown, TopicUnknown
from vereda.guidance.models.told import ToldRow
from vereda.guidance.rules import told as rules
from vereda.guidance.words import TOLD_MOST, TOPICS_MOST
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record_all, subject
from vereda.logbook.schema import State, value_of


def tell_people(
    *,
    people: int,
    topics: Sequence[ToldTopic],
    by: Author,
    at: datetime,
    encounter: UUID | None = None,
    municipality: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that people were told; at an encounter also the services that it is, where they are not there.

    at            when (aware); of a telling at an encounter the encounter's own time counts
    municipality  where there is no encounter: code of the pack, '' where it is not known
    Raises NobodyTold, NothingTold, TooManyTopics, TopicUnknown, LanguageUnknown, EncounterGone, MoreThanMet, ServiceOnLines.
    """
    _demand_told(people, topics, by.country)
    with in_turn("telling", str(encounter or by.group)):
        met = _met(encounter, by) if encounter else None
        state = standing_state(encounter) if encounter else None
        if state is not None and people > people_of(state):
            raise errors.MoreThanMet(people=people_of(state))
        wanted = rules.services_of((one.topic for one in topics), _counts_as(by.country))
        wrote = _missing(state, wanted, people) if state is not None else []
        payload = PeopleTold(
            people=people,
            topics=list(topics),
            encounter=encounter,
            municipality=met.municipality if met else municipality,
            wrote=wrote,
        )
        drafts = [Draft(payload=payload, by=by, at=met.occurred_at if met else at, id=entry)]
        if encounter and wrote:
            services = [Service(service=one.service, people=people) for one in wrote]
            drafts.append(service_draft(encounter, Corrected(services=services), by))
        return record_all(drafts)[0]


def withdraw_telling(*, telling: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a telling was a mistake, and take back what it had written into its encounter. Raises TellingGone."""
    found = subject(telling)
    rows = ToldRow.objects.filter(subject=telling, group=by.group, country=by.country)
    if found is None or not rows.exists():
        raise errors.TellingGone
    told = PeopleTold.model_validate(value_of(found.folded.state["fields"], "people_told")[1])
    with in_turn("telling", str(told.encounter or by.group)):
        drafts = [Draft(payload=TellingWithdrawn(), subject=telling, by=by, at=at)]
        if told.encounter and (changes := _taken_back(telling, told, by)) is not None:
            drafts.append(service_draft(told.encounter, changes, by))
        return record_all(drafts)[0]


def _demand_told(people: int, topics: Sequence[ToldTopic], country: str) -> None:
    here = pack(country)
    if not 1 <= people <= TOLD_MOST:
        raise errors.NobodyTold
    if not topics:
        raise errors.NothingTold
    if len(topics) > TOPICS_MOST:
        raise errors.TooManyTopics(most=TOPICS_MOST)
    for one in topics:
        if one.topic not in here.topics:
            raise TopicUnknown
        if one.language not in here.languages:
            raise LanguageUnknown(language=one.language)


def _met(encounter: UUID, by: Author) -> Encounter:
    row = encounter_row(encounter, [by.group], by.country)
    if row is None or row.is_withdrawn or row.joined_into or row.is_aggregate:
        raise errors.EncounterGone
    return row


def _missing(state: State, wanted: Sequence[str], people: int) -> list[ServiceHeld]:
    """Return the services that an encounter does not hold for so many people, with for how many it does."""
    found = []
    for service in wanted:
        held, on_lines = people_served(state, service), served_on_lines(state, service)
        if held >= people:
            continue
        if on_lines:
            raise errors.ServiceOnLines
        found.append(ServiceHeld(service=service, before=held))
    return found


def _taken_back(telling: UUID, told: PeopleTold, by: Author) -> Corrected | None:
    """Return what the encounter loses with a telling: what it wrote, down to what other tellings or the agent said."""
    state = standing_state(told.encounter) if told.encounter else None
    if state is None:
        return None
    fewer, gone = [], []
    for wrote in told.wrote:
        if services_of(state).get(wrote.service) != told.people:
            continue  # somebody corrected it since: that stands
        left = max(wrote.before, _others(telling, told, wrote.service, by))
        if left >= told.people:
            continue
        if left:
            fewer.append(Service(service=wrote.service, people=left))
        else:
            gone.append(wrote.service)
    return Corrected(services=fewer, services_removed=gone) if fewer or gone else None


def _others(telling: UUID, told: PeopleTold, service: str, by: Author) -> int:
    """Return the most people of another telling at the same encounter that counts as the same service."""
    topics = [code for code, counts in _counts_as(by.country).items() if counts == service]
    rows = ToldRow.objects.filter(encounter=told.encounter, group=by.group, topic__in=topics).exclude(subject=telling)
    return max(rows.values_list("people", flat=True), default=0)


def _counts_as(country: str) -> dict[str, str]:
    return {row.code: row.counts_as for row in pack(country).topics.values()}
