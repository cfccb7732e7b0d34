"""What can go wrong with persons. Details never hold a name."""

from __future__ import annotations

from vereda.errors import FieldError


class ErasureNotAsked(FieldError):
    code = "people.erasure_not_asked"
    hint = "Nadie ha pedido borrar a esta persona, o ya se decidió. Vuelva a cargar la página."


class ErasureAlreadyAsked(FieldError):
    code = "people.erasure_already_asked"
    hint = "Ya se pidió borrar a esta persona; falta que otra cuenta lo apruebe."


class NameTooLong(FieldError):
    code = "people.name_too_long"
    hint = "El nombre o dato de la persona tiene {length} signos y caben {most}. Acórtelo."


class NameUnreadable(FieldError):
    code = "people.name_unreadable"
    hint = "El nombre o dato de la persona trae un signo que no se puede leer. Escríbalo otra vez."


class PersonNotFound(FieldError):
    code = "people.person_not_found"
    hint = "No hay una persona con ese folio en su grupo."


class NothingAnswered(FieldError):
    code = "people.nothing_answered"
    hint = "No se anotó ningún permiso. Lea el texto y marque sí o no en lo que contestó la persona."


class ConsentOfNobody(FieldError):
    code = "people.consent_of_nobody"
    hint = "Falta de quién es el permiso. Ábralo desde el encuentro o desde la persona."


class WitnessMissing(FieldError):
    code = "people.witness_missing"
    hint = "Si la persona no firma, escriba quién estuvo presente cuando dijo que sí."


class ConsentTextMissing(FieldError):
    code = "people.consent_text_missing"
    hint = "Ese permiso no tiene texto escrito en esa lengua. Elija otra lengua que la persona entienda, o busque intérprete."


class ConsentInFuture(FieldError):
    code = "people.consent_in_future"
    hint = "La hora del permiso todavía no llega. Corríjala."


class ConsentGone(FieldError):
    code = "people.consent_gone"
    hint = "No hay un permiso con ese folio en su grupo."


class NothingToWithdraw(FieldError):
    code = "people.nothing_to_withdraw"
    hint = "Ese permiso ya no vale: se había quitado antes, o la persona dijo que no."


class ChildNotAsked(FieldError):
    code = "people.child_not_asked"
    hint = "Es menor de 18 años: escriba qué dice la niña o el niño, y quién dice que sí por él o ella."


class AdultNotChecked(FieldError):
    code = "people.adult_not_checked"
    hint = "Un adulto que nadie revisó no basta: marque qué es de la niña o el niño y cómo se revisó, o llame a la oficina."


class OfficeNotSaid(FieldError):
    code = "people.office_not_said"
    hint = "Escriba qué oficina de protección de niñez dijo que sí, y quién de ahí."


class ChildReasonMissing(FieldError):
    code = "people.child_reason_missing"
    hint = "Escriba por qué conviene a la niña o al niño."


class ChildSaidNo(FieldError):
    code = "people.child_said_no"
    hint = "Dice que no: anote el no. Contra su palabra, solo la oficina o su interés superior, con el porqué escrito."


class PeriodTooLong(FieldError):
    code = "people.period_too_long"
    hint = "Solo se pueden estimar individuos de hasta {days} días: la pregunta mira un año atrás. Elija un periodo más corto."


class EstimateAlone(FieldError):
    code = "people.estimate_alone"
    hint = "Una estimación de individuos no se muestra sola: diga también qué se sabe de las otras dos, del mismo periodo."


class LinkOfOne(FieldError):
    code = "people.link_of_one"
    hint = "Los dos lados son el mismo registro. Abra la siguiente coincidencia."


class LinkGone(FieldError):
    code = "people.link_gone"
    hint = "Uno de los dos registros ya no está: se borró o quitó su permiso. Siga con la siguiente."


class LinkDecidedMeanwhile(FieldError):
    code = "people.link_decided_meanwhile"
    hint = (
        "Otra persona contestó esta coincidencia mientras usted la veía. "
        "No se guardó lo suyo: lea lo que dijo y conteste otra vez."
    )


class NothingToUndo(FieldError):
    code = "people.nothing_to_undo"
    hint = "Eso ya se había deshecho, o no está. Vuelva a cargar la página."
