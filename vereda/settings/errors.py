"""What can be wrong with the environment of a start."""

from __future__ import annotations

from vereda.errors import FieldError


class SettingError(FieldError):
    """A variable of the environment has a value that cannot be used. The value is not repeated: it may be a secret."""

    code = "settings.bad_value"
    hint = "{name}: {expected}. Corrija la variable de entorno y vuelva a arrancar."


class OnlyPublicHere(FieldError):
    code = "settings.only_public_here"
    hint = (
        "Esta instalación es de la oficina regional: aquí no entra ni se cuenta a ninguna persona, por eso «{command}» no "
        "está. Hágalo en la instalación del país; a la región llegan sus paquetes."
    )


class SparkMissing(FieldError):
    """Spark, or a Java for it, is not there."""

    code = "settings.spark_missing"
    hint = "Falta el motor Spark. Instálelo con «bin/setup spark», que trae también Java, o quite VEREDA_ENGINE."
