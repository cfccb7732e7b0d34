"""The closed words of a referral: to what help, with which words about the person, on what ground, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vereda.countries.door import RECEIVES_AS, DirectoryKind, Role
from vereda.logbook.schema import FieldClass


class Service(StrEnum):
    """What is asked of the receiver. The consulate is not among them: the legal case asks there, with its own stop."""

    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SURVIVOR_CARE = "survivor_care"  # health after sexual violence
    SHELTER = "shelter"
    SAFE_HOUSE = "safe_house"
    CHILD_PROTECTION = "child_protection"
    LEGAL_AID = "legal_aid"
    RIGHTS_BODY = "rights_body"
    FAMILY_LINKS = "family_links"
    BASIC_NEEDS = "basic_needs"


WITHIN: Mapping[Service, FieldClass] = {
    Service.HEALTH: FieldClass.HEALTH,
    Service.MENTAL_HEALTH: FieldClass.HEALTH,
    Service.SURVIVOR_CARE: FieldClass.SEXUAL_VIOLENCE,
    Service.SHELTER: FieldClass.CONTACT,
    Service.SAFE_HOUSE: FieldClass.SCREENING,
    Service.CHILD_PROTECTION: FieldClass.SCREENING,
    Service.LEGAL_AID: FieldClass.LEGAL,
    Service.RIGHTS_BODY: FieldClass.LEGAL,
    Service.FAMILY_LINKS: FieldClass.TRACING,
    Service.BASIC_NEEDS: FieldClass.CONTACT,
}
"""How closed it is that such a referral exists. Who does not hold the class sees none of them."""


class Item(StrEnum):
    """One piece of what is told. There is none for nationality, document, status or religion."""

    PEOPLE = "people"  # how many, who with whom
    AGE_SEX = "age_sex"
    LANGUAGE = "language"
    NEEDS = "needs"  # wheelchair, interpreter, baby milk
    ARRIVES = "arrives"  # when and how they come
    CALL_BACK = "call_back"  # number of the post
    NAME = "name"
    BIRTH = "birth"
    TELEPHONE = "telephone"  # a way to reach the person that the person calls safe
    HANDOVER = "handover"  # of first aid, without a name
    PREGNANCY = "pregnancy"
    MEDICINES = "medicines"  # taken, lost, not tolerated
    PROTECTION = "protection"  # from what they must be kept
    CHILDREN = "children"  # with whom the children are, what they said they want
    LEGAL_MATTER = "legal_matter"
    LEGAL_TERM = "legal_term"
    SOUGHT = "sought"


ITEM_CLASS: Mapping[Item, FieldClass] = {
    Item.PEOPLE: FieldClass.CONTACT,
    Item.AGE_SEX: FieldClass.CONTACT,
    Item.LANGUAGE: FieldClass.CONTACT,
    Item.NEEDS: FieldClass.CONTACT,
    Item.ARRIVES: FieldClass.CONTACT,
    Item.CALL_BACK: FieldClass.CONTACT,
    Item.NAME: FieldClass.IDENTITY,
    Item.BIRTH: FieldClass.IDENTITY,
    Item.TELEPHONE: FieldClass.IDENTITY,
    Item.HANDOVER: FieldClass.HEALTH,
    Item.PREGNANCY: FieldClass.HEALTH,
    Item.MEDICINES: FieldClass.HEALTH,
    Item.PROTECTION: FieldClass.SCREENING,
    Item.CHILDREN: FieldClass.SCREENING,
    Item.LEGAL_MATTER: FieldClass.LEGAL,
    Item.LEGAL_TERM: FieldClass.LEGAL,
    Item.SOUGHT: FieldClass.TRACING,
}
IDENTIFYING = frozenset(item for item, cls in ITEM_CLASS.items() if cls is FieldClass.IDENTITY)
TOLD_MOST = 480
"""Signs of one piece, at most: three messages."""

ROLE_OF_KIND = RECEIVES_AS

RECEIVERS: Mapping[Service, frozenset[Role]] = {
    Service.HEALTH: frozenset({Role.HEALTH, Role.RED_CROSS, Role.EMERGENCY, Role.CIVIL_PROTECTION}),
    Service.MENTAL_HEALTH: frozenset({Role.HEALTH, Role.RED_CROSS, Role.INTERNATIONAL, Role.SHELTER_NETWORK}),
    Service.SURVIVOR_CARE: frozenset({Role.HEALTH, Role.VICTIMS_AUTHORITY, Role.INTERNATIONAL}),
    Service.SHELTER: frozenset({Role.SHELTER_NETWORK, Role.LOCAL_GOVERNMENT, Role.INTERNATIONAL, Role.CHILD_PROTECTION}),
    Service.SAFE_HOUSE: frozenset({Role.SHELTER_NETWORK, Role.VICTIMS_AUTHORITY, Role.INTERNATIONAL, Role.CHILD_PROTECTION}),
    Service.CHILD_PROTECTION: frozenset({Role.CHILD_PROTECTION, Role.INTERNATIONAL}),
    Service.LEGAL_AID: frozenset({Role.LEGAL_AID, Role.INTERNATIONAL, Role.VICTIMS_AUTHORITY}),
    Service.RIGHTS_BODY: frozenset({Role.OMBUDSPERSON}),
    Service.FAMILY_LINKS: frozenset({Role.RED_CROSS, Role.SEARCH_AUTHORITY}),
    Service.BASIC_NEEDS: frozenset({Role.LOCAL_GOVERNMENT, Role.SHELTER_NETWORK, Role.RED_CROSS, Role.INTERNATIONAL}),
}


class Basis(StrEnum):
    """On what ground it is told."""

    CONSENT = "consent"
    LIFE = "life"  # in danger, and nobody who can answer
    BEST_INTERESTS = "best_interests"  # of a child; the reason stands in words


class Way(StrEnum):
    """How the receiver's word came."""

    LINK = "link"
    ACCOUNT = "account"  # of a partner
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    BUNDLE = "bundle"  # of another country


class Answer(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"


class RefusedFor(StrEnum):
    """Why a receiver cannot."""

    FULL = "full"
    NOT_OURS = "not_ours"  # we do not give that help
    CLOSED = "closed"  # at this hour
    TOO_FAR = "too_far"
    MORE_CARE = "more_care"  # they need more than we have
    OTHER = "other"


class RecalledFor(StrEnum):
    CONSENT_WITHDRAWN = "consent_withdrawn"
    MISTAKEN = "mistaken"
    NOT_NEEDED = "not_needed"
    ANOTHER_ANSWERED = "another_answered"


class Status(StrEnum):
    """How a referral stands, the last that holds first: recalled wins over all."""

    RECALLED = "recalled"
    DONE = "done"
    ARRIVED = "arrived"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    OPENED = "opened"
    SENT = "sent"


RESTING = frozenset({Status.RECALLED, Status.DONE, Status.REFUSED})
ACCEPTED_DAYS = 7
"""Days for which who accepted can still say 'arrived' and 'done'."""


class ForWhom(StrEnum):
    """For whom a house has a place."""

    WOMEN = "women"
    MEN = "men"
    FAMILIES = "families"
    CHILDREN_ALONE = "children_alone"
    ANYONE = "anyone"


class Seen(StrEnum):
    """What a house lets the posts see of its free places; of women's and children's houses never more than yes or no."""

    NUMBERS = "numbers"
    YES_NO = "yes_no"
    NOTHING = "nothing"


class Room(StrEnum):
    """Free places without the number: from so few nobody reads who sleeps there."""

    NONE = "none"
    FEW = "few"
    SOME = "some"


SLEEPS = frozenset(
    {
        DirectoryKind.SHELTER,
        DirectoryKind.SHELTER_WOMEN_CHILDREN,
        DirectoryKind.SHELTER_CHILDREN,
        DirectoryKind.CHILDREN_SERVICES,
    }
)
"""Kinds of the directory in which people sleep, and which may say how many places are free. No centre that also detains."""
FREE_MOST = 500
COUNT_H = 24
"""Hours for which a count of free places is today's."""
FEW_FREE = 5
"""Below so many, without the number, there are few."""
FEWEST = 10
"""Referrals below which no waiting time is shown, as no cell of the statistics is: so few are persons, not a figure."""
