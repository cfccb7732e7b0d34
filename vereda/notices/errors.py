"""What can go wrong with danger notices, with the services that are asked for weather, and with the risk map."""

from __future__ import annotations

from vereda.errors import FieldError


class NoticeNotThere(FieldError):
    """It was ended meanwhile, or never was."""

    code = "notices.not_there"
    hint = "Ese aviso ya terminó o no existe; vuelva a la lista de avisos."


class AreaMissing(FieldError):
    code = "notices.area_missing"
    hint = "Diga dónde vale: dibuje el área, o elija estados, municipios, un cruce o un peligro del paquete."


class AreaUnknown(FieldError):
    """A code that the pack does not have, or a crossing point that is not published."""

    code = "notices.area_unknown"
    hint = "Ese lugar no está en el paquete del país o no se publica; elija uno de la lista."


class AreaManyTowns(FieldError):
    code = "notices.area_many_towns"
    hint = "Son {count} municipios y caben {most}. Elija el estado entero, o dé dos avisos. Nada se perdió."


class MissionsFiner(FieldError):
    """What is known from missions is told by state alone: a municipality, a crossing or a drawn area would show a way."""

    code = "notices.missions_finer"
    hint = "Lo que se sabe por búsquedas se avisa por estado entero: una zona más chica señala por dónde pasa la gente."


class MissionsFew(FieldError):
    """The proposal does not stand (any more): too few missions, or too young ones."""

    code = "notices.missions_few"
    hint = "De ese estado no hay cinco búsquedas de hace más de 30 días. Si lo sabe por otra fuente, dé un aviso nuevo."


class PointWrong(FieldError):
    """A line of a drawn area that is no point."""

    code = "notices.point_wrong"
    hint = (
        "El renglón {line} del área no es un punto: escriba latitud, longitud, por ejemplo 28.70, -100.52. Lo demás sigue aquí."
    )


class AreaOpen(FieldError):
    """Fewer than three corners."""

    code = "notices.area_open"
    hint = "Un área necesita al menos tres esquinas distintas; marque otra en el mapa."


class AreaManyPoints(FieldError):
    code = "notices.area_many_points"
    hint = "El área lleva {count} esquinas y caben {most}; quite las que sobren."


class AreaCrossed(FieldError):
    """Its outline crosses itself: which side is meant?"""

    code = "notices.area_crossed"
    hint = "El contorno se cruza consigo mismo cerca de {lat}, {lon}: mueva o quite una esquina. Nada se perdió."


class AreaSmall(FieldError):
    """It would mark a place."""

    code = "notices.area_small"
    hint = (
        "El área mide unos {km2} km² y debe medir al menos {least}: una más chica señalaría por dónde se pasa. "
        "Agrándela o elija un municipio."
    )


class PeriodBackwards(FieldError):
    """It would end before it begins."""

    code = "notices.period_backwards"
    hint = "El aviso termina antes de empezar. Revise las dos fechas; lo demás sigue aquí."


class PeriodOver(FieldError):
    code = "notices.period_over"
    hint = "Con ese fin, el aviso ya habría terminado. Ponga una fecha y una hora que no hayan pasado."


class PeriodLong(FieldError):
    code = "notices.period_long"
    hint = "Un aviso vale a lo más 12 meses; si el peligro sigue, se vuelve a dar."


class SourceMissing(FieldError):
    code = "notices.source_missing"
    hint = "Escriba cómo se sabe: la página, el servicio del clima, la oficina. Sin fuente no hay aviso."


class EndReasonMissing(FieldError):
    code = "notices.reason_missing"
    hint = "Escriba en una frase por qué termina antes de su fecha."


class NothingToGive(FieldError):
    """No text of it may be published."""

    code = "notices.nothing_to_give"
    hint = "No se puede hacer el archivo público: {lacks} Mientras, solo hay archivo de muestra."


class FeedFailed(FieldError):
    """The root of what can go wrong with a weather service; the other services are still read."""


class FeedDead(FeedFailed):
    code = "notices.feed_dead"
    hint = "No contesta {where} ({why}). Nada se perdió: siguen los avisos que ya había. Revise la dirección o intente más tarde."


class FeedMoved(FeedFailed):
    code = "notices.feed_moved"
    hint = "{where} manda a otra dirección y aquí no se sigue sola. Ponga la nueva en los ajustes."


class FeedRefused(FeedFailed):
    code = "notices.feed_refused"
    hint = "{where} contestó con el error {status}. Nada se perdió; revise la dirección."


class FeedLarge(FeedFailed):
    code = "notices.feed_large"
    hint = "{where} manda más de lo que un aviso necesita; no se leyó."


class FeedElsewhere(FeedFailed):
    """A link of a feed that leads to another machine."""

    code = "notices.feed_elsewhere"
    hint = "Un enlace de {where} lleva a otro servidor ({other}); no se siguió. Si es de fiar, póngalo como servicio propio."


class FeedNotRead(FeedFailed):
    code = "notices.feed_not_read"
    hint = "Lo que manda {where} no es una lista de avisos CAP. Revise la dirección; nada se perdió."


class ForecastNotRead(FeedFailed):
    code = "notices.forecast_not_read"
    hint = "El pronóstico de {where} no se entiende: falta «{what}». Nada se perdió."


class ForecastSaidNo(FeedFailed):
    """The service answered that it cannot."""

    code = "notices.forecast_said_no"
    hint = "El servicio de pronóstico {where} contestó que no: «{why}»."


class NoFeeds(FieldError):
    code = "notices.no_feeds"
    hint = "No hay servicios del clima puestos. Quien administra los pone en VEREDA_CAP_FEEDS y VEREDA_FORECAST_URL."
