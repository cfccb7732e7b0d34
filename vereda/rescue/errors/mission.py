"""What can go wrong with missions."""

from __future__ import annotations

from vereda.errors import FieldError


class MissionNotOpen(FieldError):
    code = "rescue.mission_not_open"
    hint = "Esa misión ya está cerrada o no es de su grupo; vuelva a cargar la página."


class MissionNotClosed(FieldError):
    code = "rescue.mission_not_closed"
    hint = "Esa misión sigue abierta o no es de su grupo; vuelva a cargar la página."


class TeamsStillOut(FieldError):
    code = "rescue.teams_still_out"
    hint = "Todavía no regresa {signs}. Anote primero su regreso, o que no salió."


class TeamNotOut(FieldError):
    code = "rescue.team_not_out"
    hint = "Ese equipo ya regresó, no salió o no es de su grupo; vuelva a cargar la página."


class TeamNotBack(FieldError):
    code = "rescue.team_not_back"
    hint = "Ese equipo sigue fuera o no es de su grupo; vuelva a cargar la página."


class TeamAlreadyOut(FieldError):
    code = "rescue.team_already_out"
    hint = "{sign} ya está fuera en esta misión. Use otro indicativo, o anote primero su regreso."


class TeamNeedsCallSign(FieldError):
    code = "rescue.team_needs_call_sign"
    hint = "Diga cómo se llama el equipo en la radio, por ejemplo Lobo 2."


class TeamAlreadyGone(FieldError):
    code = "rescue.team_already_gone"
    hint = "Ese equipo ya había salido. Si regresó, anote su regreso."


class BeforeDispatch(FieldError):
    code = "rescue.before_dispatch"
    hint = "A esa hora el equipo todavía no se había despachado. Revise la hora."


class AttemptNotOpen(FieldError):
    code = "rescue.attempt_not_open"
    hint = "No hay un intento abierto en esta misión; empieza al despachar un equipo."


class NothingWritten(FieldError):
    code = "rescue.nothing_written"
    hint = "Escriba qué hay que saber."


class UnknownMissionWord(FieldError):
    code = "rescue.unknown_mission_word"
    hint = "El catálogo del país no tiene «{value}». Elija de la lista."


class ClueNotThere(FieldError):
    code = "rescue.clue_not_there"
    hint = "Esa pista ya se quitó o no es de esta misión; vuelva a cargar la página."
