"""The names of the logbook that pure files of other modules may use: what an entry is made of, and how fields are folded.

`door.py` is the same for files that may know the database.
"""

from __future__ import annotations

from vereda.logbook.entries import Attachment, Body, Code, Day, FreeText, Instant, OfThePost, Payload, Strict, Whereabouts
from vereda.logbook.envelopes import (
    POST_CLASSES,
    Envelope,
    Opened,
    Parts,
    Recipient,
    Signed,
    envelope_of,
    is_signed,
    open_envelope,
    seal_envelope,
    verify_signature,
)
from vereda.logbook.facts import PERSON, FactRow, Members, first_members, keyed
from vereda.logbook.forms import Layout, Question, offer_form
from vereda.logbook.ids import uuid7, uuid8
from vereda.logbook.rules.fields import Fields, reach, reopen, value_of, write, written_by
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, State
from vereda.logbook.signatures import der_of, node_id, public_key_of, sign_p1363, verify_p1363
from vereda.logbook.words import Channel, Demand, FieldClass

__all__ = [
    "PERSON",
    "POST_CLASSES",
    "Attachment",
    "Body",
    "BoxRef",
    "Channel",
    "Code",
    "Day",
    "Demand",
    "Entry",
    "Envelope",
    "FactRow",
    "FieldClass",
    "Fields",
    "Folded",
    "FreeText",
    "Instant",
    "Layout",
    "Members",
    "OfThePost",
    "Opened",
    "Parts",
    "Payload",
    "Question",
    "Recipient",
    "Signed",
    "State",
    "Strict",
    "Whereabouts",
    "der_of",
    "envelope_of",
    "first_members",
    "is_signed",
    "keyed",
    "node_id",
    "offer_form",
    "open_envelope",
    "public_key_of",
    "reach",
    "reopen",
    "seal_envelope",
    "sign_p1363",
    "uuid7",
    "uuid8",
    "value_of",
    "verify_p1363",
    "verify_signature",
    "write",
    "written_by",
]
