"""What can go wrong with tracks of teams."""

from __future__ import annotations

from vereda.errors import FieldError


class TrackOfWhichTeam(FieldError):
    """The team that is said to have recorded it was not sent on this mission."""

    code = "rescue.track_of_which_team"
    hint = "Diga qué equipo de esta misión lo grabó. Si no está en la lista, despáchelo primero."


class TrackOutsideHours(FieldError):
    """Nothing of it was recorded while the team was on the mission."""

    code = "rescue.track_outside_hours"
    hint = (
        "«{name}» se grabó todo fuera de las horas en que {sign} estuvo en la misión. Revise el equipo, el archivo y el reloj "
        "del receptor."
    )


class TrackTooLate(FieldError):
    """The mission was closed so long ago that tracks of it are kept no more."""

    code = "rescue.track_too_late"
    hint = "La misión se cerró hace más de {days} días: ya no se guardan trayectos de ella."


class TrackGone(FieldError):
    """It was struck, destroyed or is of another mission."""

    code = "rescue.track_gone"
    hint = "Ese trayecto ya se quitó, se destruyó o no es de esta misión; vuelva a cargar la página."
