"""What access answers when it says no. No message tells whether a record exists."""

from __future__ import annotations

from vereda.errors import FieldError


class MatrixWrong(FieldError):
    code = "access.matrix_wrong"
    hint = "matrix.csv, línea {line}: «{value}» no es una palabra conocida. Corrija la tabla; sin ella nadie entra."


class NotForYou(FieldError):
    """Raised for what is not there and for what the reader may not see: the answer is the same."""

    code = "access.not_for_you"
    hint = "No hay nada aquí para usted. Revise la dirección o vuelva al inicio."


class UnknownPurpose(FieldError):
    code = "access.unknown_purpose"
    hint = "«{purpose}» no es un motivo de consulta. Use uno de estos: {known}."


class PurposeNotHeld(FieldError):
    code = "access.purpose_not_held"
    hint = "Su función no consulta con el motivo «{purpose}»."


class NoSuchAccount(FieldError):
    code = "access.no_such_account"
    hint = "No hay una cuenta vigente «{account}» para este trabajo. Revise el nombre o hable con quien administra."


class RoleWithoutGroup(FieldError):
    code = "access.role_without_group"
    hint = "La función «{role}» necesita un grupo."


class PartnerWithoutInstitution(FieldError):
    code = "access.partner_without_institution"
    hint = "Falta de qué institución aliada es. Elija una del directorio; consulados, refugio y fiscalías no tienen cuenta."


class RoleWithoutState(FieldError):
    code = "access.role_without_state"
    hint = "La función «{role}» necesita un estado."


class UnknownGroup(FieldError):
    code = "access.unknown_group"
    hint = "El grupo «{group}» no está en el catálogo del país «{country}». Revise el código."


class EnforcementPost(FieldError):
    code = "access.enforcement_post"
    hint = (
        "Una persona con cargo en una institución de rol «{institution_role}» no puede tener cuenta. "
        "Vereda ayuda; no sirve para detener ni para controlar."
    )


class PostingOver(FieldError):
    code = "access.posting_over"
    hint = "El último día del encargo ({until_on}) queda antes del primero ({from_on}). Revise las fechas."


class VouchedByAnother(FieldError):
    code = "access.vouched_by_another"
    hint = "Usted le dio la contraseña a esta cuenta; que otra persona confirme quién la usa: su coordinación u otra cuenta."


class SecondPersonNeeded(FieldError):
    code = "access.second_person_needed"
    hint = "Dar la función de administración pide dos personas distintas que ya la tengan."


class NotYourUsers(FieldError):
    code = "access.not_your_users"
    hint = "Solo puede cambiar cuentas de su grupo, con funciones de grupo."


class NotAnEmergencyCentre(FieldError):
    """A token that sends alerts was asked for somebody else."""

    code = "access.not_an_emergency_centre"
    hint = "Solo un centro de emergencias del paquete del país puede tener esta clave."


class OwnMembership(FieldError):
    code = "access.own_membership"
    hint = "Nadie se da, se quita ni se confirma una función a sí mismo. Pídalo a otra persona."


class AccountTaken(FieldError):
    code = "access.account_taken"
    hint = "El nombre de usuario «{account}» ya está en uso. Elija otro."


class OnlyInDemonstration(FieldError):
    code = "access.only_in_demonstration"
    hint = "Las cuentas de demostración tienen una contraseña pública; solo se crean con VEREDA_DEMO=1."


class DeviceUnknown(FieldError):
    code = "access.device_unknown"
    hint = "Ese teléfono o computadora no está de alta en su grupo."


class PublicKeyWrong(FieldError):
    code = "access.public_key_wrong"
    hint = "La llave que mandó el teléfono no sirve (se espera P-256). Actualice el navegador e inténtelo con otro código."


class CodeUnknown(FieldError):
    """Raised for a code that does not exist, and for one that was made for another group or another use."""

    code = "access.code_unknown"
    hint = "Ese código no existe. Revise letra por letra, o pida otro en el puesto."


class CodeExpired(FieldError):
    code = "access.code_expired"
    hint = "Ese código ya venció: vale 15 minutos. Pida otro en el puesto."


class CodeUsed(FieldError):
    code = "access.code_used"
    hint = "Ese código ya se usó en otro teléfono. Pida otro en el puesto; si usted no lo usó, avise a su coordinación."


class TooManyCodes(FieldError):
    code = "access.too_many_codes"
    hint = "Demasiados códigos equivocados. Espere {wait_s} segundos e inténtelo otra vez."


class AgentWithoutRight(FieldError):
    code = "access.agent_without_right"
    hint = "Esa persona no tiene hoy una función vigente en el grupo del teléfono. Revise su cuenta antes de darle un teléfono."


class AgentsOwnCode(FieldError):
    code = "access.agents_own_code"
    hint = "Esa persona se agrega con un código propio, desde «Mi cuenta»; usted no puede hacerlo por ella."


class AgentNotOnDevice(FieldError):
    code = "access.agent_not_on_device"
    hint = "Esa persona no está en ese teléfono."


class DeviceRevokedAlready(FieldError):
    code = "access.device_revoked_already"
    hint = "Ese teléfono ya está dado de baja. Para usarlo otra vez, inscríbalo de nuevo."


class ReadLogBroken(FieldError):
    exit_code = 1
    code = "access.read_log_broken"
    hint = "El registro de lecturas no verifica en la fila {seq}: {what}. Conserve una copia y avise a la central."


class PracticeHourWrong(FieldError):
    code = "access.practice_hour_wrong"
    hint = "Elija una hora de fin dentro de las próximas 12 horas."


class PracticeOver(FieldError):
    code = "access.practice_over"
    hint = "Ese simulacro ya terminó. Empiece otro si lo necesita."


class PracticeNeedsGroup(FieldError):
    """Practised is in a group, by its own people, and never within a practice."""

    code = "access.practice_needs_group"
    hint = "Un simulacro lo hace la gente de un grupo, desde el trabajo de verdad."


class GlassReasonShort(FieldError):
    code = "access.glass_reason_short"
    hint = "Diga en una frase por qué no puede esperar: al menos {least} letras."


class GlassFolioWrong(FieldError):
    code = "access.glass_folio_wrong"
    hint = "Un folio son seis números y letras, de la A a la F. Escríbalo como está en la hoja o como se lo dictaron."


class GlassGroupMissing(FieldError):
    code = "access.glass_group_missing"
    hint = "Elija de qué grupo es el registro."


class GlassNotYours(FieldError):
    """A role that opens nothing in an emergency, or not this class, or not for this purpose."""

    code = "access.glass_not_yours"
    hint = "Su función no abre en emergencia registros de esta clase."


class GlassTooMany(FieldError):
    code = "access.glass_too_many"
    hint = "Ya pidió {most} en 24 horas. Llame a la guardia de la central: otra persona puede abrirlo."


class GlassAtHeadquartersOnly(FieldError):
    """A post that is stolen must open nothing of others."""

    code = "access.glass_at_headquarters_only"
    hint = "Esto se hace solo en la dirección de la central, no en la computadora del puesto. Entre ahí, o llame a la guardia."


class GlassFactorWrong(FieldError):
    code = "access.glass_factor_wrong"
    hint = "El código del segundo paso no es correcto, ya se usó o venció. Espere el siguiente y escríbalo."


class GlassReviewWordsShort(FieldError):
    code = "access.glass_review_words_short"
    hint = "Diga con qué lo comprobó y por qué lo juzga así: al menos {least} letras."


class GlassOwnReview(FieldError):
    code = "access.glass_own_review"
    hint = "Lo pidió usted: lo revisa otra persona."


class GlassReviewedAlready(FieldError):
    code = "access.glass_reviewed_already"
    hint = "Ya lo revisó otra persona. Su nota sigue arriba; nada la cambia."
