"""Words of what goes between countries on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.bundles.door import RECALL, REFERRAL, WORD, Direction, RevokedFor, Standing, Way, kinds
from vereda.referrals.schema import Status

type Words = Mapping[str, str | Promise]

STEPS: Words = {
    "bundles.card_proposed": lazy("Comparó la huella de otra instalación"),
    "bundles.card_trusted": lazy("Comparó la huella una segunda persona: se confía"),
    "bundles.card_renewed": lazy("La otra instalación cambió su tarjeta"),
    "bundles.trust_revoked": lazy("Quitó la confianza"),
    "bundles.given": lazy("Hizo un paquete"),
    "bundles.taken": lazy("Recibió un paquete"),
    "bundles.refused": lazy("Rechazó un paquete"),
    "bundles.crossing_made": lazy("Va a un grupo de otro país"),
    "bundles.crossing_received": lazy("La recibieron en el otro país"),
    "bundles.handed_came": lazy("Llegó de otro país"),
    "bundles.handed_answered": lazy("Contestó al otro país"),
    "bundles.handed_arrived": lazy("Anotó que ya llegó"),
    "bundles.handed_done": lazy("Anotó que ya se atendió"),
    "bundles.handed_noted": lazy("Dejó un recado para el otro país"),
    "bundles.handed_recalled": lazy("El otro país la retiró; lo que se contó se borró"),
}
STANDINGS: Words = {
    Standing.PROPOSED: lazy("falta la segunda persona"),
    Standing.TRUSTED: lazy("se confía"),
    Standing.REVOKED: lazy("sin confianza"),
}
REVOKED: Words = {
    RevokedFor.KEY_LOST: lazy("Otra persona puede tener sus llaves"),
    RevokedFor.NOT_THEM: lazy("La tarjeta no era de ellos"),
    RevokedFor.ENDED: lazy("Ya no se trabaja juntos"),
    RevokedFor.ENFORCEMENT: lazy("Pasó a depender de una autoridad que detiene"),
}
WAYS: Words = {Way.FILE: lazy("archivo"), Way.LINE: lazy("línea")}
DIRECTIONS: Words = {Direction.GIVEN: lazy("Enviado"), Direction.TAKEN: lazy("Recibido")}
REFUSED: Words = {
    "bundles.damaged": lazy("se dañó en el camino"),
    "bundles.expired": lazy("era de hace demasiados días"),
    "bundles.from_future": lazy("dice una hora que no llega: revisen los relojes"),
    "bundles.malformed": lazy("no dice lo que debe"),
    "bundles.not_ours": lazy("estaba cerrado para otra instalación"),
    "bundles.sender_not_trusted": lazy("faltaba la segunda persona que compara la huella"),
    "bundles.sender_revoked": lazy("a quien lo manda se le quitó la confianza"),
    "bundles.sender_unknown": lazy("nadie conoce a quien lo manda"),
    "bundles.signature_wrong": lazy("no lleva la firma de quien dice"),
    "bundles.tampered": lazy("alguien lo cambió después de cerrarlo"),
    "bundles.too_large": lazy("es demasiado grande"),
    "bundles.too_new": lazy("necesita un programa más nuevo"),
    "bundles.truncated": lazy("no llegó entero"),
    "bundles.unknown": lazy("no es un paquete entre países"),
    "bundles.with_persons": lazy("traía personas"),
}
"""Why a bundle was not taken, here or there."""
LEFT: Words = {REFERRAL: lazy("personas referidas"), WORD: lazy("respuestas"), RECALL: lazy("retiros")}
"""Of what was not taken, beside the kinds of public material."""
STATUSES: Words = {
    Status.SENT: lazy("Sin contestar"),
    Status.ACCEPTED: lazy("Se le recibe"),
    Status.REFUSED: lazy("No se puede"),
    Status.ARRIVED: lazy("Ya llegó"),
    Status.DONE: lazy("Ya se atendió"),
    Status.RECALLED: lazy("Retirada"),
}
"""How it stands with a person who came from another country."""


def kind(code: str) -> str | Promise:
    """Return how a kind of material, or of what was not taken, is called; an unknown one by its code."""
    known = kinds().get(code)
    return known.title if known else LEFT.get(code, code)


def refused(code: str) -> str:
    """Return why a bundle was not taken; an unknown reason by its code."""
    return str(REFUSED.get(code, code))
