"""What can go wrong with the plan of a search, and with the model of a terrain that somebody brings."""

from __future__ import annotations

from vereda.errors import FieldError


class PlanGone(FieldError):
    code = "rescue.plan_gone"
    hint = "Esta misión no tiene un plan que se pueda leer: no se ha hecho, o sus puntos ya se destruyeron. Haga uno nuevo."


class PlanNeedsPlace(FieldError):
    code = "rescue.plan_needs_place"
    hint = "Diga dónde se les vio o desde dónde llamaron por última vez: sin ese punto no hay plan."


class PlanNeedsDestination(FieldError):
    code = "rescue.plan_needs_destination"
    hint = "Diga hacia dónde caminan, o ponga en cero el peso de «Caminan hacia un destino»."


class PlanNeedsCallPoint(FieldError):
    code = "rescue.plan_needs_call_point"
    hint = "Escriba el punto de la llamada, o ponga en cero su peso."


class PlanNeedsBehaviour(FieldError):
    code = "rescue.plan_needs_behaviour"
    hint = "Dé peso a lo menos a una conducta: es lo que dice dónde pueden estar."


class AreaNotOfPlan(FieldError):
    code = "rescue.area_not_of_plan"
    hint = "El plan no tiene un área «{name}». Vuelva a cargar el plan y elija una de su tabla."


class PlanChanged(FieldError):
    code = "rescue.plan_changed"
    hint = "El plan cambió mientras usted escribía, y sus áreas pueden ser otras. Revise el área y guarde otra vez."


class SearchNotThere(FieldError):
    code = "rescue.search_not_there"
    hint = "Esa búsqueda ya se quitó o no es de esta misión; vuelva a cargar la página."


class SearchedNothing(FieldError):
    code = "rescue.searched_nothing"
    hint = "Diga cuántas horas se buscó de verdad, o elija qué tan bien se buscó."


class TerrainNeedsName(FieldError):
    code = "rescue.terrain_needs_name"
    hint = "Póngale nombre al terreno, por ejemplo «Dunas, norte»."


class TerrainTooLarge(FieldError):
    code = "rescue.terrain_too_large"
    hint = "El archivo pasa de {most} MB. Recorte el área o use celdas más grandes."


class TerrainNotTiff(FieldError):
    code = "rescue.terrain_not_tiff"
    hint = "El archivo no es un GeoTIFF. Guárdelo como GeoTIFF de una banda e inténtelo otra vez."


class TerrainNotThere(FieldError):
    code = "rescue.terrain_not_there"
    hint = "Ese terreno ya se quitó o lo trajo otro grupo; vuelva a cargar la página."
