"""Words of contact cards. None of them depends on whether a card was ever seen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.people.schema import CardWrong as Wrong

SAY = lazy(
    "Esta tarjeta no dice quién es usted. Si la muestra cuando le ayuden otra vez, sabemos a cuántas personas se ayuda, "
    "sin nombres."
)
NOTED = lazy("Anotado.")
WRONG: Mapping[Wrong, str | Promise] = {
    Wrong.FEW: lazy("Son cinco palabras: falta alguna."),
    Wrong.MANY: lazy("Son solo cinco palabras: sobra alguna."),
    Wrong.UNKNOWN: lazy("Una palabra no es de las tarjetas. Revise letra por letra."),
    Wrong.CHECK: lazy("Las palabras no concuerdan: una está mal, o dos están cambiadas de lugar."),
}
STEPS: Mapping[str, str | Promise] = {"people.card_noted": lazy("Anotó una tarjeta de contacto")}
