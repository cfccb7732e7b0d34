"""The forms of a programme: what is asked for each thing that can be noted, and how what was typed becomes a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.rooms.programme_typed import amount, code, currency, day, days, line, picked, said
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import programme as words
from vereda.programme import schema as of
from vereda.programme.door import Programme, lists, who
from vereda.programme.schema import Dimension, Said, Unit

type Words = str | Promise
type Options = Sequence[tuple[str, Words]]

LINES = 6
"""Lines of a budget that a form has room for."""


@dataclass(frozen=True)
class Ask:
    """One question: kind is text, area, date, number, check or choice."""

    name: str
    label: Words
    kind: str = "text"
    options: Options = ()
    hint: Words = ""


@dataclass(frozen=True)
class Form:
    """What is asked, what it becomes, and under which heading. read: returns None when something was wrong."""

    title: Words
    asks: Callable[[Programme, Typed], list[Ask]]
    read: Callable[[Programme, Typed], Any]  # Any: a fact of a programme, or what opens a phase
    hint: Words = ""
    fields: Mapping[str, str] = field(default_factory=dict)


# Options ------------------------------------------------------------------------------------------------------------


def countries() -> list[tuple[str, str]]:
    """Return all countries by their name in the reader's language: an office may sit anywhere."""
    from babel import Locale

    lang = get_language() or "es"
    names = Locale.parse(lang[:2]).territories
    return sorted(
        ((one.lower(), str(name)) for one, name in names.items() if len(one) == 2 and one.isalpha()), key=lambda one: one[1]
    )


def partners(seen: Programme) -> Options:
    lang = get_language() or "es"
    return [(one.country, who.country_name(one.country, lang[:2])) for one in seen.partners]


def _results(seen: Programme) -> Options:
    return [(one.result, f"{one.result} · {one.text.of(get_language() or 'es')}"[:90]) for one in seen.results]


def indicators(seen: Programme) -> Options:
    lang = get_language() or "es"
    return [(one, f"{one} · {versions[-1].text.of(lang)}"[:90]) for one, versions in sorted(seen.wordings.items())]


def _sectors() -> Options:
    lang = get_language() or "es"
    return [(one.code, f"{one.sector(lang)} · {one.indicator(lang)}"[:90]) for one in lists.standards().values()]


def _phases(seen: Programme, *, opened: bool = True) -> Options:
    lang = get_language() or "es"
    return [(one.code, f"{one.code} · {one.opened.name.of(lang)}") for one in seen.phases if not opened or one.closed is None]


def _list(known: Mapping[str, Words]) -> Options:
    return list(known.items())


def _both(name: str, es: Words, en: Words, kind: str = "text") -> list[Ask]:
    return [Ask(f"{name}_es", es, kind), Ask(f"{name}_en", en, kind)]


def _span() -> list[Ask]:
    return [Ask("from_on", lazy("Primer día"), "date"), Ask("until_on", lazy("Último día"), "date")]


def iso(typed: Typed, name: str) -> str:
    return picked(typed, name, [one for one, _name in countries()])


# The forms ----------------------------------------------------------------------------------------------------------


def opened_asks() -> list[Ask]:
    """Return what a new programme is asked for."""
    return [
        Ask("code", lazy("Clave"), hint=lazy("Corta y para siempre, por ejemplo RUTA.")),
        *_both("name", lazy("Nombre en español"), lazy("Nombre en inglés")),
        Ask("office", lazy("Oficina que coordina")),
        Ask("country", lazy("País de la oficina"), "choice", countries(), lazy("No tiene que ser un país de la red.")),
        Ask("from_on", lazy("Empieza el"), "date"),
    ]


def read_opened(typed: Typed) -> of.Opened | None:
    """Return the programme that was typed."""
    found = code(typed, "code"), said(typed, "name"), line(typed, "office"), iso(typed, "country"), day(typed, "from_on")
    if typed.errors or found[1] is None:
        return None
    return of.Opened(code=found[0], name=found[1], office=found[2], office_country=found[3], from_on=found[4])


def _asks_phase(_seen: Programme, _typed: Typed) -> list[Ask]:
    return [Ask("phase", lazy("Clave")), *_both("name", lazy("Nombre en español"), lazy("Nombre en inglés")), *_span()]


@dataclass(frozen=True)
class NewPhase:
    phase: str
    name: Said
    from_on: date
    until_on: date


def _read_phase(_seen: Programme, typed: Typed) -> NewPhase | None:
    phase, name, (first, last) = code(typed, "phase"), said(typed, "name"), days(typed)
    return None if typed.errors or name is None else NewPhase(phase, name, first, last)


def _asks_partner(_seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("country", lazy("País"), "choice", countries()),
        Ask("organisation", lazy("Organización que participa")),
        Ask("from_on", lazy("Participa desde"), "date"),
        Ask("until_on", lazy("Participó hasta (si ya no)"), "date"),
    ]


def _read_partner(_seen: Programme, typed: Typed) -> of.PartnerSet | None:
    country, organisation, first = iso(typed, "country"), line(typed, "organisation"), day(typed, "from_on")
    last = typed.day("until_on")
    if typed.errors:
        return None
    return of.PartnerSet(country=country, organisation=organisation, from_on=first, until_on=last)


def _asks_result(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("result", lazy("Clave")),
        Ask("level", lazy("Nivel"), "choice", _list(words.LEVELS)),
        Ask("parent", lazy("Sirve a"), "choice", [("", lazy("a ninguno: está arriba")), *_results(seen)]),
        *_both("text", lazy("Texto en español"), lazy("Texto en inglés"), "area"),
    ]


def _read_result(seen: Programme, typed: Typed) -> of.ResultSet | None:
    result, level, text = code(typed, "result"), picked(typed, "level", words.LEVELS), said(typed)
    parent = picked(typed, "parent", [one.result for one in seen.results], needed=False)
    if typed.errors or text is None:
        return None
    return of.ResultSet(result=result, level=of.Level(level), parent=parent or None, text=text)


def _asks_indicator(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("indicator", lazy("Clave"), hint=lazy("No cambia nunca, aunque cambien las palabras: une los años.")),
        Ask("result", lazy("Resultado que mide"), "choice", _results(seen)),
        *_both("text", lazy("Redacción en español"), lazy("Redacción en inglés"), "area"),
        Ask("from_on", lazy("Redactado así desde"), "date"),
        Ask("unit", lazy("Unidad"), "choice", _list(words.UNITS)),
        Ask("adding", lazy("Cómo se juntan los periodos"), "choice", _list(words.ADDING)),
        Ask("about", lazy("De quién hablan los números"), "choice", _list(words.ABOUT)),
        Ask("is_sensitive", lazy("De violencia sexual, trata o niñez sin compañía: no se muestra menos de veinte"), "check"),
        Ask("by_country", lazy("Cada país socio da su cifra (si no, la oficina da una de todo)"), "check"),
        Ask("sex", lazy("Se desglosa por sexo"), "check"),
        Ask("sector", lazy("Indicador de sector del donante"), "choice", [("", lazy("ninguno")), *_sectors()]),
        *_both("means", lazy("Medio de verificación en español"), lazy("Medio de verificación en inglés")),
    ]


def _read_indicator(seen: Programme, typed: Typed) -> tuple[of.IndicatorSet, Said, date] | None:
    indicator, text, means, first = code(typed, "indicator"), said(typed), said(typed, "means"), day(typed, "from_on")
    result = picked(typed, "result", [one.result for one in seen.results])
    unit, adding, about = (
        picked(typed, name, known) for name, known in (("unit", words.UNITS), ("adding", words.ADDING), ("about", words.ABOUT))
    )
    sector = picked(typed, "sector", lists.standards(), needed=False)
    if typed.errors or text is None or means is None:
        return None
    made = of.IndicatorSet(
        indicator=indicator,
        result=result,
        unit=Unit(unit),
        adding=of.Adding(adding),
        about=of.About(about),
        is_sensitive=typed.is_on("is_sensitive"),
        by_country=typed.is_on("by_country"),
        sector=sector or None,
        split=[Dimension.SEX] if typed.is_on("sex") else [],
        means=means,
    )
    return made, text, first


def _asks_target(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("indicator", lazy("Indicador"), "choice", indicators(seen)),
        Ask("phase", lazy("Fase"), "choice", _phases(seen)),
        Ask("target", lazy("Meta de toda la fase"), "number"),
        Ask("baseline", lazy("Línea de base (solo en la primera fase)"), "number"),
        Ask("baseline_source", lazy("De dónde sale la línea de base")),
    ]


def _read_target(seen: Programme, typed: Typed) -> of.TargetSet | None:
    indicator = picked(typed, "indicator", seen.indicators)
    phase = picked(typed, "phase", [one for one, _said in _phases(seen)])
    target, baseline = amount(typed, "target", needed=False), amount(typed, "baseline", needed=False)
    source = line(typed, "baseline_source", needed=baseline is not None)
    if typed.errors:
        return None
    return of.TargetSet(phase=phase, indicator=indicator, target=target, baseline=baseline, baseline_source=source)


def _asks_wording(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("indicator", lazy("Indicador"), "choice", indicators(seen)),
        *_both("text", lazy("Redacción nueva en español"), lazy("Redacción nueva en inglés"), "area"),
        Ask("from_on", lazy("Vale desde"), "date"),
        Ask("why", lazy("Por qué cambia")),
    ]


def _read_wording(seen: Programme, typed: Typed) -> of.IndicatorWorded | None:
    indicator, text, first = picked(typed, "indicator", seen.indicators), said(typed), day(typed, "from_on")
    why = line(typed, "why")
    if typed.errors or text is None:
        return None
    return of.IndicatorWorded(indicator=indicator, from_on=first, text=text, why=why)


def _asks_value(seen: Programme, typed: Typed) -> list[Ask]:
    one = seen.indicators.get(typed.get("indicator"))
    asks = [Ask("indicator", lazy("Indicador"), "choice", indicators(seen))]
    if one is None or one.by_country:
        asks.append(Ask("country", lazy("País"), "choice", [("", lazy("todo el programa")), *partners(seen)]))
    asks += [*_span(), Ask("value", lazy("Cifra"), "number")]
    if one is None or one.unit is Unit.PERCENT:
        asks.append(Ask("out_of", lazy("De cuántos (solo porcentajes)"), "number"))
    if one is not None and Dimension.SEX in one.split:
        asks += [Ask("women", lazy("De ellas, mujeres"), "number"), Ask("men", lazy("Hombres"), "number")]
    return [
        *asks,
        Ask("source", lazy("Fuente"), hint=lazy("Quién midió y cómo: lista de asistencia, informe del socio, encuesta.")),
        Ask("document", lazy("Documento"), hint=lazy("Su número o nombre. Aquí no va el nombre de nadie a quien se ayudó.")),
        Ask("document_on", lazy("Fecha del documento"), "date"),
    ]


def _read_value(seen: Programme, typed: Typed) -> of.ValueReported | None:
    indicator, (first, last) = picked(typed, "indicator", seen.indicators), days(typed)
    country = picked(typed, "country", [one.country for one in seen.partners], needed=False)
    value, out_of = amount(typed, "value"), amount(typed, "out_of", needed=False)
    source, document, on = line(typed, "source"), line(typed, "document"), day(typed, "document_on")
    sexes = [(one, amount(typed, name, needed=False)) for one, name in (("F", "women"), ("M", "men"))]
    told = [number for _sex, number in sexes if number is not None]
    if value is not None and sum(told, Decimal(0)) > value:
        typed.wrong("men", _("Mujeres y hombres suman más que la cifra."))
    if typed.errors or value is None:
        return None
    parts = [of.Part(by=Dimension.SEX, code=sex, value=number) for sex, number in sexes if number is not None]
    return of.ValueReported(
        indicator=indicator, country=country, from_on=first, until_on=last, value=value, out_of=out_of, parts=parts,
        source=source, document=document, document_on=on,
    )  # fmt: skip


def _asks_grant(_seen: Programme, _typed: Typed) -> list[Ask]:
    lines = [
        Ask(name, label, kind)
        for number in range(1, LINES + 1)
        for name, label, kind in (
            (f"line_es_{number}", _("Línea {n}, en español").format(n=number), "text"),
            (f"line_en_{number}", _("Línea {n}, en inglés").format(n=number), "text"),
            (f"line_amount_{number}", _("Línea {n}, cantidad").format(n=number), "number"),
        )
    ]
    return [
        Ask("grant", lazy("Clave")),
        Ask("donor", lazy("Donante")),
        Ask("award", lazy("Número del donativo")),
        Ask("amount", lazy("Cantidad otorgada"), "number"),
        Ask("currency", lazy("Moneda"), hint=lazy("Tres letras: USD, MXN.")),
        *_span(),
        *lines,
    ]


def _read_grant(_seen: Programme, typed: Typed) -> of.GrantSet | None:
    grant, donor, award, (first, last) = code(typed, "grant"), line(typed, "donor"), line(typed, "award"), days(typed)
    given, money = amount(typed, "amount"), currency(typed)
    lines = [one for number in range(1, LINES + 1) if (one := _line_of(typed, number))]
    if not lines and not typed.errors:
        typed.wrong("line_es_1", _("Anote al menos una línea del presupuesto."))
    if given is not None and not given:
        typed.wrong("amount", _("No puede ser cero."))
    if typed.errors or given is None:
        return None
    return of.GrantSet(
        grant=grant, donor=donor, award=award, amount=given, currency=money, lines=lines, from_on=first, until_on=last
    )


def _line_of(typed: Typed, number: int) -> of.BudgetLine | None:
    """Return one line of a budget, named by its letter; None for one that was left empty."""
    names = f"line_es_{number}", f"line_en_{number}", f"line_amount_{number}"
    if not any(typed.get(name).strip() for name in names):
        return None
    es, en, sum_ = line(typed, names[0]), line(typed, names[1]), amount(typed, names[2])
    if not (es and en and sum_):
        return None
    return of.BudgetLine(line="ABCDEFGH"[number - 1], name=Said(es=es, en=en), amount=sum_)


def _asks_cost(seen: Programme, typed: Typed) -> list[Ask]:
    lang = get_language() or "es"
    grant = seen.grants.get(typed.get("grant")) or next(iter(seen.grants.values()), None)
    lines = [(one.line, f"{one.line} · {one.name.of(lang)}") for one in grant.lines] if grant else []
    acts = [(one.activity, f"{one.activity} · {one.title.of(lang)}"[:90]) for one in seen.activities.values()]
    return [
        Ask("grant", lazy("Donativo"), "choice", [(one.grant, f"{one.donor}, {one.award}") for one in seen.grants.values()]),
        Ask("line", lazy("Línea"), "choice", lines),
        Ask("what", lazy("En qué"), "choice", _list(words.KINDS)),
        Ask("activity", lazy("Taller, curso o suministro"), "choice", [("", lazy("ninguno de la lista")), *acts]),
        Ask("amount", lazy("Cantidad"), "number"),
        Ask("currency", lazy("Moneda"), hint=lazy("La del documento. Otra moneda se muestra aparte: no se convierte.")),
        Ask("on", lazy("Fecha del gasto"), "date"),
        Ask("document", lazy("Factura o recibo")),
        Ask("said", lazy("Nota")),
    ]


def _read_cost(seen: Programme, typed: Typed) -> of.Spent | None:
    grant = picked(typed, "grant", seen.grants)
    known = [one.line for one in seen.grants[grant].lines] if grant else []
    of_line, what = picked(typed, "line", known), picked(typed, "what", words.KINDS)
    activity = picked(typed, "activity", seen.activities, needed=False)
    sum_, money, on, document = amount(typed, "amount"), currency(typed), day(typed, "on"), line(typed, "document")
    note = line(typed, "said", needed=False)
    if sum_ is not None and not sum_:
        typed.wrong("amount", _("No puede ser cero."))
    if typed.errors or sum_ is None:
        return None
    return of.Spent(
        grant=grant, line=of_line, amount=sum_, currency=money, on=on, what=of.Kind(what), activity=activity or None,
        document=document, said=note,
    )  # fmt: skip


def _asks_activity(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("activity", lazy("Clave")),
        Ask("what", lazy("Qué es"), "choice", _list(words.KINDS)),
        *_both("text", lazy("Nombre en español"), lazy("Nombre en inglés")),
        Ask("organisation", lazy("Quién la hace")),
        Ask("country", lazy("País"), "choice", countries()),
        *_span(),
        Ask("result", lazy("Resultado al que sirve"), "choice", [("", lazy("ninguno")), *_results(seen)]),
        Ask("sector", lazy("Sector del donante"), "choice", [("", lazy("ninguno")), *_sectors()]),
        Ask("for_whom", lazy("Para quién"), "choice", _list(words.FOR_WHOM)),
        Ask("targeted", lazy("Personas previstas"), "number"),
        Ask("reached", lazy("Personas alcanzadas"), "number", hint=lazy("Vacío es «no medido», no es cero.")),
        Ask("status", lazy("Estado"), "choice", _list(words.STATUS)),
        Ask("document", lazy("Documento")),
    ]


def _read_activity(seen: Programme, typed: Typed) -> of.ActivitySet | None:
    activity, text, organisation, country = (
        code(typed, "activity"),
        said(typed),
        line(typed, "organisation"),
        iso(typed, "country"),
    )
    (first, last), document = days(typed), line(typed, "document", needed=False)
    result = picked(typed, "result", [one.result for one in seen.results], needed=False)
    sector = picked(typed, "sector", lists.standards(), needed=False)
    what, whom, status = (
        picked(typed, name, known)
        for name, known in (("what", words.KINDS), ("for_whom", words.FOR_WHOM), ("status", words.STATUS))
    )
    targeted, reached = amount(typed, "targeted", needed=False), amount(typed, "reached", needed=False)
    if typed.errors or text is None:
        return None
    return of.ActivitySet(
        activity=activity, what=of.Kind(what), title=text, organisation=organisation, country=country, from_on=first,
        until_on=last, result=result or None, sector=sector or None, for_whom=of.ForWhom(whom), targeted=targeted,
        reached=reached, status=of.Status(status), document=document,
    )  # fmt: skip


def _asks_claim(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("phase", lazy("Fase"), "choice", _phases(seen, opened=False)),
        Ask("section", lazy("Parte del relato"), "choice", _list(words.SECTIONS)),
        *_span(),
        *_both("text", lazy("Texto en español"), lazy("Texto en inglés"), "area"),
        Ask("stands", lazy("Se apoya en"), "choice", _list(words.STANDS)),
        Ask("ref", lazy("Cuál"), hint=lazy("La clave del indicador, el mes de la publicación o el número del documento.")),
        Ask("stands_2", lazy("Y también en"), "choice", [("", lazy("nada más")), *_list(words.STANDS)]),
        Ask("ref_2", lazy("Cuál")),
    ]


def _read_claim(seen: Programme, typed: Typed) -> of.ClaimMade | None:
    """Return the claim; the act gives it the id of the form."""
    phase = picked(typed, "phase", [one.code for one in seen.phases])
    section, (first, last), text = picked(typed, "section", words.SECTIONS), days(typed), said(typed)
    pairs = [(picked(typed, "stands", words.STANDS), line(typed, "ref"))]
    if second := picked(typed, "stands_2", words.STANDS, needed=False):
        pairs.append((second, line(typed, "ref_2")))
    if typed.errors or text is None:
        return None
    evidence = [of.Evidence(stands=of.Stands(stands), ref=ref) for stands, ref in pairs]
    return of.ClaimMade(
        claim=UUID(int=0), phase=phase, section=of.Section(section), from_on=first, until_on=last, text=text,
        evidence=evidence,
    )  # fmt: skip


FORMS: Mapping[str, Form] = {
    "socio": Form(lazy("País socio"), _asks_partner, _read_partner),
    "fase": Form(
        lazy("Abrir la fase siguiente"),
        _asks_phase,
        _read_phase,
        lazy("Las líneas de base se toman de la fase anterior, ya cerrada; los indicadores siguen."),
        {
            "programme.code_taken": "phase",
            "programme.phase_overlaps": "from_on",
        },
    ),
    "resultado": Form(lazy("Resultado"), _asks_result, _read_result),
    "indicador": Form(lazy("Indicador"), _asks_indicator, _read_indicator, fields={"programme.code_taken": "indicator"}),
    "meta": Form(lazy("Meta"), _asks_target, _read_target),
    "redaccion": Form(
        lazy("Cambiar la redacción"),
        _asks_wording,
        _read_wording,
        lazy("La clave y la línea siguen; cambian solo las palabras, desde ese día."),
        {"programme.same_words": "text_es"},
    ),
    "cifra": Form(
        lazy("Reportar una cifra"),
        _asks_value,
        _read_value,
        lazy("Con su prueba. Si no se midió, no anote nada: el informe dirá «no medido»."),
        {
            "programme.outside_phase": "from_on",
            "programme.period_to_come": "until_on",
            "programme.country_not_partner": "country",
            "programme.out_of_missing": "out_of",
            "programme.out_of_too_small": "out_of",
        },
    ),
    "donativo": Form(lazy("Donativo"), _asks_grant, _read_grant, fields={"programme.lines_above_award": "amount"}),
    "gasto": Form(lazy("Anotar un gasto"), _asks_cost, _read_cost, fields={"programme.document_twice": "document"}),
    "actividad": Form(lazy("Actividad"), _asks_activity, _read_activity),
    "relato": Form(
        lazy("Escribir en el relato"),
        _asks_claim,
        _read_claim,
        lazy("Cada frase con lo que la sostiene. Sin nombres de personas a quienes se ayudó."),
        {"programme.outside_phase": "from_on", "programme.code_unknown": "ref"},
    ),
}
OPENED = Form(
    lazy("Programa nuevo"),
    lambda _seen, _typed: opened_asks(),
    lambda _seen, typed: read_opened(typed),
    fields={"programme.code_taken": "code"},
)
