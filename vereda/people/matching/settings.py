"""How two records are compared: the settings of Splink, for DuckDB and for Spark alike.

Only whole numbers are compared (`columns.py`). A level is the first of its comparison that holds; what is missing is unknown and
speaks neither for nor against. Where a level has a frequency column, the rarer of what agrees, the more it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vereda.people.matching.blocking import rules

Level = dict[str, Any]  # Any: what Splink reads
ENGINES = ("duckdb", "spark")
HAS_ANY = {"duckdb": "list_has_any", "spark": "arrays_overlap"}
IN_COMMON = {"duckdb": "len(list_intersect({}, {}))", "spark": "size(array_intersect({}, {}))"}
CLOSE, YEAR, FEW, SOME, MANY = 0, 366, 3 * 366, 6 * 366, 10 * 366
"""How far two intervals of birth may lie apart, in days."""


def settings(engine: str = "duckdb", *, records: int = 0) -> dict[str, Any]:
    """Return untrained settings of Splink.

    records  so many will be compared, which says how widely they are brought together (`blocking.py`)
    """
    has = HAS_ANY[engine]
    compared = [
        comparison("given", _given(has)),
        comparison("surnames", _surnames(has)),
        comparison("birth", _birth()),
        comparison("sex", same("sex")),
        comparison("nationality", same("nat", frequent=True)),
        comparison("origin", _origin(has, IN_COMMON[engine])),
        comparison("phone", _phone(has)),
        comparison("card", _card(has)),
        comparison("meeting", _meeting(has)),
    ]
    return untrained(compared, rules(records))


def untrained(comparisons: Sequence[Mapping[str, Any]], blocking: Iterable[str]) -> dict[str, Any]:  # Any: what Splink reads
    """Return settings of Splink with these comparisons of two records of one table, and what brings two together."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record",
        "probability_two_random_records_match": 1e-4,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "comparisons": list(comparisons),
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in blocking],
    }


_GAP = "greatest(b_first_l - b_last_r, b_first_r - b_last_l)"
_TURNED = "gx_l = sx_r and sx_l = gx_r"
_IN_EACH_OTHER = "({has}(gxs_l, sxs_r) and {has}(sxs_l, gxs_r) or gk_l = sk_r and sk_l = gk_r)"


def comparison(name: str, levels: list[Level]) -> dict[str, Any]:
    """Return a comparison, whose first level that holds speaks."""
    return {"output_column_name": name, "comparison_levels": levels}


def unknown(condition: str) -> Level:
    """Return the level of what one side does not say."""
    return {"sql_condition": condition, "label_for_charts": "unknown", "is_null_level": True}


def level(name: str, condition: str, frequency: str = "", weight: float = 1.0) -> Level:
    """Return a level; with a frequency column, what is rare there says more, by this share of it."""
    made: Level = {"sql_condition": condition, "label_for_charts": name}
    if frequency:
        made |= {
            "tf_adjustment_column": frequency,
            "tf_adjustment_weight": weight,
            "tf_minimum_u_value": 1e-6,
            "disable_tf_exact_match_detection": True,
        }
    return made


def otherwise(name: str = "different") -> Level:
    """Return the level of all that no other one holds."""
    return {"sql_condition": "ELSE", "label_for_charts": name}


def _crossed(one: str, two: str, has: str = "") -> str:
    """Return a condition that one column of either record agrees with another column of the other."""
    if has:
        return f"({has}({one}_l, {two}_r) or {has}({two}_l, {one}_r))"
    return f"({one}_l = {two}_r or {two}_l = {one}_r)"


def _given(has: str) -> list[Level]:
    near2 = f"(gp2_l = gp2_r or {has}(gn2_l, gn2_r))"
    near1 = f"(gp1_l = gp1_r or {has}(gn1_l, gn1_r))"
    one_lacks = "(g2_l is null or g2_r is null)"
    return [
        unknown("g1_l is null or g1_r is null"),
        level("both", "g1_l = g1_r and g2_l = g2_r", "g12_in"),
        level("both, turned round", "g1_l = g2_r and g2_l = g1_r", "g12_in"),
        level("written together", "gj_l = gj_r and gp1_l <> gp1_r"),
        level("first, the other has one only", f"g1_l = g1_r and {one_lacks}", "g1_in"),
        level("first, second nearly", f"g1_l = g1_r and {near2}", "g1_in"),
        level("first nearly, second", f"g2_l = g2_r and {near1}", "g2_in"),
        level("first, other second", "g1_l = g1_r", "g1_in"),
        level("first by pet name", f"{has}(gs1_l, gs1_r)", "g1_in"),
        level("one is the other's second", f"{has}(gs_l, gs_r)"),
        level("first nearly", near1, "gp1_in", 0.7),
        level("crossed nearly", f"({_crossed('gp1', 'gp2')} or {_crossed('gn1', 'gn2', has)})"),
        level("given and surname turned round", _TURNED, "gx_in"),
        level("words of both turned round", _IN_EACH_OTHER.format(has=has)),
        level("first alike by ear", "gk_l = gk_r"),
        level("different, both tell one", "g2_l is null and g2_r is null"),
        otherwise(),
    ]


def _surnames(has: str) -> list[Level]:
    """Who has the same surnames and another given name is a brother or a sister: how rare the surnames are then says nothing.

    Where both told one name only, it may also be the other name of the same person: José Luis is José here and Luis there.
    """
    kin = f"{_FAMILIES} and {OTHER_GIVEN.format(has=has)}"
    near1, near2 = f"(sp1_l = sp1_r or {has}(sn1_l, sn1_r))", f"(sp2_l = sp2_r or {has}(sn2_l, sn2_r))"
    one_lacks = "(s2_l is null or s2_r is null)"
    return [
        unknown("s1_l is null or s1_r is null"),
        level(KIN, f"{kin} and {_TOLD_TWO}"),
        level(MAYBE_KIN, kin),
        level("both", "s1_l = s1_r and s2_l = s2_r", "s12_in"),
        level("first, second nearly", f"s1_l = s1_r and {near2}", "s1_in"),
        level("first nearly, second", f"s2_l = s2_r and {near1}", "s2_in"),
        level("crossed", "s1_l = s2_r and s2_l = s1_r", "s12_in"),
        level("written together", "sj_l = sj_r and s1_l <> s1_r and sp1_l <> sp1_r"),
        level("first, second missing", f"s1_l = s1_r and {one_lacks}", "s1_in"),
        level("one is the other's second, which is alone", f"{_crossed('s1', 's2')} and {one_lacks}", "s1_in"),
        level("both nearly", f"{near1} and {near2}"),
        level("first nearly, second missing", f"{near1} and {one_lacks}", "sp1_in", 0.7),
        level("first, other second", "s1_l = s1_r", "s1_in"),
        level("second, other first", "s2_l = s2_r", "s2_in"),
        level("one crossed", _crossed("s1", "s2"), "s1_in"),
        level("one of several", f"{has}(ss_l, ss_r)"),
        level("one nearly", f"({near1} or {near2})"),
        level("first alike by ear", "sk_l = sk_r"),
        level("given and surname turned round", _TURNED, "gx_in"),
        level("words of both turned round", _IN_EACH_OTHER.format(has=has)),
        otherwise(),
    ]


def _birth() -> list[Level]:
    parts = [f"b_{part}_l = b_{part}_r" for part in ("year", "month", "day")]
    two = " or ".join(f"({one} and {other})" for at, one in enumerate(parts) for other in parts[at + 1 :])
    young = f"((adult_l and b_last_r >= b_first_l) or (adult_r and b_last_l >= b_first_r)) and {_GAP} <= {5 * 366}"
    return [
        unknown("b_first_l is null or b_first_r is null"),
        level("birthday", "dob_l = dob_r", "dob"),
        level("day and month turned round", "b_year_l = b_year_r and b_month_l = b_day_r and b_day_l = b_month_r"),
        level("one part of the birthday differs", f"({two})"),
        level("birthdays within two years", f"dob_l is not null and dob_r is not null and abs(dob_l - dob_r) <= {2 * 366}"),
        level("other birthday", "dob_l is not null and dob_r is not null"),
        level("same age", f"{_GAP} <= {CLOSE}"),
        level("a year apart", f"{_GAP} <= {YEAR}"),
        level("three years apart", f"{_GAP} <= {FEW}"),
        level("says to be of age", young),
        level("six years apart, an age in fives", f"(heaped_l or heaped_r) and {_GAP} <= {SOME}"),
        level("six years apart", f"{_GAP} <= {SOME}"),
        level("ten years apart", f"{_GAP} <= {MANY}"),
        otherwise(),
    ]


def same(column: str, *, frequent: bool = False) -> list[Level]:
    """Return the levels of a column that agrees or does not; `frequent` ones say more where they are rare."""
    return [
        unknown(f"{column}_l is null or {column}_r is null"),
        level("same", f"{column}_l = {column}_r", column if frequent else ""),
        otherwise(),
    ]


def _origin(has: str, common: str) -> list[Level]:
    return [
        unknown("o_l is null or o_r is null"),
        level("same", "o_l = o_r", "o_in"),
        level("many words", f"{common.format('ow_l', 'ow_r')} >= 5"),
        level("same before the comma", "o1_l = o1_r", "o1_in"),
        level("nearly", f"{has}(o_near_l, o_near_r)"),
        level("several words", f"{common.format('ow_l', 'ow_r')} >= 2"),
        level("one word", f"{has}(ow_l, ow_r)"),
        otherwise(),
    ]


def _phone(has: str) -> list[Level]:
    return [
        unknown("ph_l is null or ph_r is null"),
        level("same, other given name", f"ph_l = ph_r and {OTHER_GIVEN.format(has=has)}"),
        level("same", "ph_l = ph_r"),
        level("one digit differs", f"{has}(phn_l, phn_r)"),
        otherwise(),
    ]


def _card(has: str) -> list[Level]:
    return [
        unknown("card_l is null or card_r is null"),
        level("same", "card_l = card_r"),
        level("one letter differs", f"{has}(cardw_l, cardw_r)"),
        otherwise(),
    ]


def _meeting(has: str) -> list[Level]:
    """Whom one post writes down twice in a day, under other given names, are two: friends, or brothers and sisters."""
    other = OTHER_GIVEN.format(has=has)
    return [
        unknown("day_l is null or day_r is null"),
        level(PARTY, f"met_l = met_r and {_FAMILIES} and {other}"),
        level(OTHER_NAME, f"met_l = met_r and {other}"),
        level("same day", "met_l = met_r"),
        otherwise("other days"),
    ]


PARTY, OTHER_NAME = "same day, same surnames, other given name", "same day, other given name"
KIN, MAYBE_KIN = "same surnames, other given names", "same surnames, other given name, both tell one"
_TOLD_TWO = "(g2_l is not null or g2_r is not null)"
_FAMILIES = (
    "((s1_l = s1_r or sp1_l = sp1_r) and (s2_l is null or s2_r is null or s2_l = s2_r or sp2_l = sp2_r)"
    " or (s1_l = s2_r and s2_l = s1_r))"
)
OTHER_GIVEN = (
    "(g1_l is not null and g1_r is not null and not {has}(gs_l, gs_r) and not {has}(gn1_l, gn1_r) and gp1_l <> gp1_r"
    " and coalesce(gj_l <> gj_r and gk_l <> gk_r, true) and not {has}(gxs_l, sxs_r) and not {has}(sxs_l, gxs_r))"
)


def contradictions(engine: str = "duckdb") -> dict[str, str]:
    """Return what forbids to take two records as one person without asking, in SQL, by a name that the screens know.

    Another sex or other surnames weigh, and forbid nothing: where all else agrees, they are mostly a slip.
    """
    has = HAS_ANY[engine]
    parts = [f"cast(b_{part}_l = b_{part}_r as integer)" for part in ("year", "month", "day")]
    turned = "(b_year_l = b_year_r and b_month_l = b_day_r and b_day_l = b_month_r)"
    return {
        "birthday": f"(dob_l <> dob_r and {' + '.join(parts)} < 2 and not {turned})",
        "age": f"({_GAP} > {MANY} and not (dob_l is not null and dob_r is not null))",
        "party": f"(met_l = met_r and {OTHER_GIVEN.format(has=has)})",
    }
