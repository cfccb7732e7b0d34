"""A longer text in its parts, as the network counts them, and parts joined to what they say together. Pure.

Source: 3GPP TS 23.040, 9.2.3.24.1 (six octets of each part say to what it belongs: 153 septets or 67 units of 16 bits are left).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vereda.countries.door import as_message, length_of

SEPTETS_A_PART, UNITS_A_PART = 153, 67
PARTS_MOST = 3  # of an answer
TOTAL_MOST = 20  # of what comes: 1,600 signs are eleven, in another script twenty-four and cut by their senders' telephones
GAP = " (…) "


def parts_of(text: str) -> list[str]:
    """Return a text as the parts in which it is sent; one where it fits one message. A letter is never cut in two."""
    sent = as_message(text)
    length = length_of(sent)
    if length.fits:
        return [sent]
    return list(_split(sent, UNITS_A_PART if length.is_wide else SEPTETS_A_PART, is_wide=length.is_wide))


def cut(text: str, most: int = PARTS_MOST) -> str:
    """Return a text as it is sent, at most so many parts of it."""
    return "".join(parts_of(text)[:most])


def join(parts: Mapping[int, str], total: int) -> str:
    """Return what parts say together, in their order, with a gap where one never came."""
    together = "".join(parts.get(number, GAP) for number in range(1, total + 1))
    # A sign outside the first 65,536 may have been cut in two halves, one in each part.
    return together.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _split(text: str, most: int, *, is_wide: bool) -> Iterator[str]:
    part, used = "", 0
    for letter in text:
        size = len(letter.encode("utf-16-be")) // 2 if is_wide else length_of(letter).count
        if used + size > most:
            yield part
            part, used = "", 0
        part, used = part + letter, used + size
    yield part
