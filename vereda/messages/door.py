"""The names of messages that other modules may use."""

from __future__ import annotations

from vereda.messages.actions import (
    handle_text,
    is_new,
    is_set,
    keep_number,
    queue,
    queue_answer,
    queue_test,
    receive_text,
    send_waiting,
    withdraw_number,
)
from vereda.messages.errors import TooManyCame
from vereda.messages.gateways.chosen import gateway
from vereda.messages.gateways.gateway import Came, Part
from vereda.messages.joining import joined, late_parts, taken_together
from vereda.messages.lookups import (
    numbers,
    numbers_of,
    received_text,
    sent_lately,
    staff_by_number,
    waiting_texts,
    warned_at,
    words_of,
)
from vereda.messages.reading.keywords import Asked, asked, folded
from vereda.messages.reading.parts import cut, parts_of
from vereda.messages.rules import can_be_answered, instant_said, is_same_number, readable
from vereda.messages.talking import Talk, forget_offers, forget_talks, keep_talk, talk_with
from vereda.messages.understanding import Understood, understands
from vereda.messages.words import Trouble, Warned

__all__ = [
    "Asked",
    "Came",
    "Part",
    "Talk",
    "TooManyCame",
    "Trouble",
    "Understood",
    "Warned",
    "asked",
    "can_be_answered",
    "cut",
    "folded",
    "forget_offers",
    "forget_talks",
    "gateway",
    "handle_text",
    "instant_said",
    "is_new",
    "is_same_number",
    "is_set",
    "joined",
    "keep_number",
    "keep_talk",
    "late_parts",
    "numbers",
    "numbers_of",
    "parts_of",
    "queue",
    "queue_answer",
    "queue_test",
    "readable",
    "receive_text",
    "received_text",
    "send_waiting",
    "sent_lately",
    "staff_by_number",
    "taken_together",
    "talk_with",
    "understands",
    "waiting_texts",
    "warned_at",
    "withdraw_number",
    "words_of",
]
