"""The forms of a field visit: its plan, the yes of a place, who comes, the morning, what was seen at a point, everybody back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.rooms import workshop_asks as reading
from vereda.desk.rooms.programme_asks import Answers, Ask, Options, both, language
from vereda.desk.rooms.typed import Typed
from vereda.desk.rooms.workshop_asks import numbered, said, some, whole, worded
from vereda.desk.rooms.workshop_forms import Form
from vereda.workshops import door as workshops
from vereda.workshops import schema as of
from vereda.workshops.schema import PointKind, Visit, phrase

POINTS, VEHICLES, FOUND = 4, 3, 2
"""Points and vehicles of a visit, hazards and services of a point, that a form has room for."""

type Planned = Visit | None  # what is there before a visit is planned


def plan_asks(country: str, _seen: Planned = None, _typed: Typed | None = None) -> list[Ask]:
    """Return what a visit is asked for. country: whose groups, points and vehicles are offered."""
    nowhere, nothing = lazy("ninguno más"), lazy("ninguno más")
    return [
        Ask("host", lazy("Grupo que recibe"), "choice", reading.groups(country)),
        Ask("on", lazy("El día"), "date"),
        Ask("begins", lazy("Sale a las"), hint=lazy("Por ejemplo 09:30.")),
        Ask("ends", lazy("Vuelve a las")),
        *[
            Ask(
                f"point_{one}",
                _("Punto {n}").format(n=one),
                "choice",
                some(nowhere, reading.points(country)),
                lazy("Cruces oficiales y servicios del directorio; ni casas reservadas ni pasos informales.") if one == 1 else "",
                needed=False,
            )
            for one in range(1, POINTS + 1)
        ],
        Ask("route", lazy("Ruta"), needed=False),
        *[
            ask
            for one in range(1, VEHICLES + 1)
            for ask in (
                Ask(
                    f"what_{one}",
                    _("Vehículo {n}").format(n=one),
                    "choice",
                    some(nothing, reading.vehicles(country)),
                    needed=False,
                ),
                Ask(f"seats_{one}", _("Asientos para invitados en el vehículo {n}").format(n=one), "number", needed=False),
            )
        ],
        Ask("rally", lazy("Dónde se reúnen si pasa algo"), needed=False),
        Ask("care", lazy("Hospital más cercano que puede recibir"), needed=False),
    ]


def made_plan(_seen: Planned, typed: Typed, told: Answers) -> of.VisitPlanned | None:
    """Return the plan that was typed."""
    begins, ends = reading.hour(typed, "begins"), reading.hour(typed, "ends")
    names = dict.fromkeys(numbered(told, "point", POINTS))
    points = [of.PointAt(kind=PointKind(kind), code=code) for kind, _colon, code in (one.partition(":") for one in names)]
    vehicles = []
    for one in range(1, VEHICLES + 1):
        what, _seats = told.pop(f"what_{one}"), told.pop(f"seats_{one}")
        seats = whole(typed, f"seats_{one}", 60, needed=bool(what))
        if seats == 0 and what:
            typed.wrong(f"seats_{one}", _("Falta este dato."))
        elif seats and not what:
            typed.wrong(f"what_{one}", _("Elija una opción de la lista."))
        if what and seats:
            vehicles.append(of.VehicleOf(what=what, seats=seats))
    if ends <= begins and not typed.errors:
        typed.wrong("ends", _("La hora de volver es después de la de salir."))
    if typed.errors:
        return None
    told |= {"begins": begins, "ends": ends, "points": points, "vehicles": vehicles}
    return of.VisitPlanned(**told)


def planning(country: str) -> Form[Planned]:
    """Return the form of the plan of a visit."""
    return Form(
        lazy("Plan de la visita"),
        partial(plan_asks, country),
        made_plan,
        fields={"workshops.point_not_official": "point_1", "workshops.code_unknown": "host"},
    )


def plan_usual(seen: Visit) -> dict[str, str]:
    """Return a plan as its form begins with it."""
    plan = seen.planned
    found = {name: getattr(plan, name) for name in ("host", "begins", "ends", "route", "rally", "care")}
    found["on"] = plan.on.isoformat()
    found |= {f"point_{place}": one.name for place, one in enumerate(plan.points, 1)}
    for place, one in enumerate(plan.vehicles, 1):
        found |= {f"what_{place}": one.what, f"seats_{place}": str(one.seats)}
    return found


def _points_of(seen: Visit, country: str, *, services: bool = False) -> list[tuple[str, str]]:
    known = workshops.visitable(country)
    return [
        (one.name, known.get(one.name, one.code)) for one in seen.planned.points if not services or one.kind is PointKind.SERVICE
    ]


def _place(country: str, seen: Visit, _typed: Typed) -> list[Ask]:
    return [
        Ask("point", lazy("Servicio"), "choice", _points_of(seen, country, services=True)),
        Ask("agrees", lazy("Está de acuerdo en recibir la visita"), "check"),
        Ask("post", lazy("Quién contestó: el cargo, sin nombre")),
        Ask("on", lazy("El día"), "date"),
    ]


def _made_place(_seen: Visit, _typed: Typed, told: Answers) -> of.PlaceAgreed:
    return of.PlaceAgreed(**told)


def _morning(_country: str, _seen: Visit, _typed: Typed) -> list[Ask]:
    lights = worded(of.Light, "light")
    return [
        Ask("weather", lazy("Tiempo"), "choice", lights),
        Ask("weather_source", lazy("De dónde se sabe"), hint=lazy("El aviso o la persona de turno, y la hora.")),
        Ask("security", lazy("Seguridad"), "choice", lights),
        Ask("security_source", lazy("De dónde se sabe")),
        Ask("decided", lazy("Qué se decide"), "choice", worded(of.Decided, "decided")),
        Ask("why", lazy("Por qué no sale"), needed=False),
    ]


def _hazard(number: int, country: str) -> list[Ask]:
    unlisted, none = lazy("no está en la lista"), lazy("ninguno más")
    return [
        Ask(
            f"hazard_{number}",
            _("Peligro {n}").format(n=number),
            "choice",
            some(unlisted, reading.hazards(country)),
            needed=False,
        ),
        Ask(
            f"now_{number}",
            _("Cómo está el peligro {n}").format(n=number),
            "choice",
            some(none, worded(of.HazardNow, "hazard")),
            needed=False,
        ),
        Ask(f"told_{number}_es", _("Del peligro {n}, en español").format(n=number), needed=False),
        Ask(f"told_{number}_en", _("Del peligro {n}, en inglés").format(n=number), needed=False),
    ]


def _service(number: int, services: Options) -> list[Ask]:
    none, unseen = lazy("ninguno más"), lazy("sin revisar")
    return [
        Ask(f"service_{number}", _("Servicio {n}").format(n=number), "choice", some(none, services), needed=False),
        Ask(
            f"works_{number}",
            _("Cómo está el servicio {n}").format(n=number),
            "choice",
            some(unseen, worded(of.ServiceNow, "service")),
            needed=False,
        ),
        Ask(f"of_{number}_es", _("Del servicio {n}, en español").format(n=number), needed=False),
        Ask(f"of_{number}_en", _("Del servicio {n}, en inglés").format(n=number), needed=False),
    ]


def _report(country: str, seen: Visit, _typed: Typed) -> list[Ask]:
    services: Options = [(name.partition(":")[2], said) for name, said in reading.points(country) if name.startswith("service:")]
    return [
        Ask("point", lazy("Punto"), "choice", _points_of(seen, country)),
        *both("seen", lazy("Qué se vio, en español"), lazy("Qué se vio, en inglés"), "area"),
        *[ask for one in range(1, FOUND + 1) for ask in _hazard(one, country)],
        *[ask for one in range(1, FOUND + 1) for ask in _service(one, services)],
        Ask("follow_es", lazy("Qué hay que hacer después, en español"), "area", needed=False),
        Ask("follow_en", lazy("Qué hay que hacer después, en inglés"), "area", needed=False),
        Ask("follow_owner", lazy("Qué oficina lo hace"), needed=False),
        Ask("follow_on", lazy("Para el día"), "date", needed=False),
    ]  # fmt: skip


def _made_report(_seen: Visit, typed: Typed, told: Answers) -> of.PointReported | None:
    hazards, services = [], []
    for one in range(1, FOUND + 1):
        code, now, of_it = told[f"hazard_{one}"], told[f"now_{one}"], reading.halves(typed, f"told_{one}")
        if now:
            hazards.append(of.HazardSeen(code=code or "", now=now, said=of_it))
        elif code or of_it:
            typed.wrong(f"now_{one}", _("Elija una opción de la lista."))
        service, works, of_it = told[f"service_{one}"], told[f"works_{one}"], reading.halves(typed, f"of_{one}")
        if service and works:
            services.append(of.ServiceSeen(code=service, now=works, said=of_it))
        elif service or works or of_it:
            typed.wrong(f"works_{one}" if service else f"service_{one}", _("Elija una opción de la lista."))
    follow = reading.halves(typed, "follow")
    if follow and not told["follow_owner"]:
        typed.wrong("follow_owner", _("Falta este dato."))
    if typed.errors:
        return None
    return of.PointReported(
        point=told["point"],
        seen=of.Said(es=told["seen"].es, en=told["seen"].en),
        hazards=hazards,
        services=services,
        follow=follow,
        follow_owner=told["follow_owner"] or "",
        follow_on=told["follow_on"],
    )


def _done(country: str, seen: Visit, _typed: Typed) -> list[Ask]:
    return [
        Ask("point", lazy("Punto"), "choice", [one for one in _points_of(seen, country) if one[0] in seen.reports]),
        Ask("on", lazy("El día"), "date"),
        *both("said", lazy("Qué se hizo, en español"), lazy("Qué se hizo, en inglés")),
    ]


def _made_done(_seen: Visit, _typed: Typed, told: Answers) -> of.PointFollowed:
    return of.PointFollowed(**{**told, "said": said(told["said"])})


def _ended(_country: str, _seen: Visit, _typed: Typed) -> list[Ask]:
    return [
        Ask("back_at", lazy("Volvieron a las"), hint=lazy("Por ejemplo 16:40.")),
        Ask("count", lazy("Cuántas personas volvieron, con el equipo"), "number"),
    ]


def _made_ended(seen: Visit, typed: Typed, _told: Answers) -> of.VisitEnded | None:
    back_at, count = reading.hour(typed, "back_at"), whole(typed, "count", 500)
    if count == 0:
        typed.wrong("count", _("Falta este dato."))
    if typed.errors or not count:
        return None
    return of.VisitEnded(on=seen.planned.on, back_at=back_at, count=count)


def _made_morning(seen: Visit, _typed: Typed, told: Answers) -> Answers:
    """Return the answers: the act adds the day on which they were given."""
    return {name: value or "" for name, value in told.items()}


def forms(country: str) -> Mapping[str, Form[Visit]]:
    """Return the forms of a visit that is planned. country: whose points are offered."""
    return {
        "lugar": Form(
            lazy("Un servicio dice si recibe"),
            partial(_place, country),
            _made_place,
            lazy("Sin su sí no se va. Quien atiende decide qué se ve de su casa."),
        ),
        "manana": Form(
            lazy("Revisión de la mañana"),
            partial(_morning, country),
            _made_morning,
            lazy("Se revisa el mismo día, antes de salir."),
            fields={"workshops.not_to_go": "decided", "workshops.left_already": "decided", "workshops.why_missing": "why"},
        ),
        "punto": Form(
            lazy("Qué se vio en un punto"),
            partial(_report, country),
            _made_report,
            lazy("Nada de personas: ni nombres, ni señas, ni cuántas había. El punto guarda su historia."),
            fields={
                "workshops.not_left": "point",
                "workshops.code_unknown": "point",
                "workshops.point_not_official": "service_1",
            },
        ),
        "hecho": Form(lazy("Lo que había que hacer quedó hecho"), partial(_done, country), _made_done),
        "vuelta": Form(lazy("Volvieron"), partial(_ended, country), _made_ended),
    }


def rules() -> tuple[list[str], list[str]]:
    """Return what visitors may ask, and what they neither ask nor photograph, in the words of the briefing."""
    lang = language()
    return (
        [phrase(lang, f"may_ask.{one.value}") for one in of.MayAsk],
        [phrase(lang, f"may_not.{one.value}") for one in of.MayNot],
    )
