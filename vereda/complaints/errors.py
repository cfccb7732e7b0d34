"""What can go wrong with a complaint about own staff; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class NoBodyKey(FieldError):
    """No outside body gave a key: what is written could be read by somebody else, so nothing is taken."""

    code = "complaints.no_key"
    hint = "El organismo externo todavía no da su llave: aquí no se puede escribir. Use la hoja de papel o el teléfono."


class NotAtAPost(FieldError):
    code = "complaints.not_at_a_post"
    hint = "La máquina de un puesto no recibe quejas sobre el personal. Use la página de la central, el papel o el teléfono."


class NotSealed(FieldError):
    """What came is not sealed to the key of today; it is dropped, and nothing of it is kept or logged."""

    code = "complaints.not_sealed"
    hint = "No llegó cerrada con la llave de hoy. Abra la página otra vez y envíela de nuevo; no se guardó nada."


class KeysWrong(FieldError):
    code = "complaints.keys_wrong"
    hint = "{path} no es un archivo de llaves, o la contraseña no es esa. Revise las dos cosas."


class KeysThere(FieldError):
    code = "complaints.keys_there"
    hint = "En {path} ya hay llaves; no se pisan. Elija otra carpeta."


class FileWrong(FieldError):
    code = "complaints.file_wrong"
    hint = "{path} no es un archivo de quejas o de respuestas de Vereda, o está dañado. Pida otra copia."


class OtherKey(FieldError):
    code = "complaints.other_key"
    hint = "Esas quejas están cerradas con la llave {theirs} y usted abrió la {own}. Use el archivo de llaves de entonces."


class NumberUnknown(FieldError):
    code = "complaints.number_unknown"
    hint = "En ese archivo no hay una queja con el número {number}."


class NotByTheBody(FieldError):
    """An answer, or a closing, that the outside body did not sign: nothing of the file is taken in."""

    code = "complaints.not_by_the_body"
    hint = "La firma no es la del organismo externo: no se tomó nada de ese archivo."
    exit_code = 1


class AnswerEmpty(FieldError):
    code = "complaints.answer_empty"
    hint = "Escriba la respuesta, o cierre la queja sin ella."


class PassphraseShort(FieldError):
    code = "complaints.passphrase_short"
    hint = "La contraseña de las llaves necesita al menos {least} signos. Seis palabras al azar son buenas."


class FileNotKept(FieldError):
    code = "complaints.file_not_kept"
    hint = "No se pudo escribir {path}: {reason}. Elija otra carpeta."
    exit_code = 1
