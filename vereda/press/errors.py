"""What can go wrong with a note to the press; each sentence says what to do instead."""

from __future__ import annotations

from vereda.errors import FieldError


class NoteUnknown(FieldError):
    code = "press.note_unknown"
    exit_code = 1
    hint = "No hay una nota así. Vea la lista de notas."


class ContactUnknown(FieldError):
    code = "press.contact_unknown"
    hint = "Ese contacto de prensa no está. Elija otro de la lista o anótelo primero."


class ContactMissing(FieldError):
    """A journalist who finds nobody to ask writes what he thinks."""

    code = "press.contact_missing"
    hint = "La nota no tiene contacto de prensa. Elija al menos uno antes de publicar."


class ContactExpired(FieldError):
    """A number that somebody else answers by now is worse than none."""

    code = "press.contact_expired"
    hint = "El contacto de prensa {name} valía hasta el {on}. Confirme sus datos y cambie la fecha, o quítelo de la nota."


class TelephoneNotUnderstood(FieldError):
    code = "press.telephone_not_understood"
    hint = "El teléfono «{value}» no se entiende. Escríbalo con + y la clave del país, por ejemplo +52 55 0000 0000."


class EmailNotUnderstood(FieldError):
    code = "press.email_not_understood"
    hint = "El correo «{value}» no se entiende. Escriba, por ejemplo, prensa@example.org."


class EditionMoved(FieldError):
    """A note tells what stands: since it was written, the edition was revised."""

    code = "press.edition_moved"
    hint = "La edición {edition} se revisó después de redactar la nota. Redáctela otra vez con la revisión que vale."


class TotalWithheld(FieldError):
    code = "press.total_withheld"
    hint = "La edición {edition} no dice cuántas atenciones hubo: la celda va reservada. De ella no se hace una nota."


class EstimateAlone(FieldError):
    """Three estimates, or the reasons why there is none, go together."""

    code = "press.estimate_alone"
    hint = "Una estimación de personas no sale sola: van las tres, o por qué falta alguna."


class NothingDrafted(FieldError):
    code = "press.nothing_drafted"
    hint = "No hay borrador que publicar. Redacte la nota, o una revisión de ella."


class AnotherDraft(FieldError):
    """Somebody wrote anew between looking and saying yes: a yes is to the words that were read."""

    code = "press.another_draft"
    hint = "Entre tanto cambió el texto. Vuelva a leerlo antes de publicar."


class SamePersonPublishes(FieldError):
    code = "press.same_person_publishes"
    hint = "Usted redactó la nota: la publica otra persona. Pida que la lea quien tenga ese derecho."


class SamePersonApproves(FieldError):
    code = "press.same_person_approves"
    hint = "Usted escribió esas palabras: anota el visto bueno otra persona, con quién lo dio y cuándo."


class QuotationUnknown(FieldError):
    code = "press.quotation_unknown"
    hint = "Esas palabras ya no están en el borrador. Vuelva a leerlo."


class QuotationNotApproved(FieldError):
    """Nobody is quoted who did not say yes to these very words."""

    code = "press.quotation_not_approved"
    hint = "Falta el visto bueno de {speaker}, o de su oficina, a sus palabras. Anótelo antes de publicar, o quite la cita."


class ApprovedLater(FieldError):
    code = "press.approved_later"
    hint = "El visto bueno lleva una fecha que aún no llega. Corríjala."


class WhyMissing(FieldError):
    code = "press.why_missing"
    hint = "Esa nota ya está publicada. Diga en palabras por qué se revisa."


class WorkshopUnknown(FieldError):
    code = "press.workshop_unknown"
    hint = "No hay un taller con la clave «{value}». Elija uno de la lista, o ninguno."


class GlyphMissing(FieldError):
    """The fonts do not have a letter: on paper it would be an empty box."""

    code = "press.glyph_missing"
    hint = "Las letras del PDF no tienen «{sign}». Escríbalo de otro modo."
