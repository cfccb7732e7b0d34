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
from vereda.messages.gateways.gateway import Came
from vereda.messages.lookups import (
    numbers,
    received_text,
    sent_lately,
    staff_by_number,
    waiting_texts,
    warned_at,
    words_of,
)
from vereda.messages.rules import instant_said, is_same_number
from vereda.messages.understanding import Understood, understands
from vereda.messages.words import Trouble, Warned

__all__ = [
    "Came",
    "TooManyCame",
    "Trouble",
    "Understood",
    "Warned",
    "gateway",
    "handle_text",
    "instant_said",
    "is_new",
    "is_same_number",
    "is_set",
    "keep_number",
    "numbers",
    "queue",
    "queue_answer",
    "queue_test",
    "receive_text",
    "received_text",
    "send_waiting",
    "sent_lately",
    "staff_by_number",
    "understands",
    "waiting_texts",
    "warned_at",
    "withdraw_number",
    "words_of",
]
