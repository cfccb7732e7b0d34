"""What the rules advise for what was typed or written: the next step, by which rule in which version. It never diagnoses.

Every piece is shown with the rule that it comes from and with 'not yet approved by clinical staff' until that rule is signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.desk.labels import label
from vereda.desk.words import first_aid as words
from vereda.encounters.door import Sex
from vereda.errors import FieldError
from vereda.medical.door import Alarm, Band, Grade, Known, Nourished, Signs, Told, VitalSet
from vereda.medical.rules import (
    CUT_OFFS_MM,
    FROM_YEARS,
    SIGN_RULES,
    Rule,
    altitude_note,
    child_breathing,
    cold_grade,
    cold_steps,
    coma,
    complaints,
    danger_signs,
    degrees,
    heat_steps,
    is_heat_stroke,
    missing_for_news2,
    muac,
    muac_adult,
    named_signs,
    newborn_measured,
    news2,
    next_step,
    rule,
    shock_index,
)

QUIET, WATCH, ALARM = "", "watch", "alarm"
NEWBORN_MONTHS = 0
ANY_MM = 100  # where swelling of both feet decides alone
ACKNOWLEDGED = "NEWS2 © Royal College of Physicians 2017"


@dataclass(frozen=True)
class Advice:
    """title: what it is about; said: what it says; level: '', watch or alarm; steps: what is done; parts: of a score."""

    rule: Rule
    title: str
    said: str
    level: str = QUIET
    steps: Sequence[str] = ()
    parts: Sequence[tuple[str, int]] = ()
    thanks: str = ""


def advice(told: Told, vitals: VitalSet | None) -> list[Advice]:
    """Return what the rules advise, alarms first. A value that cannot be advises nothing: it is said beside its field."""
    found = list(_of_told(told)) + (list(_of_vitals(told, vitals)) if vitals else [])
    return _ordered(found)


def _ordered(found: list[Advice]) -> list[Advice]:
    order = {ALARM: 0, WATCH: 1, QUIET: 2}
    return sorted(found, key=lambda one: order[one.level])


def advice_of_set(told: Told, vitals: VitalSet) -> list[Advice]:
    """Return what the rules advise of one set of signs, alarms first; what they say of the person stands elsewhere."""
    return _ordered(list(_of_vitals(told, vitals)))


def _of_told(told: Told) -> Iterator[Advice]:
    for one in (complaints()[code] for code in told.complaints if code in complaints()):  # a newer phone knows more
        flag = _("Señal de alarma: {flag}.").format(flag=tongue(one.flag_es, one.flag_en))
        steps = [words.begun(part.strip()) for part in tongue(one.steps_es, one.steps_en).split(";")]
        yield Advice(
            rule("COMPLAINTS"), f"{words.begun(label(one))}: {tongue(one.referral_es, one.referral_en)}", flag, WATCH, steps
        )
    if told.pregnant == Known.YES:
        yield _signs(Signs.PREGNANCY, told.signs)


def _signs(of: Signs, seen: Sequence[str]) -> Advice:
    there = {one.code for one in named_signs(of)}
    found = danger_signs(of, there.intersection(seen))
    if found:
        said = _("Hay signo de peligro: traslado al hospital ahora, sin esperar papeles.")
        return Advice(rule(SIGN_RULES[of]), label(rule(SIGN_RULES[of])), said, ALARM, [label(one) for one in found])
    return Advice(
        rule(SIGN_RULES[of]), label(rule(SIGN_RULES[of])), _("Pregunte por cada signo. Con uno basta para ir al hospital.")
    )


def _of_vitals(told: Told, vitals: VitalSet) -> Iterator[Advice]:
    for reading in (_news2, _shock, _breathing, _newborn, _arm, _glasgow, _heat, _cold):
        try:
            found = reading(told, vitals)
        except FieldError:  # beside its field stands why it cannot be
            continue
        if found:
            yield found
    if vitals.spo2 is not None:
        yield Advice(rule("ALTITUDE"), label(rule("ALTITUDE")), tongue(*altitude_note()))


def _news2(told: Told, vitals: VitalSet) -> Advice | None:
    one = rule("NEWS2")
    if _is_child(told):
        return None
    if told.pregnant == Known.YES:
        return Advice(one, "NEWS2", _("NEWS2 no sirve en el embarazo. Use los signos de peligro."))
    missing = missing_for_news2(vitals)
    if missing:
        return Advice(one, "NEWS2", _("Para sumar falta: {parts}.").format(parts=_listed(missing)))
    warm, awake = vitals.temperature_tenths, vitals.consciousness
    assert vitals.respirations is not None
    assert vitals.spo2 is not None
    assert vitals.oxygen is not None
    assert vitals.systolic is not None
    assert vitals.pulse is not None
    assert awake is not None
    assert warm is not None
    score = news2(
        vitals.respirations, vitals.spo2, vitals.scale, vitals.oxygen, vitals.systolic, vitals.pulse, awake, degrees(warm),
        age_years=told.age_years,
    )  # fmt: skip
    level = ALARM if score.band in (Band.HIGH, Band.MEDIUM) else WATCH if score.band == Band.SINGLE_THREE else QUIET
    title = f"NEWS2: {score.total} · {words.said(words.BANDS, score.band)}"
    parts = [(words.said(words.PARTS, name), points) for name, points in score.parts.items()]
    said = tongue(*next_step(score.band))
    if _may_not_fit(told):
        said = f"{said} {_('Solo vale desde los 16 años y sin embarazo: anótelo.')}"
    return Advice(one, title, said, level, parts=parts, thanks=ACKNOWLEDGED)


def _may_not_fit(told: Told) -> bool:
    """Tell whether nobody said that NEWS2 was made for the person: an adult, and not pregnant."""
    return told.age_years is None or (told.pregnant == Known.UNKNOWN and told.sex is not Sex.M)


def _shock(told: Told, vitals: VitalSet) -> Advice | None:
    if vitals.pulse is None or not vitals.systolic:
        return None
    years = told.age_months // 12 if told.age_months is not None else told.age_years
    found = shock_index(vitals.pulse, vitals.systolic, age_years=years)
    level = {Alarm.ALARM: ALARM, Alarm.WATCH: WATCH, Alarm.NONE: QUIET}[found.alarm]
    said = _("Busque sangrado y deshidratación; mida otra vez.") if found.alarm != Alarm.NONE else ""
    return Advice(
        rule(found.rule), f"{_('Índice de choque')}: {found.ratio} · {words.said(words.ALARMS, found.alarm)}", said, level
    )


def _breathing(told: Told, vitals: VitalSet) -> Advice | None:
    if told.age_months is None or vitals.respirations is None:
        return None
    found = child_breathing(vitals.respirations, age_months=told.age_months)
    said = _("Respiración rápida: desde {figure} por minuto a esta edad. Que la valore personal médico hoy.")
    quiet = _("No es rápida: lo sería desde {figure} por minuto a esta edad.")
    level = ALARM if found.is_fast else QUIET
    return Advice(
        rule("CHILD_RATES"), label(rule("CHILD_RATES")), (said if found.is_fast else quiet).format(figure=found.figure), level
    )


def _newborn(told: Told, vitals: VitalSet) -> Advice | None:
    if told.age_months != NEWBORN_MONTHS:
        return None
    warm = degrees(vitals.temperature_tenths) if vitals.temperature_tenths is not None else None
    return _signs(Signs.NEWBORN, [*told.signs, *newborn_measured(respirations=vitals.respirations, temperature_c=warm)])


def _arm(told: Told, vitals: VitalSet) -> Advice | None:
    if told.pregnant == Known.YES and vitals.muac_mm is not None:
        return _arm_in_pregnancy(vitals.muac_mm)
    if told.age_months is None or (vitals.muac_mm is None and not vitals.oedema):
        return None
    found = muac(vitals.muac_mm or ANY_MM, age_months=told.age_months, oedema=bool(vitals.oedema))
    level = {Nourished.SEVERE: ALARM, Nourished.MODERATE: WATCH, Nourished.ADEQUATE: QUIET}[found.state]
    why = _("Por hinchazón de los dos pies.") if found.by_oedema else ""
    return Advice(rule("MUAC"), f"{label(rule('MUAC'))}: {words.said(words.NOURISHED, found.state)}", why, level)


def _arm_in_pregnancy(mm: int) -> Advice:
    """Return how an arm stands to both figures in use: none is agreed, and the group's protocol decides."""
    reached = [figure for figure in CUT_OFFS_MM if muac_adult(mm, cut_off_mm=figure)]
    one = rule("MUAC_PREGNANT")
    if not reached:
        said = _("No está por debajo de {low} ni de {high} mm.").format(low=CUT_OFFS_MM[0], high=CUT_OFFS_MM[1])
        return Advice(one, label(one), said)
    figures = _(" y de ").join(str(figure) for figure in reached)
    said = _("Está por debajo de {figures} mm. Cuenta la cifra del protocolo de su grupo.").format(figures=figures)
    return Advice(one, label(one), said, WATCH)


def _glasgow(told: Told, vitals: VitalSet) -> Advice | None:
    parts = [part for part in (vitals.eyes, vitals.verbal, vitals.motor) if part is not None]
    if len(parts) < 3:
        return None
    found = coma(*parts)
    said = _("Vía aérea en riesgo: cuídela y pida traslado.") if found.is_airway_at_risk else ""
    if found.total is None:
        said = _("Con una parte que no se puede probar no se da total.")
    title = f"Glasgow: {found.written}" + (f" = {found.total}" if found.total is not None else "")
    return Advice(rule("GCS"), title, said, ALARM if found.is_airway_at_risk else QUIET)


def _heat(told: Told, vitals: VitalSet) -> Advice | None:
    if vitals.temperature_tenths is None or vitals.consciousness is None:
        return None
    if not is_heat_stroke(degrees(vitals.temperature_tenths), vitals.consciousness):
        return None
    said = _("40 °C o más y no está alerta: trate como golpe de calor.")
    return Advice(rule("HEAT_STROKE"), label(rule("HEAT_STROKE")), said, ALARM, [label(one) for one in heat_steps()])


def _cold(told: Told, vitals: VitalSet) -> Advice | None:
    if vitals.temperature_tenths is None:
        return None
    found = cold_grade(degrees(vitals.temperature_tenths))
    if found.grade == Grade.NONE:
        return None
    said = words.said(words.GRADES, found.grade) + (f". {_('Emergencia: hospital.')}" if found.is_emergency else "")
    level = ALARM if found.is_emergency else WATCH
    return Advice(rule("HYPOTHERMIA"), label(rule("HYPOTHERMIA")), said, level, [label(one) for one in cold_steps()])


def _is_child(told: Told) -> bool:
    return told.age_months is not None or (told.age_years is not None and told.age_years < FROM_YEARS)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(words.said(words.PARTS, name).lower() for name in names)


def tongue(spanish: str, english: str) -> str:
    """Return a word of a table in the language of the screen."""
    return english if (get_language() or "").startswith("en") else spanish
