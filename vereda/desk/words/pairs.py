"""Words of two records side by side: what is compared, how far they agree, what somebody said of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.people.door import Agreement, LinkSays, Trait, UndoneFor

type Words = Mapping[str, str | Promise]

TRAITS: Words = {
    Trait.GIVEN: lazy("Nombre"),
    Trait.FAMILIES: lazy("Apellidos"),
    Trait.CALLED: lazy("Le dicen"),
    Trait.BIRTH: lazy("Nació, o edad"),
    Trait.SEX: lazy("Sexo"),
    Trait.NATIONALITY: lazy("Nacionalidad"),
    Trait.TELEPHONE: lazy("Teléfono"),
    Trait.DOCUMENT: lazy("Documento"),
    Trait.TOGETHER: lazy("Viajaban juntas"),
    Trait.SAME_DAY: lazy("El mismo día"),
}
AGREEMENTS: Words = {
    Agreement.SAME: lazy("Igual"),
    Agreement.NEAR: lazy("Parecido"),
    Agreement.DIFFERS: lazy("Distinto"),
    Agreement.UNKNOWN: lazy("No se sabe"),
}
MARKS = {Agreement.SAME: "check", Agreement.NEAR: "river", Agreement.DIFFERS: "split", Agreement.UNKNOWN: "minus"}
"""The shape beside the word: nobody has to tell two colours apart."""
SAYS: Words = {
    LinkSays.SAME: lazy("Es la misma persona"),
    LinkSays.DIFFERENT: lazy("Son dos personas"),
    LinkSays.UNSURE: lazy("No se puede saber"),
}
KEYS = {LinkSays.SAME: "1", LinkSays.DIFFERENT: "2", LinkSays.UNSURE: "3"}
UNDONE: Words = {
    UndoneFor.SLIP: lazy("Fue un error"),
    UndoneFor.NEW_FACTS: lazy("Se supo algo nuevo"),
    UndoneFor.PERSON_SAYS: lazy("La persona dice que el otro no es suyo"),
    UndoneFor.CONTRADICTION: lazy("No cuadra con lo demás"),
}
WHY: Words = {
    "split": lazy(
        "Se contestó distinto, sin saber lo uno de lo otro: dos personas, o una y el programa. Mientras tanto no están unidos."
    ),
    "contradicted": lazy("Alguien dijo que son dos, pero por otros registros quedan como una."),
    "held": lazy("Juntas pasarían de 30 registros: hace falta que lo diga una segunda persona."),
}
STEPS: Words = {
    "people.link_decided": lazy("Comparó dos registros"),
    "people.link_undone": lazy("Deshizo lo dicho de dos registros"),
    "people.expected_kept": lazy("Guardó cuántas coincidencias se esperaban de un registro borrado"),
}
