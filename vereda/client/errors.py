"""What the phone's side can refuse by itself."""

from __future__ import annotations

from vereda.errors import FieldError


class AgentNotHere(FieldError):
    code = "client.agent_not_here"
    hint = "Usted no está dado de alta en este teléfono, o ya no tiene función vigente. Pida un código a quien coordina."


class AppTooOld(FieldError):
    """The app is older than this server lets write; what it has it delivers."""

    code = "client.app_too_old"
    hint = "Esta versión de la aplicación ya no puede anotar. Actualícela; lo que tiene guardado se envía igual."


class Busy(FieldError):
    """Many phones deliver at once; this one comes back in a moment."""

    code = "client.busy"
    hint = "Muchos teléfonos están enviando ahora. El suyo lo intenta de nuevo en unos segundos; nada se pierde."
