"""What people offer to the logbook: persons, what they allowed, and cards that nobody can look up."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, gone_with, keep_in_backup, register
from vereda.people import tables
from vereda.people.actions.card import take_cards
from vereda.people.actions.pairs import drop_pairs
from vereda.people.entries import card as card_entries
from vereda.people.entries import consent as consent_entries
from vereda.people.entries import count_run as count_run_entries
from vereda.people.entries import link as link_entries
from vereda.people.entries import person as person_entries
from vereda.people.models import CardCount, CardMonth, Consent, ConsentCode, ExpectedOfErased, LinkWord, Person, PersonLink
from vereda.people.rules import consent as consent_rules
from vereda.people.rules import count_run as count_run_rules
from vereda.people.rules import links as link_rules
from vereda.people.rules import person as person_rules
from vereda.people.rules.sounds import index_tokens


def offer_all() -> None:
    """Offer all three. All that is sealed of a reading goes with the person, and with the encounter, whose it is."""
    register(
        SubjectFold(
            subject_kind="person",
            kinds=person_entries.KINDS,
            start=person_rules.start,
            step=person_rules.step,
            models=(Person,),
            project=tables.person,
            names=index_tokens,
        )
    )
    register(
        SubjectFold(
            subject_kind=consent_entries.CONSENT,
            kinds=consent_entries.KINDS,
            start=consent_rules.start,
            step=consent_rules.step,
            models=(Consent, ConsentCode),
            project=tables.consent,
            linked=consent_rules.persons_of,
            goes_with=consent_rules.persons_of,
        )
    )
    register(
        SubjectFold(
            subject_kind=card_entries.CARD,
            kinds=card_entries.KINDS,
            start=dict,
            step=lambda state, _entry: state,  # that a card was noted is all that the entry says
            takes=take_cards,
        )
    )
    keep_in_backup(CardMonth, CardCount)
    register(
        SubjectFold(
            subject_kind=count_run_entries.COUNT_RUN,
            kinds=count_run_entries.KINDS,
            start=count_run_rules.start,
            step=count_run_rules.step,
            is_erasable=False,  # it tells of no person
        )
    )
    offer_links()


def offer_links() -> None:
    """Offer what was said of two records, and what an erased record counts on. Neither owns anything sealed."""
    register(
        SubjectFold(
            subject_kind=link_entries.LINK,
            kinds=link_entries.KINDS,
            start=link_rules.start,
            step=link_rules.step,
            is_erasable=False,  # ids only; with a person go the pairs that wait, and what was decided stays
            models=(PersonLink, LinkWord),
            project=tables.link,
        )
    )
    register(
        SubjectFold(
            subject_kind=link_entries.EXPECTED,
            kinds=link_entries.KEPT_KINDS,
            start=link_rules.start_kept,
            step=link_rules.step_kept,
            is_erasable=False,
            models=(ExpectedOfErased,),
            project=tables.expected_kept,
        )
    )
    gone_with(drop_pairs)
