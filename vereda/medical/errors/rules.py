"""What a rule refuses. No error carries the value: messages and logs hold nothing of anybody's health."""

from __future__ import annotations

from vereda.errors import FieldError


class ImpossibleValue(FieldError):
    """No living body has it, or not together with the rest. what: the value; least, most: what can be."""

    code = "medical.impossible_value"
    hint = "Ese valor no puede ser: va de {least} a {most}. Pregunte o mida otra vez; no lo adivine."


class NoSignOfLife(FieldError):
    """Nothing where somebody answers. what: the value."""

    code = "medical.no_sign_of_life"
    hint = "Cero solo puede ser en quien no responde: márquelo en conciencia, o mida otra vez."


class NotWhole(FieldError):
    """A count that is no whole number."""

    code = "medical.not_whole"
    hint = "Se espera un número entero. Cuente o mida otra vez."


class NotANumber(FieldError):
    """A temperature that is no number."""

    code = "medical.not_a_number"
    hint = "La temperatura no se entiende. Escríbala en grados, por ejemplo 37.4."


class WordNotKnown(FieldError):
    """A word outside the closed list. what: of which value."""

    code = "medical.word_not_known"
    hint = "Esa respuesta no está en la lista. Elija una de las que se ofrecen."


class NotMeasured(FieldError):
    """A score of which a part is missing. what: the first that is."""

    code = "medical.not_measured"
    hint = "Falta medir una parte; sin ella no se suma. Complétela o deje la puntuación sin hacer."


class UnderSixteen(FieldError):
    """NEWS2 was made for people of 16 and more."""

    code = "medical.under_sixteen"
    hint = "NEWS2 no sirve para menores de 16 años. Use la respiración por edad y los signos de peligro."


class NotInPregnancy(FieldError):
    """NEWS2 was not made for pregnancy."""

    code = "medical.not_in_pregnancy"
    hint = "NEWS2 no sirve en el embarazo. Use los signos de peligro del embarazo."


class AgeOutside(FieldError):
    """The rule has no figure for the age. least, most: of the rule, in its unit."""

    code = "medical.age_outside"
    hint = "Esta regla vale de {least} a {most}. Revise la edad o use otra."


class RuleUnknown(FieldError):
    """No rule of that name."""

    code = "medical.rule_unknown"
    hint = "Esa regla no está en la tabla."


class TriageStuck(FieldError):
    """An answer to a step that the table does not have. step: which."""

    code = "medical.triage_step_unknown"
    hint = "Ese paso no es de este triage. Empiece otra vez."
