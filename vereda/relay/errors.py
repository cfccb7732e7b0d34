"""What can go wrong between a post and headquarters, and what to do then."""

from __future__ import annotations

from vereda.errors import FieldError


class NotAPost(FieldError):
    code = "relay.not_a_post"
    hint = "Esta instalación no es la de un puesto. Únala primero: vereda node join DIRECCIÓN CÓDIGO."


class AlreadyAPost(FieldError):
    code = "relay.already_a_post"
    hint = "Esta instalación ya es la del puesto {group}. Para cambiarla: vereda node leave."


class NotHeadquarters(FieldError):
    code = "relay.not_headquarters"
    hint = "Eso se hace en la central: esta instalación es la de un puesto."


class AddressWrong(FieldError):
    code = "relay.address_wrong"
    hint = "La dirección de la central debe empezar con https:// (sin ruta), como https://vereda.example.org."


class CodeIncomplete(FieldError):
    code = "relay.code_incomplete"
    hint = "El código va completo, con lo que va después del punto: XXXX-XXXX-XX.0123456789abcdef. Lo muestra la central."


class LineDown(FieldError):
    """Headquarters was not reached: no line, a portal in between, or it answers in no words of ours."""

    exit_code = 1
    code = "relay.line_down"
    hint = "No se llegó a la central ({why}). Nada se perdió: se intenta otra vez solo. Si urge, lleve un archivo en USB."


class HeadquartersStumbled(LineDown):
    """Headquarters failed at what was asked, and may not at the rest."""


class HeadquartersOther(FieldError):
    """Who answers under the address of headquarters does not hold its keys."""

    exit_code = 1
    code = "relay.headquarters_other"
    hint = "Quien contesta en esa dirección no es la central de este puesto. No se envió nada. Avise a la central."


class RefusedAbove(FieldError):
    """Headquarters answered with a refusal; `said` is its code."""

    exit_code = 1
    code = "relay.refused_above"
    hint = "La central contestó que no: {said}."


class PostRevoked(FieldError):
    exit_code = 1
    code = "relay.post_revoked"
    hint = "La central dio de baja a este puesto: ya no recibe nada. Lo que escribieron los teléfonos todavía se entrega."


class NoSuchPost(FieldError):
    code = "relay.no_such_post"
    hint = "No hay un puesto con ese identificador. Véalos con: vereda node list."


class GroupUnknown(FieldError):
    code = "relay.group_unknown"
    hint = "No hay un grupo con el código {group} en el paquete del país."


class FileDamaged(FieldError):
    code = "relay.file_damaged"
    hint = "El archivo está dañado o incompleto ({what}). No se tomó nada de él; copie otra vez el archivo desde donde se hizo."


class FileNotOurs(FieldError):
    code = "relay.file_not_ours"
    hint = "El archivo está cerrado para otra instalación: solo lo abre la central. Llévelo o envíelo ahí."


class FileNotKnown(FieldError):
    code = "relay.file_not_known"
    hint = (
        "No es un archivo de Vereda. Se espera el que hace un teléfono («Guardar archivo para USB») o un puesto («bundle write»)."
    )


class NothingToCarry(FieldError):
    exit_code = 1
    code = "relay.nothing_to_carry"
    hint = "No hay nada que llevar: la central ya acusó recibo de todo."


class CertificateWrong(FieldError):
    code = "relay.certificate_wrong"
    hint = "El certificado no sirve: {what}."


class NameWrong(FieldError):
    code = "relay.name_wrong"
    hint = "«{name}» no es un nombre de computadora, como piedras-negras.example.org."
