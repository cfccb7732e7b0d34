"""The forms of a programme: what is asked for each thing that can be noted, and how the answers become a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.rooms import programme_asks as choices
from vereda.desk.rooms import programme_cells as cells
from vereda.desk.rooms.programme_asks import Answers, Ask, Words, answers, both, listed, some, span
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import programme as words
from vereda.programme import schema as of
from vereda.programme.door import Programme
from vereda.programme.schema import Dimension, Said, Unit

type Asks = Sequence[Ask]

LINES = 6
"""Lines of a budget that a form has room for."""


@dataclass(frozen=True)
class Form:
    """What is asked, what it becomes, and under which heading.

    made    seen, what was typed and the answers -> a fact of a programme, or what opens a phase; None: something is wrong
    fields  code of an error -> the field beside which it is said
    """

    title: Words
    asks: Callable[[Programme, Typed], list[Ask]]
    made: Callable[[Programme, Typed, Answers], Any]  # Any: as above
    hint: Words = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def read(self, seen: Programme, typed: Typed) -> Any:  # Any: as above
        """Return what was typed as a fact; None where something is wrong, which is said."""
        told = answers(typed, self.asks(seen, typed))
        return None if told is None else self.made(seen, typed, told)


def _as(kind: Callable[..., Any]) -> Callable[[Programme, Typed, Answers], Any]:  # Any: a fact
    """Return what makes a fact of answers that have its very names; what was left empty is left to the fact."""
    return lambda _seen, _typed, told: kind(**{name: value for name, value in told.items() if value not in (None, "")})


@dataclass(frozen=True)
class NewPhase:
    phase: str
    name: Said
    from_on: date
    until_on: date


def opened_asks(_seen: Programme | None = None, _typed: Typed | None = None) -> list[Ask]:
    """Return what a new programme is asked for."""
    return [
        Ask("code", lazy("Clave"), "code", hint=lazy("Corta y para siempre, por ejemplo RUTA.")),
        *both("name", lazy("Nombre en español"), lazy("Nombre en inglés")),
        Ask("office", lazy("Oficina que coordina")),
        Ask(
            "office_country",
            lazy("País de la oficina"),
            "choice",
            choices.countries(),
            lazy("No tiene que ser un país de la red."),
        ),
        Ask("from_on", lazy("Empieza el"), "date"),
    ]


def read_opened(typed: Typed) -> of.Opened | None:
    """Return the programme that was typed."""
    told = answers(typed, opened_asks())
    return of.Opened(**told) if told else None


def _phase(_seen: Programme, _typed: Typed) -> list[Ask]:
    return [Ask("phase", lazy("Clave"), "code"), *both("name", lazy("Nombre en español"), lazy("Nombre en inglés")), *span()]


def _partner(_seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("country", lazy("País"), "choice", choices.countries()),
        Ask("organisation", lazy("Organización que participa")),
        Ask("from_on", lazy("Participa desde"), "date"),
        Ask("until_on", lazy("Participó hasta (si ya no)"), "date", needed=False),
    ]


def _result(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("result", lazy("Clave"), "code"),
        Ask("level", lazy("Nivel"), "choice", listed(words.LEVELS)),
        Ask("parent", lazy("Sirve a"), "choice", some(lazy("a ninguno: está arriba"), choices.results(seen)), needed=False),
        *both("text", lazy("Texto en español"), lazy("Texto en inglés"), "area"),
    ]


def _indicator(seen: Programme, typed: Typed) -> list[Ask]:
    by_hand = lazy("de lo que se reporta")
    return [
        Ask("indicator", lazy("Clave"), "code", hint=lazy("No cambia nunca, aunque cambien las palabras: une los años.")),
        Ask("result", lazy("Resultado que mide"), "choice", choices.results(seen)),
        *both("text", lazy("Redacción en español"), lazy("Redacción en inglés"), "area"),
        Ask("from_on", lazy("Redactado así desde"), "date"),
        Ask("unit", lazy("Unidad"), "choice", listed(words.UNITS)),
        Ask("adding", lazy("Cómo se juntan los periodos"), "choice", listed(words.ADDING)),
        Ask("about", lazy("De quién hablan los números"), "choice", listed(words.ABOUT)),
        Ask(
            "counted",
            lazy("De dónde sale"),
            "choice",
            some(by_hand, choices.counted(typed.labels)),
            lazy("Lo que cuenta el programa sale de las ediciones publicadas, mes por mes."),
            needed=False,
        ),
        Ask("is_sensitive", lazy("De violencia sexual, trata o niñez sin compañía: no se muestra menos de veinte"), "check"),
        Ask("by_country", lazy("Cada país socio da su cifra (si no, la oficina da una de todo)"), "check"),
        Ask("sex", lazy("Se desglosa por sexo"), "check"),
        Ask("sector", lazy("Indicador de sector del donante"), "choice", some(lazy("ninguno"), choices.sectors()), needed=False),
        *both("means", lazy("Medio de verificación en español"), lazy("Medio de verificación en inglés")),
    ]


def _made_indicator(_seen: Programme, _typed: Typed, told: Answers) -> tuple[of.IndicatorSet, Said, date]:
    text, first, sex, counted = (told.pop(name) for name in ("text", "from_on", "sex", "counted"))
    kind, _colon, code = (counted or "").partition(":")
    what = of.Counted(count="services" if code else "people", **({kind: code} if code else {})) if kind else None
    return of.IndicatorSet(**told, split=[Dimension.SEX] if sex else [], counted=what), text, first


def _target(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("indicator", lazy("Indicador"), "choice", choices.indicators(seen)),
        Ask("phase", lazy("Fase"), "choice", choices.phases(seen)),
        Ask("target", lazy("Meta de toda la fase"), "number", needed=False),
        Ask("baseline", lazy("Línea de base (solo en la primera fase)"), "number", needed=False),
        Ask("baseline_source", lazy("De dónde sale la línea de base"), needed=False),
    ]


def _made_target(seen: Programme, typed: Typed, told: Answers) -> of.TargetSet | None:
    if told["baseline"] is not None and not told["baseline_source"]:
        typed.wrong("baseline_source", _("Falta este dato."))
        return None
    made: of.TargetSet = _as(of.TargetSet)(seen, typed, told)
    return made


def _wording(seen: Programme, _typed: Typed) -> list[Ask]:
    return [
        Ask("indicator", lazy("Indicador"), "choice", choices.indicators(seen)),
        *both("text", lazy("Redacción nueva en español"), lazy("Redacción nueva en inglés"), "area"),
        Ask("from_on", lazy("Vale desde"), "date"),
        Ask("why", lazy("Por qué cambia")),
    ]


def _value(seen: Programme, typed: Typed) -> list[Ask]:
    one = seen.indicators.get(typed.get("indicator"))
    asks = [Ask("indicator", lazy("Indicador"), "choice", choices.indicators(seen))]
    if one is None or one.by_country:
        where = some(lazy("todo el programa"), choices.partners(seen))
        asks.append(Ask("country", lazy("País"), "choice", where, needed=False))
    asks += [*span(), Ask("value", lazy("Cifra"), "number")]
    if one is None or one.unit is Unit.PERCENT:
        asks.append(Ask("out_of", lazy("De cuántos (solo porcentajes)"), "number", needed=False))
    if one is not None and Dimension.SEX in one.split:
        asks.append(Ask("women", lazy("De ellas, mujeres"), "number", needed=False))
        asks.append(Ask("men", lazy("Hombres"), "number", needed=False))
    return [
        *asks,
        Ask("source", lazy("Fuente"), hint=lazy("Quién midió y cómo: lista de asistencia, informe del socio, encuesta.")),
        Ask("document", lazy("Documento"), hint=lazy("Su número o nombre. Aquí no va el nombre de nadie a quien se ayudó.")),
        Ask("document_on", lazy("Fecha del documento"), "date"),
    ]


def _made_value(seen: Programme, typed: Typed, told: Answers) -> of.ValueReported | None:
    sexes = {sex: number for sex, name in (("F", "women"), ("M", "men")) if (number := told.pop(name, None)) is not None}
    if sum(sexes.values(), Decimal(0)) > told["value"]:
        typed.wrong("men", _("Mujeres y hombres suman más que la cifra."))
        return None
    told["parts"] = [of.Part(by=Dimension.SEX, code=sex, value=number) for sex, number in sexes.items()]
    made: of.ValueReported = _as(of.ValueReported)(seen, typed, told)
    return made


def _grant(_seen: Programme, _typed: Typed) -> list[Ask]:
    lines = [
        Ask(f"{name}_{number}", label.format(n=number), kind, needed=False)
        for number in range(1, LINES + 1)
        for name, label, kind in (
            ("line_es", _("Línea {n}, en español"), "text"),
            ("line_en", _("Línea {n}, en inglés"), "text"),
            ("line_amount", _("Línea {n}, cantidad"), "money"),
        )
    ]
    return [
        Ask("grant", lazy("Clave"), "code"),
        Ask("donor", lazy("Donante")),
        Ask("award", lazy("Número del donativo")),
        Ask("amount", lazy("Cantidad otorgada"), "money"),
        Ask("currency", lazy("Moneda"), "currency", hint=lazy("Tres letras, como USD.")),
        *span(),
        *lines,
    ]


def _made_grant(_seen: Programme, typed: Typed, told: Answers) -> of.GrantSet | None:
    lines = []
    for number in range(1, LINES + 1):
        es, en, amount = (told.pop(f"{name}_{number}") for name in ("line_es", "line_en", "line_amount"))
        for name, given in (("line_es", es), ("line_en", en), ("line_amount", amount)):
            if (es or en or amount) and not given:
                typed.wrong(f"{name}_{number}", _("Falta este dato."))
        if es and en and amount:  # a line is named by its letter
            lines.append(of.BudgetLine(line="ABCDEFGH"[number - 1], name=Said(es=es, en=en), amount=amount))
    if not lines and not typed.errors:
        typed.wrong("line_es_1", _("Anote al menos una línea del presupuesto."))
    return None if typed.errors else of.GrantSet(**told, lines=lines)


def _cost(seen: Programme, typed: Typed) -> list[Ask]:
    grant = seen.grants.get(typed.get("grant")) or next(iter(seen.grants.values()), None)
    lines = [(one.line, f"{one.line} · {one.name.of(choices.language())}") for one in grant.lines] if grant else []
    none = lazy("ninguno de la lista")
    return [
        Ask("grant", lazy("Donativo del programa"), "choice", choices.grants(seen)),
        Ask("line", lazy("Línea"), "choice", lines),
        Ask("what", lazy("En qué"), "choice", listed(words.KINDS)),
        Ask("activity", lazy("Taller, curso o suministro"), "choice", some(none, choices.activities(seen)), needed=False),
        Ask("amount", lazy("Cantidad"), "money"),
        Ask("currency", lazy("Moneda"), "currency", hint=lazy("La del documento.")),
        Ask(
            "rate_for_one",
            lazy("Tipo de cambio: cuánto de la moneda del donativo por uno de la del documento"),
            "rate",
            hint=lazy("Solo si es otra moneda. Sin él, el gasto se muestra aparte y no se suma."),
            needed=False,
        ),
        Ask("rate_on", lazy("Fecha del tipo de cambio"), "date", needed=False),
        Ask("rate_source", lazy("De dónde es el tipo de cambio"), hint=lazy("Banco o diario oficial."), needed=False),
        Ask("on", lazy("Fecha del gasto"), "date"),
        Ask("document", lazy("Factura o recibo")),
        Ask("said", lazy("Nota"), needed=False),
    ]


def _made_cost(seen: Programme, typed: Typed, told: Answers) -> of.Spent | None:
    rate = {name: told.pop(f"rate_{name}") for name in ("for_one", "on", "source")}
    if any(rate.values()):
        for name in (name for name, given in rate.items() if not given):
            typed.wrong(f"rate_{name}", _("El tipo de cambio va con su fecha y su fuente."))
    if typed.errors:
        return None
    made: of.Spent = _as(of.Spent)(seen, typed, {**told, "rate": of.Rate(**rate) if any(rate.values()) else None})
    return made


def _activity(seen: Programme, _typed: Typed) -> list[Ask]:
    none = lazy("ninguno")
    return [
        Ask("activity", lazy("Clave"), "code"),
        Ask("what", lazy("Qué es"), "choice", listed(words.KINDS)),
        *both("title", lazy("Nombre en español"), lazy("Nombre en inglés")),
        Ask("organisation", lazy("Quién la hace")),
        Ask("country", lazy("País"), "choice", choices.countries()),
        *span(),
        Ask("result", lazy("Resultado al que sirve"), "choice", some(none, choices.results(seen)), needed=False),
        Ask("sector", lazy("Sector del donante"), "choice", some(none, choices.sectors()), needed=False),
        Ask("for_whom", lazy("Para quién"), "choice", listed(words.FOR_WHOM)),
        Ask("targeted", lazy("Personas previstas"), "number", needed=False),
        Ask("reached", lazy("Personas alcanzadas"), "number", hint=lazy("Vacío es «no medido», no es cero."), needed=False),
        Ask("status", lazy("Estado"), "choice", listed(words.STATUS)),
        Ask("document", lazy("Documento"), needed=False),
    ]


def _claim(seen: Programme, typed: Typed) -> list[Ask]:
    nothing = lazy("en ninguno")
    return [
        Ask("phase", lazy("Fase"), "choice", choices.phases(seen, opened=False)),
        Ask("section", lazy("Parte del relato"), "choice", listed(words.SECTIONS)),
        *span(),
        *both("text", lazy("Texto en español"), lazy("Texto en inglés"), "area"),
        Ask("figure", lazy("Se apoya en un indicador"), "choice", some(nothing, choices.indicators(seen)), needed=False),
        *cells.asks(typed),
        Ask("document", lazy("Se apoya en un documento"), hint=lazy("Su número o nombre."), needed=False),
    ]


def _made_claim(_seen: Programme, typed: Typed, told: Answers) -> of.ClaimMade | None:
    """Return the claim; the act gives it the id of the form."""
    figure, document = told.pop("figure"), told.pop("document")
    cell = cells.cited(typed, *(told.pop(name, None) for name in cells.NAMES))
    evidence = [of.Evidence(stands=of.Stands.FIGURE, ref=figure)] if figure else []
    if cell is not None:
        evidence.append(of.Evidence(stands=of.Stands.EDITION, ref=f"{cell.period} r{cell.revision}", cell=cell))
    if document:
        evidence.append(of.Evidence(stands=of.Stands.DOCUMENT, ref=document))
    if not evidence and not typed.errors:
        typed.wrong("figure", _("Diga en qué se apoya: un indicador, una celda de una edición o un documento."))
    return None if typed.errors else of.ClaimMade(claim=UUID(int=0), **told, evidence=evidence)


FORMS: Mapping[str, Form] = {
    "socio": Form(lazy("País socio"), _partner, _as(of.PartnerSet)),
    "fase": Form(
        lazy("Abrir la fase siguiente"),
        _phase,
        _as(NewPhase),
        lazy("Las líneas de base se toman de la fase anterior, ya cerrada; los indicadores siguen."),
        {"programme.code_taken": "phase", "programme.phase_overlaps": "from_on"},
    ),
    "resultado": Form(lazy("Resultado"), _result, _as(of.ResultSet)),
    "indicador": Form(lazy("Indicador"), _indicator, _made_indicator, fields={"programme.code_taken": "indicator"}),
    "meta": Form(lazy("Meta"), _target, _made_target),
    "redaccion": Form(
        lazy("Cambiar la redacción"),
        _wording,
        _as(of.IndicatorWorded),
        lazy("La clave y la línea siguen; cambian solo las palabras, desde ese día."),
        {"programme.same_words": "text_es"},
    ),
    "cifra": Form(
        lazy("Reportar una cifra"),
        _value,
        _made_value,
        lazy("Con su prueba. Si no se midió, no anote nada: el informe dirá «no medido»."),
        {
            "programme.outside_phase": "from_on",
            "programme.period_to_come": "until_on",
            "programme.country_not_partner": "country",
            "programme.out_of_missing": "out_of",
            "programme.out_of_too_small": "out_of",
        },
    ),
    "donativo": Form(lazy("Donativo del programa"), _grant, _made_grant, fields={"programme.lines_above_award": "amount"}),
    "gasto": Form(
        lazy("Anotar un gasto"),
        _cost,
        _made_cost,
        fields={"programme.document_twice": "document", "programme.rate_not_needed": "rate_for_one"},
    ),
    "actividad": Form(lazy("Actividad"), _activity, _as(of.ActivitySet)),
    "relato": Form(
        lazy("Escribir en el relato"),
        _claim,
        _made_claim,
        lazy("Cada frase con lo que la sostiene. Sin nombres de personas a quienes se ayudó."),
        {"programme.outside_phase": "from_on", "programme.code_unknown": "figure", "programme.cell_not_there": "cell"},
    ),
}
OPENED = Form(
    lazy("Programa nuevo"),
    opened_asks,
    _as(of.Opened),
    fields={"programme.code_taken": "code"},
)
