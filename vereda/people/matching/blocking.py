"""Which two records are compared at all. Pure.

Where records are few, also those are brought together who agree on two things only; where they are many, chance alone would make
too many such pairs.
"""

from __future__ import annotations

WIDE_UP_TO, WIDEST_UP_TO = 200_000, 60_000
_YEARS = "(abs(l.b_mid - r.b_mid) <= {} or l.b_mid is null or r.b_mid is null)"
BLOCKING = (
    "l.card = r.card",
    "l.ph = r.ph",
    "l.dob = r.dob and l.gp1 = r.gp1",
    "l.dob = r.dob and l.sp1 = r.sp1",
    f"l.sp1 = r.sp1 and l.sp2 = r.sp2 and {_YEARS.format(3)}",
    f"l.gp1 = r.gp1 and l.sp1 = r.sp1 and {_YEARS.format(3)}",
    f"l.gp1 = r.gp1 and l.sp2 = r.sp2 and {_YEARS.format(2)}",
    f"l.sp1 = r.sp2 and l.sp2 = r.sp1 and {_YEARS.format(3)}",
    f"l.gp1 = r.gp2 and l.sp1 = r.sp1 and {_YEARS.format(3)}",
    f"l.gp2 = r.gp1 and l.sp1 = r.sp1 and {_YEARS.format(3)}",
    "l.gp1 = r.gp1 and l.gp2 = r.gp2 and l.o1 = r.o1",
    f"l.gp1 = r.gp1 and l.gp2 = r.gp2 and l.nat = r.nat and {_YEARS.format(1)}",
    f"l.gp1 = r.gp1 and l.o1 = r.o1 and l.sex = r.sex and {_YEARS.format(1)}",
    f"l.sp1 = r.sp1 and l.o1 = r.o1 and l.sex = r.sex and {_YEARS.format(1)}",
    f"l.sp2 = r.sp2 and l.o1 = r.o1 and l.sex = r.sex and {_YEARS.format(1)}",
    "l.gx = r.sx and l.sx = r.gx",
)
BLOCKING_WIDE = (
    "l.dob = r.dob",
    f"l.gp1 = r.gp1 and l.sp1 = r.sp1 and {_YEARS.format(6)}",
    f"l.gp1 = r.gp1 and l.sp1 = r.sp2 and {_YEARS.format(3)}",
    f"l.gp1 = r.gp1 and l.sp2 = r.sp1 and {_YEARS.format(3)}",
    "l.gp1 = r.gp1 and l.gp2 = r.gp2 and l.sp2 = r.sp2",
    f"l.gp1 = r.gp1 and l.sex = r.sex and l.nat = r.nat and {_YEARS.format(1)}",
    f"l.sp1 = r.sp1 and l.sex = r.sex and l.nat = r.nat and {_YEARS.format(1)}",
    f"l.sp2 = r.sp2 and l.sex = r.sex and l.nat = r.nat and {_YEARS.format(1)}",
)
BLOCKING_WIDEST = (
    "l.o1 = r.o1 and l.gp1 = r.gp1",
    "l.o1 = r.o1 and l.sp1 = r.sp1",
    f"l.gp1 = r.gp1 and l.sex = r.sex and l.nat = r.nat and {_YEARS.format(3)}",
    f"l.sp1 = r.sp1 and l.sex = r.sex and l.nat = r.nat and {_YEARS.format(3)}",
    f"l.sp2 = r.sp2 and l.sex = r.sex and l.nat = r.nat and {_YEARS.format(2)}",
    f"l.gp1 = r.gp2 and l.nat = r.nat and {_YEARS.format(1)}",
    "l.gp1 = r.gp1 and l.sp1 = r.sp1",
    "l.o = r.o",
    f"l.gp1 = r.gp1 and {_YEARS.format(1)}",
    f"l.sp1 = r.sp1 and {_YEARS.format(1)}",
    f"l.o1 = r.o1 and l.sex = r.sex and {_YEARS.format(1)}",
)


def rules(records: int) -> tuple[str, ...]:
    """Return the rules by which so many records are brought together, in SQL; a pair needs one of them."""
    return (
        *BLOCKING,
        *(BLOCKING_WIDE if records <= WIDE_UP_TO else ()),
        *(BLOCKING_WIDEST if records <= WIDEST_UP_TO else ()),
    )
