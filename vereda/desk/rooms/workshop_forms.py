"""The forms of a workshop: what is asked for each thing that can be noted, and how the answers become a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from pydantic import BaseModel

from vereda.desk.rooms import workshop_asks as reading
from vereda.desk.rooms.programme_asks import Answers, Ask, Options, Words, answers, both, countries, language, span
from vereda.desk.rooms.typed import Typed
from vereda.desk.rooms.workshop_asks import said, some, whole, worded
from vereda.workshops import schema as of
from vereda.workshops.schema import Workshop

COUNTRIES = 6
"""Countries of one delegation that a form has room for."""


@dataclass(frozen=True)
class Form[S]:
    """What is asked, what it becomes, and under which heading.

    made    seen, what was typed and the answers -> a fact; None: something is wrong
    kept    code of what is there -> the fact that stands, to begin from
    fields  code of an error -> the field beside which it is said
    """

    title: Words
    asks: Callable[[S, Typed], list[Ask]]
    made: Callable[[S, Typed, Answers], Any]  # Any: a fact, or what an act takes
    hint: Words = ""
    kept: Callable[[S, str], BaseModel | None] = lambda _seen, _code: None
    fields: Mapping[str, str] = field(default_factory=dict)

    def read(self, seen: S, typed: Typed) -> Any:  # Any: as above
        """Return what was typed as a fact; None where something is wrong, which is said."""
        told = answers(typed, self.asks(seen, typed))
        if told is None:
            return None
        made = self.made(seen, typed, told)
        return None if typed.errors else made


def usual(one: BaseModel | None) -> dict[str, str]:
    """Return a fact as a form begins with it; what nobody said stays empty."""
    found: dict[str, str] = {}
    for name, value in (one.model_dump(mode="json", exclude_none=True) if one else {}).items():
        if isinstance(value, dict):
            found |= {f"{name}_{lang}": str(text) for lang, text in value.items()}
        elif isinstance(value, list):
            found |= {f"{name}:{part}": "on" for part in value if not isinstance(part, dict)}
            for place, part in enumerate(value, 1):
                found |= {f"{key}_{place}": str(text) for key, text in part.items()} if isinstance(part, dict) else {}
        elif value is not False:
            found[name] = "on" if value is True else str(value)
    return found


def _as(kind: Callable[..., Any], *double: str) -> Callable[[Any, Typed, Answers], Any]:  # Any: what is seen, a fact
    """Return what makes a fact of answers that have its very names; `double` are those in two languages."""

    def made(_seen: Any, _typed: Typed, told: Answers) -> Any:  # Any: as above
        told |= {name: said(told[name]) for name in double}
        return kind(**{name: value for name, value in told.items() if value not in (None, "")})

    return made


def opened_asks(_seen: object = None, _typed: Typed | None = None) -> list[Ask]:
    """Return what a new workshop is asked for."""
    templates = [(code, one.name.of(language())) for code, one in of.templates().items()]
    return [
        Ask("template", lazy("Plantilla"), "choice", some(lazy("ninguna, empieza vacío"), templates), needed=False),
        Ask("code", lazy("Clave"), "code", hint=lazy("Corta y para siempre, por ejemplo TALLER-2.")),
        *both("name", lazy("Nombre en español"), lazy("Nombre en inglés")),
        *both("purpose", lazy("Para qué, en español"), lazy("Para qué, en inglés"), "area"),
        *both("place", lazy("Ciudad, en español"), lazy("Ciudad, en inglés")),
        Ask("days", lazy("Cuántos días"), "number"),
        Ask("source", lazy("De dónde se anota, si ya pasó"), needed=False, hint=lazy("La nota o el documento que lo cuenta.")),
    ]


def read_opened(typed: Typed, country: str) -> of.Proposed | None:
    """Return the workshop that was typed."""
    told = answers(typed, opened_asks())
    days = whole(typed, "days", 60)
    if told is None or not days or typed.errors:
        return None
    told |= {name: said(told[name]) for name in ("name", "purpose", "place")}
    return of.Proposed(**{**told, "template": told["template"] or "", "days": days, "country": country})


def _proposal(_seen: Workshop, _typed: Typed) -> list[Ask]:
    return [ask for ask in opened_asks() if ask.name not in ("template", "code")]


def _made_proposal(seen: Workshop, typed: Typed, told: Answers) -> of.Proposed | None:
    days = whole(typed, "days", 60)
    if days == 0:
        typed.wrong("days", _("Falta este dato."))
    if typed.errors or not days:
        return None
    double = {name: said(told[name]) for name in ("name", "purpose", "place")}
    return seen.proposed.model_copy(update={**double, "days": days, "source": told["source"] or ""})


def _days(_seen: Workshop, _typed: Typed) -> list[Ask]:
    return [*span(), Ask("venue", lazy("Sede"), needed=False)]


def _organiser(seen: Workshop, _typed: Typed) -> list[Ask]:
    listed = reading.institutions(seen.proposed.country)
    return [
        Ask("organiser", lazy("Clave"), "code"),
        *both("name", lazy("Nombre en español"), lazy("Nombre en inglés")),
        Ask("institution", lazy("En la lista del país"), "choice", some(lazy("no está en la lista"), listed), needed=False),
        Ask("hosts", lazy("Es quien recibe"), "check"),
    ]


def _funded(_seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("donor", lazy("Quién paga")),
        Ask("phase", lazy("Fase"), needed=False),
        Ask("award", lazy("Número del donativo"), needed=False),
        Ask("activity", lazy("Clave de la actividad en el programa"), needed=False, hint=lazy("Con ella se ve aquí lo gastado.")),
        Ask("currency", lazy("Moneda"), "currency", hint=lazy("Tres letras, como USD.")),
    ]


def _line(_seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("line", lazy("Clave"), "code"),
        *both("name", lazy("Nombre en español"), lazy("Nombre en inglés")),
        Ask("amount", lazy("Cantidad"), "money"),
    ]


def _delegation(seen: Workshop, _typed: Typed) -> list[Ask]:
    listed = reading.institutions(seen.proposed.country)
    return [
        Ask("delegation", lazy("Clave"), "code"),
        Ask("part", lazy("Vienen como"), "choice", worded(of.Part, "part")),
        Ask("who_es", lazy("Quiénes son, en español"), hint=lazy("Como se lee después del número: funcionarios de tres países.")),
        Ask("who_en", lazy("Quiénes son, en inglés")),
        Ask("total", lazy("Cuántas personas"), "number", hint=lazy("Vacío es «no se ha preguntado»."), needed=False),
        Ask("role", lazy("Qué hace su institución"), "choice", some(lazy("no se ha preguntado"), reading.roles()), needed=False),
        Ask("institution", lazy("En la lista del país"), "choice", some(lazy("no está en la lista"), listed), needed=False),
        *[
            ask
            for place, one in enumerate(reading.country_asks(COUNTRIES), 1)
            for ask in (
                one,
                Ask(f"count_{place}", _("Cuántas del país {n}").format(n=place), "number", needed=False),
            )
        ],
    ]


def _made_delegation(_seen: Workshop, typed: Typed, told: Answers) -> of.DelegationSet | None:
    parts = []
    for place in range(1, COUNTRIES + 1):
        country, _count = told.pop(f"country_{place}"), told.pop(f"count_{place}")
        count = whole(typed, f"count_{place}", needed=False)
        if count is not None and not country:
            typed.wrong(f"country_{place}", _("Elija una opción de la lista."))
        if country:
            parts.append(of.FromCountry(country=country, count=count))
    total, known = whole(typed, "total", needed=False), [one.count for one in parts if one.count is not None]
    if total is not None and (sum(known) > total or (parts and len(known) == len(parts) and sum(known) != total)):
        typed.wrong("total", _("Por país suman {n}. Pregunte otra vez y corrija.").format(n=sum(known)))
    if typed.errors:
        return None
    told |= {"who": said(told["who"]), "total": total, "countries": parts}
    return of.DelegationSet(**{name: value for name, value in told.items() if value not in (None, "")})


def _session(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("session", lazy("Clave"), "code"),
        Ask("day", lazy("Día del taller"), "number"),
        Ask("begins", lazy("Empieza a las"), hint=lazy("Por ejemplo 09:30.")),
        Ask("minutes", lazy("Minutos"), "number"),
        Ask("what", lazy("Qué se hace"), "choice", worded(of.Session, "session")),
        *both("title", lazy("Título en español"), lazy("Título en inglés")),
        Ask("lead", lazy("A cargo de"), "choice", some(lazy("no se ha preguntado"), reading.leads(seen)), needed=False),
        Ask("topic", lazy("Tema que da"), "choice", some(lazy("ninguno del catálogo"), reading.topics()), needed=False),
    ]


def _made_session(seen: Workshop, typed: Typed, told: Answers) -> of.SessionSet | None:
    begins, day, minutes = reading.hour(typed, "begins"), whole(typed, "day", 60), whole(typed, "minutes", 1440)
    if minutes is not None and minutes < 5:  # a slip of the finger: no session is so short
        typed.wrong("minutes", _("Son muy pocos minutos. Revise la cifra."))
    if not day:
        typed.wrong("day", _("Falta este dato."))
    if typed.errors:
        return None
    before = seen.sessions.get(told["session"])
    told |= {"title": said(told["title"]), "begins": begins, "day": day, "minutes": minutes}
    told["visit"] = before.visit if before else None
    return of.SessionSet(**{name: value for name, value in told.items() if value not in (None, "")})


def _material(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("material", lazy("Clave"), "code"),
        Ask("what", lazy("Qué es"), "choice", worded(of.Material, "material")),
        *both("title", lazy("Título en español"), lazy("Título en inglés")),
        Ask("languages", lazy("En qué lenguas"), "many", reading.languages(seen.proposed.country)),
        Ask("session", lazy("Para la sesión"), "choice", some(lazy("todas"), reading.sessions(seen)), needed=False),
        Ask("ref", lazy("Dónde está"), needed=False),
    ]


def _made_material(_seen: Workshop, _typed: Typed, told: Answers) -> of.MaterialSet | None:
    told["title"] = said(told["title"])
    return of.MaterialSet(**{name: value for name, value in told.items() if value not in (None, "")})


def _interpreting(seen: Workshop, _typed: Typed) -> list[Ask]:
    spoken = reading.languages(seen.proposed.country)
    return [
        Ask("from_lang", lazy("De la lengua"), "choice", spoken),
        Ask("to_lang", lazy("A la lengua"), "choice", spoken),
        Ask("count", lazy("Cuántas personas interpretan"), "number"),
    ]


def _made_interpreting(_seen: Workshop, typed: Typed, told: Answers) -> of.InterpretingSet | None:
    count = whole(typed, "count")
    if told["from_lang"] == told["to_lang"]:
        typed.wrong("to_lang", _("Elija otra lengua: de esa misma no se interpreta."))
    return None if typed.errors else of.InterpretingSet(**{**told, "count": count})


def _reply(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("delegation", lazy("Delegación"), "choice", reading.delegations(seen)),
        Ask("reply", lazy("Qué contestó"), "choice", worded(of.Reply, "reply")),
        Ask("on", lazy("El día"), "date"),
    ]


def _attended(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("delegation", lazy("Delegación"), "choice", reading.delegations(seen)),
        Ask("day", lazy("Día del taller"), "number"),
        Ask("count", lazy("Cuántas personas llegaron, según la lista"), "number"),
    ]


def _made_attended(_seen: Workshop, typed: Typed, told: Answers) -> of.Attended | None:
    day, count = whole(typed, "day", 60), whole(typed, "count")
    if day == 0:
        typed.wrong("day", _("Falta este dato."))
    return None if typed.errors else of.Attended(**{**told, "day": day, "count": count})


def _minutes(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("session", lazy("Sesión"), "choice", reading.sessions(seen)),
        *both("text", lazy("Qué se dijo y se acordó, en español"), lazy("Qué se dijo y se acordó, en inglés"), "area"),
    ]


def _evaluated(_seen: Workshop, _typed: Typed) -> list[Ask]:
    return [Ask("asked", lazy("Pregunta"), "choice", worded(of.Asked, "asked")), *reading.score_asks()]


def _made_evaluated(_seen: Workshop, typed: Typed, told: Answers) -> of.Evaluated:
    return of.Evaluated(asked=told["asked"], answers=reading.scores(typed))


def _promised(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("commitment", lazy("Clave"), "code"),
        Ask("country", lazy("País que se compromete"), "choice", countries()),
        Ask("owner", lazy("Oficina que responde"), hint=lazy("La oficina o el cargo, sin nombre de persona.")),
        *both("text", lazy("A qué se compromete, en español"), lazy("A qué se compromete, en inglés"), "area"),
        Ask("due_on", lazy("Para el día"), "date"),
        Ask("toward", lazy("Qué va a cambiar"), "choice", worded(of.Toward, "toward")),
        Ask(
            "ref",
            lazy("Cuál"),
            hint=lazy(
                "De un paquete, el archivo: hotlines.csv. De un texto, tema y lengua: heat/spa. De un curso, su clave: rights. "
                "Así se ve si cambió."
            ),
            needed=False,
        ),
        Ask("session", lazy("Se acordó en la sesión"), "choice", some(lazy("ninguna"), reading.sessions(seen)), needed=False),
    ]


def _followed(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("commitment", lazy("Compromiso"), "choice", reading.promises(seen)),
        Ask("on", lazy("El día"), "date"),
        Ask("standing", lazy("Cómo va"), "choice", worded(of.Standing, "standing")),
        Ask("said_es", lazy("Qué pasó, en español"), "area", needed=False),
        Ask("said_en", lazy("Qué pasó, en inglés"), "area", needed=False),
        Ask("document", lazy("Documento que lo muestra"), needed=False),
    ]


def _made_followed(_seen: Workshop, typed: Typed, told: Answers) -> of.Followed | None:
    told["said"] = reading.halves(typed, "said")
    return None if typed.errors else of.Followed(**{name: value for name, value in told.items() if value not in (None, "")})


def _guest(seen: Workshop, _typed: Typed) -> list[Ask]:
    return [
        Ask("delegation", lazy("Delegación"), "choice", reading.delegations(seen)),
        Ask("name", lazy("Nombre"), hint=lazy("Queda sellado; solo se abre en esta lista, y queda anotado quién lo vio.")),
        Ask("post", lazy("Cargo"), needed=False),
        Ask("institution", lazy("Institución")),
        Ask(
            "role",
            lazy("Qué hace su institución"),
            "choice",
            reading.roles(),
            lazy("De control, policía, ejército o fiscalía no van a la visita."),
        ),
        Ask("country", lazy("País"), "choice", some(lazy("no se ha preguntado"), countries()), needed=False),
        Ask("contact", lazy("Cómo localizarle"), needed=False),
        Ask("in_need", lazy("A quién se llama si le pasa algo"), needed=False),
    ]


WHO = ("name", "post", "contact", "in_need")


def _made_guest(_seen: Workshop, _typed: Typed, told: Answers) -> tuple[Answers, of.WhoComes]:
    who = of.WhoComes(**{name: told.pop(name) or "" for name in WHO})
    return told, who


def expert_asks(country: str) -> list[Ask]:
    """Return what somebody of the roster is asked for."""
    return [
        Ask("name", lazy("Nombre"), hint=lazy("Queda sellado.")),
        Ask("post", lazy("Cargo"), needed=False),
        Ask("contact", lazy("Cómo localizarle"), needed=False),
        Ask("institution", lazy("Institución")),
        Ask("role", lazy("Qué hace su institución"), "choice", reading.roles()),
        Ask("country", lazy("País donde está"), "choice", countries()),
        Ask("languages", lazy("En qué lenguas"), "many", reading.languages(country)),
        Ask("available", lazy("Cuándo puede"), needed=False),
        Ask("until_on", lazy("Se le puede pedir hasta el"), "date", needed=False),
        Ask("topics", lazy("Temas que da"), "many", reading.topics()),
    ]


def made_expert(_seen: object, _typed: Typed, told: Answers) -> tuple[of.ExpertListed, of.WhoComes]:
    """Return somebody of the roster, and who it is."""
    who = of.WhoComes(**{name: told.pop(name, None) or "" for name in WHO})
    return of.ExpertListed(**{name: value for name, value in told.items() if value not in (None, "")}), who


def _engaged(people: Options) -> Callable[[Workshop, Typed], list[Ask]]:
    return lambda seen, _typed: [
        Ask("session", lazy("Sesión"), "choice", reading.sessions(seen)),
        Ask("expert", lazy("Especialista"), "choice", people),
    ]


def engaging(people: Options) -> Form[Workshop]:
    """Return the form that has somebody of the roster give a session. people: with names that were opened for it."""
    return Form(lazy("Pedir a una persona especialista"), _engaged(people), _as(of.ExpertEngaged))


def rating(people: Options) -> Form[Workshop]:
    """Return the form of what was said of somebody who taught."""

    def asks(_seen: Workshop, _typed: Typed) -> list[Ask]:
        return [Ask("expert", lazy("Especialista"), "choice", people), *reading.score_asks()]

    def made(_seen: Workshop, typed: Typed, told: Answers) -> of.ExpertRated:
        return of.ExpertRated(expert=UUID(told["expert"]), answers=reading.scores(typed))

    return Form(lazy("Qué dijo la gente de quien enseñó"), asks, made)


FORMS: Mapping[str, Form[Workshop]] = {
    "propuesta": Form(
        lazy("Nombre, ciudad y días"),
        _proposal,
        _made_proposal,
        lazy("Si ya tiene fechas y cambian los días, el último se corre; vuelva a invitar."),
        kept=lambda seen, _code: seen.proposed,
        fields={"workshops.day_in_use": "days"},
    ),
    "fechas": Form(
        lazy("Fechas del taller"),
        _days,
        _as(of.Scheduled),
        kept=lambda seen, _code: seen.scheduled,
        fields={"workshops.day_outside": "until_on"},
    ),
    "organiza": Form(
        lazy("Quién organiza"), _organiser, _as(of.OrganiserSet, "name"), kept=lambda seen, code: seen.organisers.get(code)
    ),
    "paga": Form(lazy("Quién paga"), _funded, _as(of.Funded), kept=lambda seen, _code: seen.funded),
    "renglon": Form(
        lazy("Línea del presupuesto"), _line, _as(of.LineSet, "name"), kept=lambda seen, code: seen.lines.get(code)
    ),
    "delegacion": Form(
        lazy("Delegación"),
        _delegation,
        _made_delegation,
        lazy("Cuántas personas vienen de cada país se pregunta; lo que nadie ha dicho se deja vacío."),
        kept=lambda seen, code: seen.delegations.get(code),
        fields={"workshops.more_than_invited": "total"},
    ),
    "sesion": Form(
        lazy("Sesión de la agenda"),
        _session,
        _made_session,
        kept=lambda seen, code: seen.sessions.get(code),
        fields={"workshops.day_outside": "day"},
    ),
    "material": Form(lazy("Material del taller"), _material, _made_material, kept=lambda seen, code: seen.materials.get(code)),
    "interpretes": Form(lazy("Interpretación"), _interpreting, _made_interpreting),
    "respuesta": Form(lazy("Qué contestó la delegación"), _reply, _as(of.Replied)),
    "asistencia": Form(
        lazy("Cuántas personas llegaron"),
        _attended,
        _made_attended,
        fields={
            "workshops.day_outside": "day", "workshops.day_to_come": "day", "workshops.no_days": "day",
            "workshops.more_than_invited": "count",
        },
    ),
    "minuta": Form(
        lazy("Minuta de una sesión"),
        _minutes,
        _as(of.MinutesWritten, "text"),
        lazy("Lo que se dijo y se acordó, sin nombres de personas: sale en el informe."),
        kept=lambda seen, code: seen.minutes.get(code),
    ),
    "evaluacion": Form(
        lazy("Hojas de evaluación"),
        _evaluated,
        _made_evaluated,
        lazy("Cuente las hojas por respuesta, de 1 (nada) a 5 (mucho). Las hojas no llevan nombre."),
    ),
    "compromiso": Form(
        lazy("Compromiso"),
        _promised,
        _as(of.Promised, "text"),
        lazy("Con oficina y fecha. Lo que va a cambiar se mira hoy, para poder ver después que cambió."),
        fields={"workshops.code_taken": "commitment", "workshops.ref_unknown": "ref"},
    ),
    "seguimiento": Form(
        lazy("Cómo va un compromiso"),
        _followed,
        _made_followed,
        fields={
            "workshops.nothing_changed": "standing", "workshops.document_missing": "document", "workshops.why_missing": "said_es",
            "workshops.day_to_come": "on",
        },
    ),
    "persona": Form(lazy("Persona que viene"), _guest, _made_guest),
}  # fmt: skip
