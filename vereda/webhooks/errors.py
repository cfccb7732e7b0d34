"""What can go wrong with receivers, secrets and keys. Each says what to do; none holds an address or a secret."""

from __future__ import annotations

from vereda.errors import FieldError


class HeldByEnforcement(FieldError):
    """An institution that detains, or one that the pack does not have, is told nothing (rules.md, section 1)."""

    code = "webhooks.held_by_enforcement"
    hint = (
        "Esa institución no puede recibir avisos ni tener claves: es autoridad migratoria, policía, ejército o fiscalía, "
        "o no está en el paquete del país."
    )


class AddressWrong(FieldError):
    code = "webhooks.address_wrong"
    hint = "La dirección debe empezar con https:// y el nombre de un servidor, sin usuario, contraseña, signo ? ni signo #."


class AddressOfEnforcement(FieldError):
    """The name of the machine holds the short name of a body that detains."""

    code = "webhooks.address_of_enforcement"
    hint = "La dirección lleva el nombre de una autoridad que detiene. Con ellas no se intercambia nada."


class KindsOutsideUse(FieldError):
    code = "webhooks.kinds_outside_use"
    hint = "Elija al menos un tipo de aviso, y solo de los que tocan a ese motivo."


class LanguageOutside(FieldError):
    code = "webhooks.language_outside"
    hint = "Ese idioma no está en el paquete del país."


class ReceiverUnknown(FieldError):
    code = "webhooks.receiver_unknown"
    hint = "Aquí no hay un destinatario así."


class ReceiverIsOff(FieldError):
    code = "webhooks.receiver_is_off"
    hint = "Ese destinatario está apagado. Para volver a mandarle, regístrelo otra vez."


class ReceiverKnown(FieldError):
    code = "webhooks.receiver_known"
    hint = "Esa dirección ya está registrada."


class NotApproved(FieldError):
    code = "webhooks.not_approved"
    hint = "Todavía falta que lo apruebe una segunda persona."


class AlreadyApproved(FieldError):
    code = "webhooks.already_approved"
    hint = "Ese destinatario ya está aprobado."


class SamePersonApproves(FieldError):
    code = "webhooks.same_person"
    hint = "Usted lo registró. Lo aprueba otra persona."


class PersonNeeded(FieldError):
    code = "webhooks.person_needed"
    hint = "Diga quién: --as CUENTA. A quién se le avisa lo deciden dos personas."


class OnlyHeadquarters(FieldError):
    code = "webhooks.only_headquarters"
    hint = "Los avisos a programas salen solo de la central."


class NoSecret(FieldError):
    code = "webhooks.no_secret"
    hint = "Ese destinatario no tiene secreto en esta máquina. Dele uno."


class MessageUnknown(FieldError):
    code = "webhooks.message_unknown"
    hint = "Ese aviso ya no está en la cola."


class StillOnItsWay(FieldError):
    code = "webhooks.still_on_its_way"
    hint = "Ese aviso se está enviando en este momento. Espere un minuto."


class NotACode(FieldError):
    """Something that would leave is no code of its kind: it stays at home."""

    code = "webhooks.not_a_code"
    hint = "Algo que iba a salir no es una clave de su tipo y se quedó en casa: {part}."


class DaysWrong(FieldError):
    code = "webhooks.days_wrong"
    hint = "Una clave dura de 1 a {most} días."


class NotForYourKey(FieldError):
    code = "webhooks.not_for_your_key"
    hint = "La clave no alcanza para eso."


class AfterUnknown(FieldError):
    code = "webhooks.after_unknown"
    hint = "Después de qué aviso: ese ya no está aquí. Pida la lista completa, sin «after»."
