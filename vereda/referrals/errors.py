"""What can go wrong with referrals. Details never hold a name, nor what the referral is about."""

from __future__ import annotations

from vereda.errors import FieldError


class ReferralGone(FieldError):
    code = "referrals.gone"
    hint = "No hay una referencia con ese folio en su grupo."


class ServiceNotYours(FieldError):
    code = "referrals.service_not_yours"
    hint = "Su función no refiere a esa ayuda, o no con este motivo. Pídalo a quien sí: paramédico, protección o asesoría legal."


class ReferralRests(FieldError):
    code = "referrals.rests"
    hint = "Esa referencia ya terminó. Si hace falta, haga otra."


class ReferredToEnforcement(FieldError):
    code = "referrals.to_enforcement"
    hint = (
        "No se envía a una autoridad migratoria, policía, ejército ni fiscalía. Elija a quien ayuda, o dé el papel a la persona."
    )


class ReceiverUnknown(FieldError):
    code = "referrals.receiver_unknown"
    hint = "Falta a quién se envía: elija del directorio, o escriba el nombre y qué hace esa institución."


class ReceiverCannotServe(FieldError):
    code = "referrals.receiver_cannot_serve"
    hint = "Esa institución no da esa ayuda. Elija otra, o cambie la ayuda que se pide."


class ReferralConsentMissing(FieldError):
    code = "referrals.consent_missing"
    hint = (
        "La persona no ha dado permiso para que se cuente, o lo quitó. Pídalo primero; los primeros auxilios no esperan permiso."
    )


class BasisDoesNotFit(FieldError):
    code = "referrals.basis_does_not_fit"
    hint = "Sin permiso solo se refiere por peligro de vida (salud, sin nombre) o por el interés superior de una niña o niño."


class BestInterestsUnsaid(FieldError):
    code = "referrals.best_interests_unsaid"
    hint = "Escriba por qué conviene a la niña o niño, y qué dijo que quiere."


class ToldTooMuch(FieldError):
    """`items`: codes of pieces that the table does not allow for that help."""

    code = "referrals.told_too_much"
    hint = "Para esa ayuda no se cuenta tanto. Quite: {items}."


class ToldTooLittle(FieldError):
    """`items`: codes of pieces without which the receiver cannot help."""

    code = "referrals.told_too_little"
    hint = "Falta algo sin lo que no se puede ayudar: {items}."


class ToldTooLong(FieldError):
    code = "referrals.told_too_long"
    hint = "Un dato tiene {length} signos y caben {most}. Acórtelo."


class ReferralEncounterUnknown(FieldError):
    code = "referrals.encounter_unknown"
    hint = "No hay un encuentro con ese folio en su grupo."


class RefusalReasonMissing(FieldError):
    code = "referrals.refusal_reason_missing"
    hint = "Diga por qué no se puede, para buscar a otra institución."


class AlreadyAnswered(FieldError):
    code = "referrals.already_answered"
    hint = "Ya se había contestado. Si la respuesta cambió, el grupo la deshace primero."


class NotAnsweredYet(FieldError):
    code = "referrals.not_answered_yet"
    hint = "Todavía no hay respuesta que deshacer."


class NotAcceptedYet(FieldError):
    code = "referrals.not_accepted_yet"
    hint = "Primero hay que aceptar; después se anota si llegó."


class ReferralInFuture(FieldError):
    code = "referrals.in_future"
    hint = "Esa hora todavía no llega. Corríjala."


class PlaceUnknown(FieldError):
    code = "referrals.place_unknown"
    hint = "No hay un lugar con ese nombre en el directorio."


class PlaceHasNoBeds(FieldError):
    code = "referrals.place_has_no_beds"
    hint = "Ahí no duerme nadie: solo los albergues dicen sus lugares libres."


class CapacityMissing(FieldError):
    code = "referrals.capacity_missing"
    hint = "Escriba cuántos lugares libres hay, al menos para una de las opciones. Si no hay, escriba 0."


class CapacityOld(FieldError):
    code = "referrals.capacity_old"
    hint = "El último conteo ya no es de hoy. Cuente otra vez los lugares libres."


class NoPlaceLeft(FieldError):
    code = "referrals.no_place_left"
    hint = "Ya no quedaba lugar ahí. Si el conteo está mal, cuente otra vez."
