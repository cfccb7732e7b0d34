"""What can go wrong with warnings of authorities (CAP) that come in, and with those that a post gives out."""

from __future__ import annotations

from vereda.errors import FieldError


class CapUnreadable(FieldError):
    """The root of what makes a file no warning that can be taken in; nothing was kept of it."""


class CapFileMissing(CapUnreadable):
    """A form came without a file."""

    code = "safety.cap_file_missing"
    hint = "Elija el archivo del aviso (.xml o .cap)."


class CapTooLarge(CapUnreadable):
    """More than a warning ever needs."""

    code = "safety.cap_too_large"
    hint = "El archivo pasa de 1 MB o trae más partes que ningún aviso; no se leyó. Pida el aviso solo, sin anexos."


class CapNotXml(CapUnreadable):
    """No XML, or cut off."""

    code = "safety.cap_not_xml"
    hint = "El archivo no se puede leer como XML: está cortado o es de otra clase. Pida otra vez el archivo .xml o .cap."


class CapUnsafe(CapUnreadable):
    """It declares a document type or entities, by which a small file becomes gigabytes or reads files of this machine."""

    code = "safety.cap_unsafe"
    hint = "El archivo trae definiciones (DTD) que ningún aviso CAP lleva y que pueden dañar la computadora; no se leyó."


class CapNotAlert(CapUnreadable):
    """XML of something else."""

    code = "safety.cap_not_alert"
    hint = "El archivo no es un aviso CAP 1.2: no empieza con «alert» de ese estándar. Revise cuál archivo eligió."


class CapOtherVersion(CapUnreadable):
    """A warning of another version of the standard, whose words mean other things."""

    code = "safety.cap_other_version"
    hint = "El aviso es CAP {version} y aquí se lee CAP 1.2. Pídalo en 1.2 a quien lo emitió."


class CapMissing(CapUnreadable):
    """A required element is not there or empty."""

    code = "safety.cap_missing"
    hint = "Al aviso le falta «{element}», que CAP 1.2 exige. No se guardó nada; pida el archivo completo."


class CapTwice(CapUnreadable):
    """An element that may stand once stands twice: which one is meant?"""

    code = "safety.cap_twice"
    hint = "El aviso trae «{element}» dos veces y no se sabe cuál vale. No se guardó nada; pida que lo corrijan."


class CapWord(CapUnreadable):
    """A value that the standard does not know."""

    code = "safety.cap_word"
    hint = "En «{element}» dice «{value}», que no es de CAP 1.2. No se guardó nada; pida que lo corrijan."


class CapDate(CapUnreadable):
    """An instant that cannot be read, or without its offset."""

    code = "safety.cap_date"
    hint = "La fecha de «{element}» («{value}») no se entiende: CAP la escribe 2024-01-29T19:20:00-06:00. No se guardó nada."


class CapShape(CapUnreadable):
    """A polygon or circle that cannot be drawn."""

    code = "safety.cap_shape"
    hint = "El área («{element}») no se puede dibujar: cerca de «{value}». CAP escribe latitud,longitud. No se guardó nada."


class CapNotPublic(CapUnreadable):
    """Meant for some alone: it must not be passed on by us."""

    code = "safety.cap_not_public"
    hint = "El aviso no es público (restringido o privado) y aquí lo leería toda la red. No se guardó nada."


class CapNotForUs(CapUnreadable):
    """A draft, or a message between machines."""

    code = "safety.cap_not_for_us"
    hint = "No es un aviso que se pueda dar ({value}): es un borrador o un mensaje entre máquinas. No se guardó nada."


class CapOfPersons(CapUnreadable):
    """A message that looks for people or is of the police: it would stand in clear before all posts."""

    code = "safety.cap_of_persons"
    hint = "El aviso busca o nombra a personas, o es policial; aquí no entra. Si falta alguien, anótelo como alerta."


class CapTooOld(CapUnreadable):
    """Its time was over when it was brought."""

    code = "safety.cap_too_old"
    hint = "El aviso venció el {at}; no se guardó. Busque si hay uno más nuevo."


class CapFromFuture(CapUnreadable):
    """Sent later than now: the clock of one of the two is wrong."""

    code = "safety.cap_from_future"
    hint = "El aviso dice que se envió el {at}, que todavía no llega. Revise el reloj de esta computadora; no se guardó nada."


class WarningNotThere(FieldError):
    """It was taken out already, or is of another group."""

    code = "safety.warning_not_there"
    hint = "Ese aviso ya se quitó o no es de su grupo; vuelva a cargar la página."


class GivenAreaUnknown(FieldError):
    """A municipality or a point that the pack does not publish."""

    code = "safety.given_area_unknown"
    hint = "Elija el municipio de la lista: un aviso público no nombra otro lugar."


class GivenNotForAll(FieldError):
    """A closed area whose reason must not be told outside."""

    code = "safety.given_not_for_all"
    hint = "Por ese motivo no se da aviso afuera: solo por agua, fuego, camino o clima."


class GivenUntilWrong(FieldError):
    """It would end before it begins, in the past, or later than a warning may."""

    code = "safety.given_until_wrong"
    hint = "El aviso debe terminar después de que empieza, más tarde que ahora y a lo más en 7 días."


class GivenNotThere(FieldError):
    """It was cancelled, or is of another group."""

    code = "safety.given_not_there"
    hint = "Ese aviso ya se canceló o no es de su grupo; vuelva a cargar la página."
