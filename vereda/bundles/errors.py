"""What can go wrong between countries. Each says what to do; none holds a name, a key or what a bundle tells."""

from __future__ import annotations

from vereda.errors import FieldError

# A card -------------------------------------------------------------------------------------------------------------


class CardDamaged(FieldError):
    code = "bundles.card_damaged"
    hint = "Eso no es la tarjeta de una instalación, o no está entera. Pídala otra vez."


class CardOfEnforcement(FieldError):
    """The card is of a body that detains, or says so in its name: it neither sends nor receives (rules.md, section 1)."""

    code = "bundles.card_of_enforcement"
    hint = "Esa tarjeta es de una autoridad migratoria, policía, ejército o fiscalía. Con ellas no se intercambia nada."


class CardIsOurs(FieldError):
    code = "bundles.card_is_ours"
    hint = "Esa es la tarjeta de esta misma instalación. Traiga la de la otra."


class CardDiffers(FieldError):
    """The same keys call themselves another country, another kind of institution, or no regional office any more."""

    code = "bundles.card_differs"
    hint = (
        "Con las mismas llaves, esa instalación dice ahora ser de otro país, otra clase de institución u otra oficina. "
        "No se tomó nada: llame, y si es cierto, intercambien tarjetas de llaves nuevas."
    )


class CardUnknown(FieldError):
    code = "bundles.card_unknown"
    hint = "Aquí no hay una instalación con esa huella."


class FingerprintDiffers(FieldError):
    code = "bundles.fingerprint_differs"
    hint = "La huella que le leyeron no es la de la tarjeta. No confíe en ella: llame otra vez y compárenla completa."


class CardKnown(FieldError):
    code = "bundles.card_known"
    hint = "Esa tarjeta ya está aquí."


class CardRevoked(FieldError):
    """A revoked key is never trusted again: who works with them again exchanges cards of new keys."""

    code = "bundles.card_revoked"
    hint = "A esa huella ya se le quitó la confianza. Para volver a intercambiar hace falta una tarjeta con llaves nuevas."


class SamePersonTrusts(FieldError):
    code = "bundles.same_person"
    hint = "Usted comparó esa huella. La segunda vez la compara otra persona, con otra llamada."


class PersonMissing(FieldError):
    code = "bundles.person_missing"
    hint = "Diga quién: --as CUENTA. Confiar en otra instalación lo deciden dos personas."


class NotTrusted(FieldError):
    code = "bundles.not_trusted"
    hint = "Todavía no se confía en esa instalación: faltan dos personas que comparen la huella, o se le quitó la confianza."


class NotAtPost(FieldError):
    code = "bundles.not_at_post"
    hint = "Entre países solo intercambia la central. Lleve el archivo allá."


# A bundle that came -------------------------------------------------------------------------------------------------


class BundleUnknown(FieldError):
    code = "bundles.unknown"
    hint = "Eso no es un paquete entre países de Vereda."


class BundleTooNew(FieldError):
    """It needs a program that is newer than ours."""

    code = "bundles.too_new"
    hint = "El paquete necesita un programa más nuevo ({needs}; aquí {reads}). Actualice Vereda y tráigalo otra vez."


class BundleTruncated(FieldError):
    code = "bundles.truncated"
    hint = "El paquete no está entero: llegaron {came} de {bytes} bytes. Cópielo otra vez; no se tomó nada."


class BundleDamaged(FieldError):
    code = "bundles.damaged"
    hint = "El paquete se dañó en el camino. Cópielo otra vez; no se tomó nada."


class BundleNotOurs(FieldError):
    code = "bundles.not_ours"
    hint = "El paquete está cerrado para otra instalación, o para una llave que aquí ya no está. Pida uno para la tarjeta de hoy."


class BundleTampered(FieldError):
    """Whole, addressed to us, and yet it does not open: somebody changed what is sealed."""

    code = "bundles.tampered"
    hint = "Alguien cambió el paquete después de cerrarlo. No se tomó nada; avise por teléfono a quien lo mandó."


class SenderUnknown(FieldError):
    code = "bundles.sender_unknown"
    hint = "El paquete es de una instalación que aquí nadie conoce. Primero intercambien tarjetas y comparen huellas."


class SenderNotTrusted(FieldError):
    code = "bundles.sender_not_trusted"
    hint = "De quien manda el paquete falta que una segunda persona compare la huella. Después tráigalo otra vez."


class SenderRevoked(FieldError):
    code = "bundles.sender_revoked"
    hint = "A quien manda el paquete se le quitó la confianza. No se tomó nada."


class SignatureWrong(FieldError):
    code = "bundles.signature_wrong"
    hint = "El paquete dice ser de alguien conocido y no lleva su firma. No se tomó nada; avise por teléfono."


class BundleFromFuture(FieldError):
    code = "bundles.from_future"
    hint = "El paquete dice que se hizo el {made}, y todavía no llega esa hora. Revisen los relojes y háganlo otra vez."


class BundleExpired(FieldError):
    code = "bundles.expired"
    hint = "El paquete se hizo el {made}, hace más de {days} días. Pida uno de hoy; no se tomó nada."


class BundleMalformed(FieldError):
    code = "bundles.malformed"
    hint = "El paquete abre y su firma vale, pero no dice lo que debe. Avise a quien lo mandó; no se tomó nada."


class BundleWithPersons(FieldError):
    """The regional office takes public material alone, whoever sends."""

    code = "bundles.with_persons"
    hint = "El paquete trae personas, y la oficina regional no recibe ninguna. No se tomó nada; avise a quien lo mandó."


class BundleTooLarge(FieldError):
    code = "bundles.too_large"
    hint = "El paquete es más grande de lo que se puede llevar ({most} MB)."


# The line -----------------------------------------------------------------------------------------------------------


class NoAddress(FieldError):
    code = "bundles.no_address"
    hint = "La tarjeta de esa instalación no dice una dirección https. Lleve el paquete en un archivo."


class LineDown(FieldError):
    code = "bundles.line_down"
    hint = "No se pudo llegar a esa instalación ({why}). Pruebe después, o lleve el paquete en un archivo."
    exit_code = 1


class RefusedThere(FieldError):
    """The other side did not take it. said: its code."""

    code = "bundles.refused_there"
    hint = "Allá no tomaron el paquete: {said}."
    exit_code = 1


class FileNotWritten(FieldError):
    code = "bundles.file_not_written"
    hint = "No se pudo escribir {path}: {reason}. Elija otra carpeta."
    exit_code = 1


# Persons across a border --------------------------------------------------------------------------------------------


class ReceiverGone(FieldError):
    code = "bundles.receiver_gone"
    hint = "Ese grupo ya no está en la tarjeta de su país, o ya no se confía en ella. Elija otro."


class ConsentOnly(FieldError):
    code = "bundles.consent_only"
    hint = "A otro país solo se refiere con el permiso de la persona. Si no puede contestar, se le atiende aquí."


class HandedGone(FieldError):
    code = "bundles.handed_gone"
    hint = "No hay una persona con ese folio entre las que otro país refirió a su grupo."


class HandedRests(FieldError):
    code = "bundles.handed_rests"
    hint = "La persona quitó su permiso, o el otro país la retiró. Ya no se anota nada."


class HandedAnswered(FieldError):
    code = "bundles.handed_answered"
    hint = "Eso ya se había contestado."


class HandedNotAccepted(FieldError):
    code = "bundles.handed_not_accepted"
    hint = "Primero hay que decir que se le recibe; después se anota lo demás."


class ReasonMissing(FieldError):
    code = "bundles.reason_missing"
    hint = "Diga por qué no se puede, para que allá busquen otra ayuda."
