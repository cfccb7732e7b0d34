"""What can keep a handout from being made. Each names the topic and the language: who mends it knows where to look."""

from __future__ import annotations

from vereda.errors import FieldError


class LetterMissing(FieldError):
    code = "handouts.letter_missing"
    hint = (
        "La letra de imprenta no tiene «{sign}» ({name}), que está en «{topic}» ({language}). No se hizo nada: cambie ese signo."
    )


class TextOverflows(FieldError):
    code = "handouts.text_overflows"
    hint = "El texto «{topic}» ({language}) no cabe en su cuadro: {what}. No se hizo nada: acorte el texto."


class NotPublishable(FieldError):
    code = "handouts.not_publishable"
    hint = "No se puede publicar; no se hizo nada. Falta: {missing}."
    exit_code = 1


class NothingToTell(FieldError):
    code = "handouts.nothing_to_tell"
    hint = "No hay ningún texto en {language} para esto. Mejor ninguna lengua que una equivocada."


class LanguageTwice(FieldError):
    code = "handouts.language_twice"
    hint = "Las dos lenguas son la misma ({language}). Elija otra, o una sola."


class TopicUnknown(FieldError):
    code = "handouts.topic_unknown"
    hint = "El país no tiene el tema «{topic}»."


class TooManyTopics(FieldError):
    code = "handouts.too_many_topics"
    hint = "Caben {most} temas y eligió {count}. Quite algunos."


class SiteNotUnderstood(FieldError):
    code = "handouts.site_not_understood"
    hint = (
        "«{value}» no es la dirección de una página. Escríbala entera, como https://ayuda.example.org, de {most} signos a lo más."
    )


class SiteIsSample(FieldError):
    """What is handed out would send people to an address of a guide, where nobody answers."""

    code = "handouts.site_is_sample"
    hint = "«{site}» es una dirección de muestra: el código no lleva a ninguna parte. No se hizo nada; dé con --address la suya."


class PictureTooLarge(FieldError):
    code = "handouts.picture_too_large"
    hint = "La imagen de «{topic}» ({language}) pesa {bytes} bytes; el límite es {most}. No se hizo nada: acorte el texto."


class AudioTooLong(FieldError):
    code = "handouts.audio_too_long"
    hint = (
        "El audio de «{topic}» ({language}) dura {seconds} segundos; el límite es {most}. "
        "Acorte el texto hablado o grábelo más breve."
    )


class AudioTooLarge(FieldError):
    code = "handouts.audio_too_large"
    hint = (
        "El audio de «{topic}» ({language}) pesa {bytes} bytes; el límite es {most}. Acorte el texto hablado o grábelo más breve."
    )


class VoiceMissing(FieldError):
    code = "handouts.voice_missing"
    hint = (
        "No hay con qué decir «{topic}» ({language}): falta la grabación {file}, y aquí no hay espeak-ng o no habla esa lengua. "
        "Grábela, o instale espeak-ng."
    )
    exit_code = 1


class RecordingUnreadable(FieldError):
    code = "handouts.recording_unreadable"
    hint = "La grabación {file} no se puede leer: {reason}. Guárdela otra vez como WAV, FLAC, OGG o MP3."


class RecordingsUnreadable(FieldError):
    code = "handouts.recordings_unreadable"
    hint = "{file}, línea {line}: se espera {expected}."


class SiteMissing(FieldError):
    code = "handouts.site_missing"
    hint = "Falta la dirección de las páginas públicas, a la que lleva el código. Dígala con --address, o en VEREDA_HOSTS."


class TextOfCardMissing(FieldError):
    code = "handouts.text_of_card_missing"
    hint = "La tarjeta de contacto lleva una o dos lenguas, y se pidió: {languages}. Hay texto en: {there}."


class TextNotReviewed(FieldError):
    code = "handouts.text_not_reviewed"
    hint = (
        "Nadie con nombre ha revisado el texto de la tarjeta en: {languages}. No se hizo nada; sin --publish sale con la franja."
    )
    exit_code = 1
