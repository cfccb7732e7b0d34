"""Every row of tests/data/physiology_check_values.csv against the package, within the row's tolerance.

The rows keep their source and what it is worth; column `use` says 'tested', or why a row is left out. The desert rows are a
popular table that goes back to Adolph 1947: an order-of-magnitude check, with assumptions stated in each function here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vereda.rescue.planning import body

DATA = Path(__file__).resolve().parents[3] / "tests/data/physiology_check_values.csv"
type Row = dict[str, str]
type Solver = Callable[[Row, dict[str, Any]], float]  # Any: inputs are numbers, words or lists

HOURS = np.arange(24)
WALKS_TO_PCT = 10  # lower end of what is called critical, unsourced: nobody walks on beyond it
TABLE_DEFICIT_PCT = 20  # 14 l of 70 kg: what the rows of the desert table imply of themselves; no survival threshold is claimed
DAY = (HOURS >= 6) & (HOURS < 18)


def rows() -> list[Row]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def used(prefix: str = "") -> list[Row]:
    return [row for row in rows() if row["use"].startswith("tested") and row["id"].startswith(prefix)]


def desert_air_c(hottest_c: float) -> np.ndarray:
    """Return 24 hourly temperatures with a desert's swing of 17 C, hottest at 15:00."""
    return hottest_c - 8.5 + 8.5 * np.cos((HOURS - 15) / 24 * 2 * np.pi)


def loss_l(hottest_c: float, met_wm2: Any = 60, sun_wm2: float = 0) -> np.ndarray:  # Any: a number or one per hour
    """Return the water lost in each hour of the day [l], in dry desert air and a light wind, sun at its height at noon."""
    air = desert_air_c(hottest_c)
    sun = sun_wm2 * np.where(DAY, np.sin(np.pi * (HOURS - 6) / 12), 0).clip(0)
    return np.asarray(body.water_loss(air, 20, 1, met_wm2, radiant_c=body.radiant_in_sun(air, sun)).value)


def days_at_rest(hottest_c: float, water_l: float) -> float:
    """Return the days that water and a deficit of 20 % last somebody who rests in shade."""
    a_day = float(loss_l(hottest_c).sum())
    return float(body.hours_to_dehydration(water_l, a_day / 24, deficit_pct=TABLE_DEFICIT_PCT).value) / 24


def km_by_night(hottest_c: float) -> float:
    """Return how far somebody walks from 20:00 to 06:00 at 3.5 km/h and rests in shade by day until 7 l are lost."""
    walks = (HOURS >= 20) | (HOURS < 6)
    lost, hour, km = 0.0, 20, 0.0
    each = loss_l(hottest_c, np.where(walks, 150, 60))
    while lost < 70 * WALKS_TO_PCT / 100:
        lost, km, hour = lost + each[hour % 24], km + 3.5 * walks[hour % 24], hour + 1
    return km


def km_by_day(air_c: float) -> float:
    """Return how far somebody walks in the sun at 4 km/h (200 W/m2) until ISO 7933:2004 has the core at 40 C."""
    radiant = body.radiant_in_sun(air_c, 900)
    cores = (
        body.predicted_heat_strain(air_c, radiant, 1, 20, 200, edition="2004", minutes=minutes).core_c.value
        for minutes in range(1, 481)
    )
    return next(minutes for minutes, core in enumerate(cores, start=1) if core >= 40) / 60 * 4


def celsius(fahrenheit: float) -> float:
    return (fahrenheit - 32) / 1.8


def strain(row: Row, i: dict[str, Any]) -> float:
    found = body.predicted_heat_strain(
        i["ta"], i["tr"], i["v"], i["rh"], i["met_W_m2"], edition="2004", clo=i["clo"], posture=i["posture"]
    )
    named = {
        "final core temperature": found.core_c,
        "8 h sweat loss": found.sweat_g,
        "Dlim50": found.dehydration_min,
        "Dlim95": found.dehydration_95_min,
        "core 38": found.core_38_min,
    }
    return next(float(figure.value) for words, figure in named.items() if words in row["model"])


def walking(row: Row, i: dict[str, Any]) -> float:
    return float(body.metabolic_rate(i["body_kg"], i["load_kg"], i["speed_m_s"], i["grade_pct"], i["terrain"]).value)


def sweating(row: Row, i: dict[str, Any]) -> float:
    model = {"OSE": "ose", "corrected": "ose_corrected", "PW": "pw"}[row["id"].split("-")[1]]
    return float(body.sweat_rate(i["Ereq_W_m2"], i["Emax_W_m2"], model).value)


def bulbs(row: Row, i: dict[str, Any]) -> float:
    figure = body.wbgt_from_air(i["T_C"], i["rh"]) if "T_C" in i else body.wbgt(i["tnwb"], i["tg"], i.get("ta"))
    return float(figure.value)


def water_a_day(row: Row, i: dict[str, Any]) -> float:
    """Hard work: 300 W/m2 through the twelve hours of light, in the sun."""
    return float(loss_l(i["T_C"], np.where(DAY, 300, 60), sun_wm2=800).sum())


def desert(row: Row, i: dict[str, Any]) -> float:
    match i["activity"]:
        case "rest in shade":
            return days_at_rest(i["T_C"], i["water_l"])
        case "walk by day":
            return km_by_day(i["T_C"])
        case _:
            return km_by_night(i["T_C"])


SOLVERS: dict[str, Solver] = {
    "SW-SOL": lambda row, i: float(body.sweat_rate(300, 200, "pw_sun").value),  # 300 and 200 are the inputs of PW = 431.1
    "SW": sweating,
    "PAN": walking,
    "LCDA": lambda row, i: float(body.metabolic_rate(100, 0, i["speed_m_s"], i["grade_pct"], model="lcda").value) / 100,
    "HI": lambda row, i: 32 + 1.8 * float(body.heat_index(celsius(i["T_F"]), i["RH"]).value),
    "WC": lambda row, i: float(body.wind_chill(i["T_C"], i["wind_kmh"] / 3.6).value),
    "UTCI": lambda row, i: float(body.utci(i["ta"], i["tmrt"], i["v10"], i["rh"]).value),
    "WBGT": bulbs,
    "PHS": strain,
    "CW": lambda row, i: 60 * float(body.cold_water_survival(i["Tw_C"]).value),
    "CX": lambda row, i: float(body.cold_water_survival(i["Tw_C"], "xu_giesbrecht").value),
    "DES": desert,
    "DEQ": lambda row, i: days_at_rest(celsius(i["T_max_F"]), i["quarts"] * 0.946),
    "WATER": water_a_day,
}


def numeric() -> list[Row]:
    return [row for row in used() if row["unit"] not in {"text", "rank"}]


def bounds(row: Row) -> tuple[float, float]:
    """Return the least and the most that the row's tolerance allows: absolute, '1%', or 'factor 1.5'."""
    value, tolerance = float(row["value"]), row["tolerance"]
    if tolerance.startswith("factor"):
        factor = float(tolerance.split()[1])
        return value / factor, value * factor
    width = value * float(tolerance[:-1]) / 100 if tolerance.endswith("%") else float(tolerance)
    return value - abs(width), value + abs(width)


@pytest.mark.parametrize("row", numeric(), ids=lambda row: row["id"])
def test_a_row_with_a_number_is_met_within_its_tolerance(row: Row):
    solver = next(solve for prefix, solve in SOLVERS.items() if row["id"].startswith(prefix))
    least, most = bounds(row)
    assert least <= solver(row, json.loads(row["inputs_json"])) <= most


@pytest.mark.parametrize("row", used("CT"), ids=lambda row: row["id"])
def test_a_row_of_the_cold_water_table_is_given_as_printed(row: Row):
    low_c, high_c = json.loads(row["inputs_json"])["Tw_C"]
    for water_c in (low_c, (low_c + high_c) / 2, high_c - 0.01):
        printed = " / ".join(hours(figure) for figure in body.cold_water_table(water_c))
        assert printed == " / ".join(in_hours(half) for half in row["value"].split(" / "))


def hours(figure: body.Figure) -> str:
    return f"{figure.low:g} to {figure.high:g}"


def in_hours(printed: str) -> str:
    """Return '30-60 min' as '0.5 to 1', '3 h - indefinite' as '3 to inf'."""
    ends = printed.replace(" h", "").replace(" min", "").replace("indefinite", "inf").split("-")
    return " to ".join(f"{float(end) / (60 if 'min' in printed else 1):g}" for end in ends)


def test_the_smaller_the_body_the_sooner_it_is_dry_on_one_route():
    """ORDER0 without the pregnant woman: a child of five, a woman, a man, each with the same share of water to the body."""
    child, woman, man = (hours_on_the_route(kg, metres) for kg, metres in ((18, 1.10), (60, 1.60), (78, 1.74)))
    assert child < 0.95 * woman < woman < man


def hours_on_the_route(kg: float, metres: float) -> float:
    watts = body.metabolic_rate(kg, 0.05 * kg, 0.9, 2).value
    loss = body.water_loss(
        38, 20, 1.5, watts / body.surface_m2(kg, metres), radiant_c=body.radiant_in_sun(38, 800), body_kg=kg, height_m=metres
    )
    return float(body.hours_to_dehydration(0.03 * kg, loss, body_kg=kg).value)


def test_each_row_is_tested_or_says_why_not():
    for row in rows():
        assert row["use"].startswith(("tested", "left out: ")), row["id"]
    assert {row["id"] for row in rows() if row["use"].startswith("left out")} == {"DES5"}
    assert len(rows()) == 55
