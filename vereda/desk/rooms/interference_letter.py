"""The letter by which a record of interference reaches the outside body: codes in words, the account, nobody who was met."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import interference as room
from vereda.paper.door import Letter, Told, letter_pdf, lines_of
from vereda.safety.door import Interference


def letter(row: Interference, now: datetime, *, with_account: bool = True) -> bytes:
    """Return the letter of a record as PDF, in the language of the screen."""
    return letter_pdf(
        written(row, now, with_account=with_account),
        lacking=_("Donde dice «?» se escribió un signo que esta letra no tiene; el texto completo está en el registro."),
    )


def written(row: Interference, now: datetime, *, with_account: bool = True) -> Letter:
    """Return the letter of a record in words. with_account: not where the account names somebody whom it must not."""
    labels = Labels(row.country)
    one = room.described([row], now, labels)[0]
    known = pack(row.country)
    told = [
        Told(
            title=_("Relato escrito el {when}").format(when=_moment(account.at)),
            lines=lines_of(account.text) or [_("El relato está sellado y esta computadora no lo abre; se entrega aparte.")],
        )
        for account in (room.accounts(row) if with_account else ())
    ]
    return Letter(
        sender=labels.group(row.group),
        day=formats.date_format(now.date(), "DATE_FORMAT"),
        body=known.institutions[known.country.outside_body].name,
        subject=_("Actuación de una autoridad junto a la ayuda humanitaria. Registro {folio}").format(folio=one.folio),
        opening=[
            _(
                "Ponemos en su conocimiento que una autoridad actuó a la vista de la ayuda que damos a personas migrantes, o en "
                "las dos horas antes o después. Pedimos que se valore según sus atribuciones y que se nos dé acuse de recibo."
            )
        ],
        facts=_facts(row, one, labels),
        accounts=told,
        closing=[
            _(
                "El registro no guarda el nombre, la nacionalidad ni el lugar exacto de ninguna persona migrante, y no se puede "
                "retirar. Pedimos que nada de esto se use para ubicar a quienes reciben la ayuda."
            )
        ],
        signs=[_("Por el grupo: nombre y firma"), _("Recibió: sello, número de acuse y fecha")],
        foot=_("Registro {folio}").format(folio=one.folio),
        lang="en" if (get_language() or "").startswith("en") else "es",
    )


def _facts(row: Interference, one: room.Shown, labels: Labels) -> list[tuple[str, str]]:
    """Return what is known, line by line; a number that nobody knows is said to be unknown."""
    unknown = _("no se sabe")
    facts = [
        (_("Cuándo"), _moment(row.at)),
        (_("Dónde"), one.place),
        (_("Autoridad"), one.authority),
        (_("Qué hizo"), "; ".join(one.acts)),
        (_("Qué tan cerca"), one.within),
        (_("Personas afectadas"), unknown if row.people is None else str(row.people)),
    ]
    if row.detained is not None or "detained" in row.acts:
        facts.append((_("Personas detenidas"), unknown if row.detained is None else str(row.detained)))
    facts.append((_("Quién lo cuenta"), one.witness))
    if one.we_did:
        facts.append((_("Qué hizo el grupo"), "; ".join(one.we_did)))
    return facts


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
