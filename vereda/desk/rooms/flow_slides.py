"""The slide set of published figures, in the language of who asks for it."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.statistics.door import flows


def slides(labels: Labels) -> bytes:
    """Return the slides as PDF: published figures of flows and of the groups, each with where it was printed."""
    states = labels.pack.admin1
    [made] = flows.slides(words(), place=lambda code: states[code].name if code in states else code, who=labels.nationality)
    return made


def words() -> flows.Words:
    """Return what stands on the slides besides figures."""
    return flows.Words(
        lang="en" if (get_language() or "").startswith("en") else "es",
        title=_("Tendencias de la migración"),
        subtitle=_("Cifras publicadas de flujos, junto a las de los grupos"),
        how_title=_("Cómo leer estas cifras"),
        how=(
            _("Son las que publicó la prensa, con su fuente en cada renglón. Ninguna sale de nuestros registros."),
            _("Presentada, devuelta y deportada son eventos: a una persona le puede pasar varias veces en un año."),
            _("Atenciones no son personas: una persona recibe varias."),
            _("Los periodos se enciman unos con otros: no se suman ni se restan."),
            _("Cada quien contó con sus definiciones. Donde hay dos cifras de lo mismo se muestran las dos."),
        ),
        groups={
            "own": _("Lo que hicieron los grupos, según la prensa"),
            "flow": _("Flujos"),
            "share": _("Partes de los flujos"),
        },
        columns=(_("Periodo"), _("Qué"), _("Quiénes"), _("Dónde"), _("Cifra"), _("Fuente")),
        sources=_("Fuentes"),
        foot=_("Cifras de prensa, de segunda mano. No se suman."),
    )
