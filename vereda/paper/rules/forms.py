"""The eight printed forms: which boxes, on which side. What a layout asks comes from the layout, lists come from the pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from vereda.paper.rules.sheets import (
    Box,
    Column,
    Drawn,
    Ground,
    Widget,
    asked,
    head,
    left,
    numbered,
    other_nationalities,
    place,
)
from vereda.paper.words import Form

type Pages = list[list[Box]]


def drawn(form: Form, ground: Ground) -> Drawn:
    """Return a form as its numbered boxes, in the language of the ground."""
    title, symbol = TITLES[form]
    notes = other_codes(ground) if form == Form.ENCOUNTER else REMARKS.get(form, lambda ground: [])(ground)
    return Drawn(form, ground.t(*title), symbol, numbered(PAGES[form](ground)), urgent(ground) if form in WARNED else "", notes)


TITLES: Mapping[Form, tuple[tuple[str, str], str]] = {
    Form.ENCOUNTER: (("Encuentro y conteo", "Encounter and tally"), "people"),
    Form.ALERT: (("Alerta", "Alert"), "alert"),
    Form.FIRST_AID: (("Primeros auxilios", "First aid"), "first-aid"),
    Form.BODY: (("Persona sin vida", "Dead person"), "body"),
    Form.MISSION: (("Misión", "Mission"), "lifebuoy"),
    Form.DISTRIBUTION: (("Entrega en un punto", "Distribution"), "food"),
    Form.STOCK: (("Entradas y salidas de almacén", "Stock log"), "sum"),
    Form.VEHICLE: (("Bitácora de vehículo", "Vehicle log"), "patrol"),
}
WARNED = {Form.ENCOUNTER, Form.FIRST_AID, Form.MISSION}


def urgent(ground: Ground) -> str:
    """Return the words that go by radio before anything is written."""
    words = ", ".join(option.label.lower() for option in ground.options("alert_urgent"))
    return ground.t(f"Primero el radio, luego la hoja: {words}.", f"Radio first, then the sheet: {words}.")


def other_codes(ground: Ground) -> list[str]:
    """Return the codes of the nationalities that are not printed on the tally."""
    return [f"{code} {name}" for code, name in other_nationalities(ground)]


def _encounter(ground: Ground) -> Pages:
    front = ("lines", "people_met", "unaccompanied_minors", "bodies", "place", "text")
    back = ("services", "dispositions")
    words: Mapping[str, Mapping[str, object]] = {
        "mission": {"label": ground.t("Misión (folio)", "Mission (folio)"), "width": 4},
        "language": {"width": 3},
    }
    beside = asked(ground, "encounter", ("language", "mission"), words)
    how: Mapping[str, Mapping[str, object]] = {
        "lines": {"hint": stroke(ground)},
        "place": {"beside": beside},
        "people_met": {"width": 3, "size": 4},
        "unaccompanied_minors": {"width": 6, "size": 3},
        "bodies": {"width": 3, "size": 3},
        "text": {"width": 12, "size": 1, "hint": no_names(ground)},
        "services": {"size": 2, "label": ground.t("¿Qué se dio?", "What was given?"), "hint": how_many(ground)},
        "dispositions": {"size": 3},
    }
    return [
        [*head(ground), *asked(ground, "encounter", front, how)],
        [*asked(ground, "encounter", back, how), *left(ground, "encounter", (*front, *back, *words))],
    ]


def stroke(ground: Ground) -> str:
    """Return how people are counted on paper."""
    return ground.t("Una raya, una persona.", "One stroke, one person.")


def how_many(ground: Ground) -> str:
    """Return what the room at the end of a line is for."""
    return ground.t("Al final del renglón, a cuántas; en blanco, a todas.", "At the end of the line, to how many; empty, to all.")


def no_names(ground: Ground) -> str:
    """Return what no note on paper holds: a sheet may be lost."""
    return ground.t("Sin nombres.", "No names.")


def _alert(ground: Ground) -> Pages:
    front = ("urgent", "needs", "people", "children", "place", "text")
    back = ("came_by", "call_back", "name")
    how: Mapping[str, Mapping[str, object]] = {
        "urgent": {"size": 2},
        "needs": {"size": 3},
        "people": {"width": 6},
        "children": {"width": 6},
        "text": {
            "width": 12,
            "size": 3,
            "hint": ground.t("Torre, poste, duna, marca.", "Tower, post, dune, sign."),
        },
        "came_by": {"size": 2},
        "call_back": {"width": 6},
        "name": {"width": 6},
    }
    return [
        [*head(ground, ("Quién la recibió (agente)", "Who took it (agent)")), *asked(ground, "alert", front, how)],
        [*asked(ground, "alert", back, how), *left(ground, "alert", (*front, *back, *ASKED_BACK)), *_later(ground)],
    ]


ASKED_BACK = (
    "water_left", "battery_pct", "last_seen_h", "means", "heading", "guide_left", "side", "language", "clothing",
)  # fmt: skip
"""What helps to find people is asked of the caller at the desk or on the phone; on the sheet it goes into the note."""


def _later(ground: Ground) -> list[Box]:
    """Return what is noted on the sheet of an alert while it goes on; typed into its note."""
    t = ground.t
    columns = [
        Column(t("Hora", "Time"), width=2),
        Column(t("A quién se avisó, qué se hizo", "Who was told, what was done"), width=9),
    ]
    return [Box("steps", Widget.TABLE, t("Lo que se hizo después", "What was done then"), columns=columns, size=10)]


def _first_aid(ground: Ground) -> Pages:
    t = ground.t
    tally = asked(ground, "encounter", ("lines",))[0]
    signs = [t("Hora", "Time"), t("Pulso", "Pulse"), t("Respiración", "Breathing"), t("Presión", "Pressure")]
    signs += [t("Temp.", "Temp."), t("¿Responde?", "Responds?")]
    where = asked(ground, "encounter", ("dispositions",), {"dispositions": {"size": 2}})
    return [
        [
            *head(ground),
            replace(tally, rows=tally.rows[:4], size=1, hint=stroke(ground)),
            *place(ground),
            Box("complaint", Widget.TEXT, t("Qué le pasa, qué ocurrió", "What is wrong, what happened"), size=2),
            Box("allergies", Widget.TEXT, t("Alergias, medicinas que toma", "Allergies, medicines taken"), size=1),
            Box("signs", Widget.TABLE, t("Signos", "Signs"), columns=[Column(one) for one in signs], size=3),
        ],
        [
            Box("done", Widget.TEXT, t("Qué se le hizo, qué se le dio", "What was done, what was given"), size=4),
            *where,
            Box("text", Widget.TEXT, t("Nota", "Note"), hint=no_names(ground), size=3),
        ],
    ]


def _body(ground: Ground) -> Pages:
    t = ground.t
    return [
        [
            *head(ground),
            Box("bodies", Widget.NUMBER, t("Cuántas", "How many"), size=3, width=4),
            Box("mission", Widget.TEXT, t("Misión (folio), si es de una", "Mission (folio), if of one"), width=8),
            *place(ground),
            Box("seen", Widget.TEXT, t("Sexo y edad que parece, estatura", "Sex and age as it seems, height"), size=2),
            Box(
                "clothes",
                Widget.TEXT,
                t("Ropa, calzado, señas, objetos", "Clothes, shoes, marks, things"),
                size=4,
            ),
            Box("told", Widget.TEXT, t("A quién se avisó y a qué hora", "Who was told, and when"), size=2),
            Box("text", Widget.TEXT, t("Nota", "Note"), size=2),
        ]
    ]


def _mission(ground: Ground) -> Pages:
    t = ground.t
    columns = [Column(t("Hora", "Time"), width=2), Column(t("Equipo, lugar, qué pasó", "Team, place, what happened"), width=9)]
    return [
        [
            *head(ground, ("Quién la abrió (agente)", "Who opened it (agent)")),
            Box("folio", Widget.TEXT, t("Folio", "Folio"), width=5),
            Box("place", Widget.TEXT, t("Lugar, señas", "Place, marks"), width=7),
            Box("terrain", Widget.CHOICE, t("Terreno", "Terrain"), options=ground.options("terrains"), list="terrains", size=4),
            Box("steps", Widget.TABLE, t("Cómo fue", "How it went"), columns=columns, size=11),
        ],
        [
            Box("steps_back", Widget.TABLE, t("Cómo fue (sigue)", "How it went (continued)"), columns=columns, size=8),
            Box("closed_day", Widget.DATE, t("Terminó: fecha", "Ended: date"), width=6),
            Box("closed_hour", Widget.TIME, t("Terminó: hora", "Ended: time"), width=6),
            Box("outcome", Widget.CHOICE, t("Cómo terminó", "How it ended"), options=ground.options("mission_outcomes"),
                list="mission_outcomes", size=2),
            Box("text", Widget.TEXT, t("Nota", "Note"), hint=no_names(ground), size=3),
        ],
    ]  # fmt: skip


def _distribution(ground: Ground) -> Pages:
    t = ground.t
    columns = [Column(t(*words), width=width) for words, width in ITEM_COLUMNS["distribution"]]
    return [
        [
            *head(ground, ("Agente 1", "Agent 1")),
            Box("second", Widget.TEXT, t("Agente 2", "Agent 2"), width=5),
            Box("municipality", Widget.TEXT, t("Municipio", "Municipality"), width=3),
            Box("place", Widget.TEXT, t("Punto de entrega", "Point"), width=4),
            Box("people", Widget.TEXT, t("Personas: una raya por cada una", "People: one stroke for each"), size=4,
                hint=t("Sin nombres ni firmas.", "No names, no signatures."), is_typed=False),
            Box("people_met", Widget.NUMBER, t("Cuántas en total", "How many in all"), size=4, width=12),
            *items(ground, t("Qué se entregó", "What was given"), columns, slice(0, 9), 0),
        ],
        [
            *items(ground, t("Qué se entregó (sigue)", "What was given (continued)"), columns, slice(9, None), 3),
            Box("text", Widget.TEXT, t("Si no cuadra, ¿por qué?", "If it does not add up, why?"), size=2),
        ],
    ]  # fmt: skip


def _stock(ground: Ground) -> Pages:
    t = ground.t
    columns = [Column(t(*words), width=width) for words, width in ITEM_COLUMNS["stock"]]
    label = t("Qué entró y qué salió", "What came in and went out")
    return [
        [
            *head(ground, ("Quién lo recibe o se lo lleva", "Who takes it in or out")),
            *items(ground, label, columns, slice(0, 17), 1),
        ],
        [
            *items(
                ground, t("Qué entró y qué salió (sigue)", "What came in and went out (continued)"), columns, slice(17, None), 6
            ),
            Box(
                "came_from",
                Widget.CHOICE,
                t("Lo que entró, ¿de dónde vino?", "What came in, from where?"),
                options=ground.options("came_from"),
                list="came_from",
                size=3,
            ),
            Box("document", Widget.TEXT, t("Número de remisión o recibo", "Number of the delivery note"), size=1),
        ],
    ]


def items(ground: Ground, label: str, columns: list[Column], part: slice, blank: int) -> list[Box]:
    """Return the table of some of the items, with blank rows under it; nothing where the pack has no more of them."""
    options = ground.options("supply_items")
    rows = options[part]
    path = f"items_{part.start}"
    if not rows and not blank:
        return []
    return [Box(path, Widget.TABLE, label, columns=columns, rows=rows, size=blank, list="supply_items", options=options)]


def _vehicle(ground: Ground) -> Pages:
    t = ground.t
    return [
        [
            *head(ground, ("Quién maneja (agente)", "Who drives (agent)")),
            Box("vehicle", Widget.TEXT, t("Vehículo o lancha: número", "Vehicle or boat: number"), width=7),
            Box("fuel", Widget.NUMBER, t("Combustible al salir, en octavos", "Fuel on leaving, eighths"), size=1, width=5),
            Box("meter_out", Widget.NUMBER, t("Al salir: km u horas", "Leaving: km or hours"), size=6, width=6),
            Box("meter_in", Widget.NUMBER, t("Al volver: km u horas", "Back: km or hours"), size=6, width=6),
            Box("faults", Widget.CHOICES, t("Antes de salir: marque lo que está MAL", "Before leaving: tick what is WRONG"),
                options=ground.options("vehicle_checks"), list="vehicle_checks", size=2, none=t("Todo bien", "All well")),
            Box("back_day", Widget.DATE, t("Volvió: fecha", "Back: date"), width=4),
            Box("back_hour", Widget.TIME, t("Volvió: hora", "Back: time"), width=3),
            Box("litres", Widget.NUMBER, t("Litros cargados", "Litres taken"), size=3, width=5),
            Box("text", Widget.TEXT, t("Fallas, ruta, nota", "Faults, route, note"), size=4),
        ]
    ]  # fmt: skip


ITEM_COLUMNS = {
    "distribution": [
        (("Artículo", "Item"), 5), (("Se llevó", "Taken"), 2), (("Se dio", "Given"), 2), (("Volvió", "Back"), 2),
    ],
    "stock": [
        (("Artículo", "Item"), 5), (("Entró", "In"), 2), (("Salió", "Out"), 2), (("Hay", "Counted"), 2),
    ],
}  # fmt: skip
PAGES: Mapping[Form, Callable[[Ground], Pages]] = {
    Form.ENCOUNTER: _encounter,
    Form.ALERT: _alert,
    Form.FIRST_AID: _first_aid,
    Form.BODY: _body,
    Form.MISSION: _mission,
    Form.DISTRIBUTION: _distribution,
    Form.STOCK: _stock,
    Form.VEHICLE: _vehicle,
}
REMARKS: Mapping[Form, Callable[[Ground], list[str]]] = {
    Form.BODY: lambda ground: [
        ground.t(
            "Sin fotos. Aunque lleve un documento, el nombre no se anota aquí.",
            "No photos. Even if there is a document, the name is not noted here.",
        )
    ],
}
