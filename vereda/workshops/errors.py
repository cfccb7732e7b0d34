"""What can go wrong with workshops and visits; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class WorkshopUnknown(FieldError):
    code = "workshops.unknown"
    hint = "No hay ese taller. Vuelva a la lista."


class VisitUnknown(FieldError):
    code = "workshops.visit_unknown"
    hint = "No hay esa visita. Vuelva a la lista."


class GuestUnknown(FieldError):
    code = "workshops.guest_unknown"
    hint = "Esa persona no está en la lista del taller. Anótela primero."


class ExpertUnknown(FieldError):
    code = "workshops.expert_unknown"
    hint = "Esa persona no está en la lista de especialistas, o ya no se le puede pedir. Elija otra."


class TemplateUnknown(FieldError):
    code = "workshops.template_unknown"
    hint = "No hay esa plantilla. Elija una de la lista."


class CodeTaken(FieldError):
    code = "workshops.code_taken"
    hint = "La clave {value} ya existe. Escriba otra."


class CodeUnknown(FieldError):
    code = "workshops.code_unknown"
    hint = "No hay «{value}» en este taller. Elija de la lista."


class DayOutside(FieldError):
    code = "workshops.day_outside"
    hint = "El taller tiene {days} días. Corrija el día, o cambie cuántos son en «Nombre, ciudad y días»."


class DayInUse(FieldError):
    code = "workshops.day_in_use"
    hint = "Del día {day} ya hay algo anotado. Quítelo primero de la agenda, o deje {day} días."


class NoDays(FieldError):
    code = "workshops.no_days"
    hint = "El taller todavía no tiene fechas. Póngalas primero: la invitación las necesita."


class NotOverYet(FieldError):
    code = "workshops.not_over_yet"
    hint = "El taller termina el {until}. Ciérrelo después."


class DayToCome(FieldError):
    code = "workshops.day_to_come"
    hint = "Esa fecha aún no llega. Revísela."


class MoreThanInvited(FieldError):
    code = "workshops.more_than_invited"
    hint = "Llegaron {count} y la delegación es de {total}. Corrija el número, o primero la delegación."


class RefUnknown(FieldError):
    """What a promise names is not there, so nobody could ever see that it changed."""

    code = "workshops.ref_unknown"
    hint = "No hay «{value}» que cambiar. Escriba el archivo del paquete o la clave tal como está."


class NothingChanged(FieldError):
    """A promise is kept when what it was to change has changed."""

    code = "workshops.nothing_changed"
    hint = "«{value}» sigue igual que el día del compromiso. Se cumple cuando cambia; hasta entonces anótelo como en marcha."


class DocumentMissing(FieldError):
    code = "workshops.document_missing"
    hint = "Diga qué documento lo muestra: esto el programa no lo puede ver por sí mismo."


class PointNotOfficial(FieldError):
    """A visit goes to official crossings and to services of the directory, and to no house that is kept secret."""

    code = "workshops.point_not_official"
    hint = "«{value}» no es un cruce oficial ni un servicio del directorio que se pueda visitar. Elija de la lista."


class EnforcementPost(FieldError):
    """Nobody who could detain the people whom a visit meets comes along."""

    code = "workshops.enforcement_post"
    hint = (
        "A la visita no vienen cargos de control, policía, ejército o fiscalía. Puede tomar parte en el taller, no en la visita."
    )


class BriefingNotRead(FieldError):
    code = "workshops.briefing_not_read"
    hint = "Esa persona no va en la visita. Invítela primero."


class NotToGo(FieldError):
    """Something is missing for a visit to leave."""

    code = "workshops.not_to_go"
    hint = "La visita no puede salir: {reasons}. Resuélvalo, o anote que no sale."


class WhyMissing(FieldError):
    code = "workshops.why_missing"
    hint = "Diga por qué."


class NotLeft(FieldError):
    code = "workshops.not_left"
    hint = "La visita no ha salido. Anote primero la revisión de la mañana."


class LeftAlready(FieldError):
    """What was decided on the morning was of that plan and those guests: what changes them needs another decision."""

    code = "workshops.left_already"
    hint = (
        "La visita ya salió como se revisó esa mañana. Si todavía no sale, anote que no sale, "
        "cambie lo que haga falta y revise otra vez."
    )


class EndedAlready(FieldError):
    code = "workshops.ended_already"
    hint = "La visita ya terminó; su plan no se cambia."


class PhotoNotLookedAt(FieldError):
    code = "workshops.photo_not_looked_at"
    hint = "Mire la fotografía y marque cada casilla: si algo de eso se ve, no se guarda."


class PhotoUnknown(FieldError):
    code = "workshops.photo_unknown"
    hint = "No hay esa fotografía, o ya se borró. Vuelva a la visita."


class PhotoOwn(FieldError):
    code = "workshops.photo_own"
    hint = "Usted la trajo: la confirma otra persona."


class PhotoAtAPost(FieldError):
    code = "workshops.photo_at_a_post"
    hint = "Las fotografías de visitas se guardan en la central. Entre por la dirección de la central."


class GlyphMissing(FieldError):
    code = "workshops.glyph_missing"
    hint = "El signo «{sign}» no se puede imprimir. Escríbalo de otra forma."
