"""How many individuals, as it leaves this house: never without interval, method and version, never one estimate alone.

Three ways that do not know of each other: what people answered, cards shown again, records of cases that match. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vereda.people.words import Method
from vereda.said import Said, noop

VERSIONS: Mapping[Method, int] = {Method.QUESTION: 2, Method.CARD: 1, Method.MATCHING: 3}
"""Of each method with its tables: one more whenever either gives other figures, so that what was kept is made anew."""
OTHERS = "others"
"""Nationalities of which too few were asked, estimated as one."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """How many different people stand behind what was counted.

    version     of the method and of what it assumes: 'question 1, recall 1'
    from_on, to_on  first and last local day, both inclusive
    met         what it stands on: people met, every meeting counted (question, card); records of cases (matching)
    individuals, low, high  estimate and its 95 % interval [individuals], low <= individuals <= high <= met
    sampled     people due to be asked; cards shown; pairs drawn to be checked by a person
    answered    of these: who answered; were shown again; were checked
    warnings    what a reader must know before the number
    assumed     what was taken for granted, and on whose word
    by_nationality  the same by nationality; OTHERS is those of `pooled` together
    """

    method: Method
    version: str
    from_on: date
    to_on: date
    met: int
    individuals: float
    low: float
    high: float
    sampled: int
    answered: int
    warnings: tuple[Said, ...] = ()
    assumed: tuple[Said, ...] = ()
    by_nationality: Mapping[str, Estimate | NotEstimated] = field(default_factory=dict)
    pooled: tuple[str, ...] = ()

    @property
    def response_rate(self) -> float:
        """Share of the sampled that answered [0 to 1]."""
        return self.answered / self.sampled if self.sampled else 0.0

    @property
    def times_met(self) -> tuple[float, float, float]:
        """How often one person was met: estimate, low, high. The only figure that all three ways have in common.

        Whoever was met is one person at least, also where few were rounded down to none.
        """
        return self.met / max(self.individuals, 1), self.met / max(self.high, 1), self.met / max(self.low, 1)


@dataclass(frozen=True, kw_only=True)
class NotEstimated:
    """Why there is no number. `why` is a sentence for the reader; `met` is still known."""

    method: Method
    why: Said
    met: int = 0


NOBODY_MET = noop("En esos días no se atendió a nadie.")
NOBODY_ASKED = noop("No se puede estimar: en esos días a nadie se le preguntó cuándo le ayudaron por última vez.")
NOBODY_ANSWERED = noop("No se puede estimar: se preguntó a {asked} personas y ninguna contestó.")
FEW_ASKED = noop("Contestaron menos de {least} personas: el intervalo es solo una idea.")
POOLED = noop("Contestaron menos de {least} personas de cada una de estas nacionalidades; se estiman juntas: {codes}.")
COUNTED_SINCE = noop("Solo se cuenta desde el {on}: lo de antes se supone como los primeros 90 días.")
RECALL_ASSUMED = noop("Se supone cuántas personas recuerdan mal (tabla {version}, propuesta propia, nadie la ha medido).")
NO_CARDS = noop("No se puede estimar: en esos días no se mostró ninguna tarjeta.")
NO_CARD_AGAIN = noop("No se puede estimar: de {cards} tarjetas ninguna se mostró otra vez.")
CARDS_OF_ONE_YEAR = noop("No se puede estimar: las tarjetas de un año no se pueden comparar con las de otro.")
FEW_CARDS = noop("Menos de {least} tarjetas se mostraron otra vez: el intervalo es solo una idea.")
CARDS_ASSUMED = noop(
    "Se supone que entre {low:.0%} y {high:.0%} de quienes tienen tarjeta la muestran en el siguiente encuentro, y que quien la "
    "tomó vuelve casi tanto como los demás (propuesta propia, nadie lo ha medido)."
)
CARDS_FROM_JANUARY = noop(
    "Las tarjetas solo dicen algo desde el 1 de enero hasta el fin de un mes. Para verla, elija el año, o enero o los primeros "
    "tres meses."
)
CARDS_NOT_YET = noop("Las tarjetas se cuentan cuando el mes termina: vuelva el mes que viene.")
CARDS_SINCE = noop("De un mes ya terminado, contado una vez y redondeado a cinco; su clave se destruye al fin del año.")
FEW_CARDS_AGAIN = noop("No se puede estimar: menos de {least} tarjetas se mostraron otra vez.")
TOO_FEW = noop("No se muestra: son menos de {least} personas.")
HELD_BACK = noop("no se muestra")
NO_RUN = noop("No se puede estimar: todavía no se han comparado los expedientes.")
NO_RECORDS = noop("No se puede estimar: no hay expedientes que se puedan comparar.")
NOT_CHECKED = noop("No se puede estimar: nadie ha revisado pares de la muestra.")
FEW_CHECKED = noop("De estas nacionalidades se revisaron menos de {least} pares; se corrigen con los de todas: {codes}.")
RECALL_UNKNOWN = noop("No se sabe cuántos pares se le escapan al programa: se supone que encuentra entre {low:.0%} y {high:.0%}.")
MISSED_PARTLY_KNOWN = noop(
    "Cuántos pares de poco peso son ciertos se sabe por la muestra. De los que el programa ni siquiera compara no hay muestra: "
    "se supone que compara entre {low:.0%} y {high:.0%} de los ciertos (propuesta propia)."
)
MATCHING_OF_CASES = noop("Solo de personas con expediente y con permiso: no son todas las atendidas.")
