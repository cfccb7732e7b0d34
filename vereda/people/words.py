"""The closed words of consent: for what, and how it was given."""

from __future__ import annotations

from enum import StrEnum


class ConsentFor(StrEnum):
    """What a person allows, one by one. No word stands for help itself: that is never refused for want of a signature."""

    KEEP = "keep"  # that the name is kept, so that they are known when they come again
    REFER = "refer"  # that somebody who can help is told what is needed for it
    LEGAL = "legal"  # that somebody files or speaks in their name
    TRACE = "trace"  # that they are compared with reports of who is sought, also of other groups
    CONSULATE = "consulate"  # that their consulate is told
    PUBLISH = "publish"  # that their name is published to find their family; pictures are not (docs/decisions/missing.md)
    MATCH = "match"  # that records that may be theirs are compared between groups, and joined: by a person unless it is sure
    STATISTICS = "statistics"  # that what is known of them is linked for studies; counts without persons need no yes


class ConsentMode(StrEnum):
    """How it was given."""

    SIGNED = "signed"
    SPOKEN = "spoken"  # before a witness
    THUMB = "thumb"


class ChildView(StrEnum):
    """What somebody under 18 says of it."""

    YES = "yes"
    NO = "no"
    TOO_YOUNG = "too_young"  # or cannot say it


class SaidBy(StrEnum):
    """Who says yes for somebody under 18."""

    ADULT = "adult"
    OFFICE = "office"  # for the protection of children
    BEST_INTERESTS = "best"  # nobody can be asked, and it serves the child


class Kin(StrEnum):
    """What the adult is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    AUNT_UNCLE = "aunt_uncle"
    GUARDIAN = "guardian"
    OTHER = "other"


class KinChecked(StrEnum):
    """How that was checked. The adult's own word, and a child's beside the adult, are no check."""

    PAPERS = "papers"
    FAMILY = "family"
    OFFICE = "office"


class WithdrawnBy(StrEnum):
    """How it was taken back."""

    PAPER = "paper"
    TELEPHONE = "telephone"
    SMS = "sms"
    DESK = "desk"


class CardAct(StrEnum):
    """What was done with a contact card. Both words are as long: where they are sealed, a length would tell."""

    GIVEN = "given"
    SHOWN = "shown"


class LastHelp(StrEnum):
    """When a group last helped somebody, before this meeting, in their own words."""

    NEVER = "never"
    WEEK = "week"  # in the last 7 days
    MONTH = "month"  # 8 to 30 days ago
    YEAR = "year"  # 31 to 365 days ago
    LONGER = "longer"
    NONE = "none"  # no answer, or not asked though it was due


class Method(StrEnum):
    """How individuals are estimated. They are shown together or not at all."""

    QUESTION = "question"
    CARD = "card"
    MATCHING = "matching"


class LinkSays(StrEnum):
    """What somebody says of two records."""

    SAME = "same"  # one person
    DIFFERENT = "different"
    UNSURE = "unsure"


class UndoneFor(StrEnum):
    """Why a decision on two records is taken back."""

    SLIP = "slip"  # the wrong key, the wrong pair
    NEW_FACTS = "new_facts"  # what was learned since
    PERSON_SAYS = "person_says"  # the person says that the other is not theirs
    CONTRADICTION = "contradiction"  # it does not go with what else was decided


class Trait(StrEnum):
    """What of two records is held side by side, in the order in which it is shown."""

    GIVEN = "given"
    FAMILIES = "families"
    CALLED = "called"  # pet names
    BIRTH = "birth"
    SEX = "sex"
    NATIONALITY = "nationality"
    TELEPHONE = "telephone"
    DOCUMENT = "document"
    TOGETHER = "together"  # both were named in one meeting: brothers and sisters share everything else
    SAME_DAY = "same_day"  # both were met on one day, and not together


class Agreement(StrEnum):
    """How far two records agree in one trait."""

    SAME = "same"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"  # one of them does not say it: it speaks neither for nor against
