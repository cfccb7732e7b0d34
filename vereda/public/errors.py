"""What can go wrong with what an emergency centre sends."""

from __future__ import annotations

from vereda.errors import FieldError


class TooManySent(FieldError):
    """More alerts of one address than people call."""

    code = "public.too_many_sent"
    hint = "Demasiadas alertas en diez minutos. Espere y mande otra vez con la misma referencia."


class SentNotUnderstood(FieldError):
    """A field is missing, unknown, or holds what it cannot hold."""

    code = "public.sent_not_understood"
    hint = "No se tomó: revise el campo {field}. El documento OpenAPI dice qué puede llevar."


class FolderOfOthers(FieldError):
    """A site would take the place of files that are not ours."""

    code = "public.folder_of_others"
    hint = "En {folder} hay otras cosas. Elija una carpeta nueva, vacía, o la de un sitio que ya se hizo aquí."


class FolderNotWritten(FieldError):
    """The folder of a site cannot be written."""

    code = "public.folder_not_written"
    hint = "No se pudo escribir {folder}: {reason}. Revise el nombre, los permisos y el espacio."
    exit_code = 1


class NotReviewed(FieldError):
    """Something of a site has no named reviewer, or its check is over."""

    code = "public.not_reviewed"
    hint = "No se publicó nada: {count} cosas no se pueden publicar hoy, están en la lista. Sin --publish sale una vista previa."
    exit_code = 1


class LanguageNotTold(FieldError):
    """A site was asked for in a language in which nothing is told."""

    code = "public.language_not_told"
    hint = "En {language} no hay nada que decir hoy. Hay: {known}."


class AddressNotUnderstood(FieldError):
    """The address of a site is none."""

    code = "public.address_not_understood"
    hint = "{address} no es una dirección. Escriba la del sitio completa: https://guia.example.org/"
