"""What people offer to the logbook: persons, and what they allowed."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, keep_in_backup, register
from vereda.people import tables
from vereda.people.actions.card import take_cards
from vereda.people.entries import card as card_entries
from vereda.people.entries import consent as consent_entries
from vereda.people.entries import person as person_entries
from vereda.people.models import CardCount, CardMonth, Consent, ConsentCode, Person
from vereda.people.rules import consent as consent_rules
from vereda.people.rules import person as person_rules
from vereda.people.rules.sounds import index_tokens


def offer_all() -> None:
    """Offer persons and consent. All that is sealed of a reading goes with the person, and with the encounter, whose it is."""
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
