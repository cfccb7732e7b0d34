"""What agents write in a free note: plain Spanish, no names, nothing that a code already says. All invented."""

from __future__ import annotations

import random

ANY = (
    "Caminaban desde la madrugada; traen ampollas.",
    "Dicen que les quitaron el dinero hace {days} días. No quieren presentar denuncia por ahora.",
    "Preguntan por un albergue para esta noche.",
    "Llevan {days} días de camino. Se les explicó la ruta del calor y dónde pedir ayuda.",
    "Pidieron solo agua; no quisieron dar más datos.",
    "Traen teléfono sin saldo, se les prestó para una llamada corta.",
    "Una persona con fiebre, se le sugirió ir al centro de salud; dice que irá mañana.",
    "Van a esperar a un familiar {days} días más.",
    "Se quedaron descansando a la sombra.",
    "Vienen de otro grupo que se dispersó por la lluvia.",
)
NOTES: dict[str, tuple[str, ...]] = {
    "train": (
        "El tren paró {minutes} minutos. Se repartió en fila, sin problemas.",
        "Tren detenido fuera del patio; mucha gente en los techos, varios no bajaron.",
        "Se acabó el agua, faltó para unas {few} personas. Pedir más para el siguiente.",
        "Dos muchachos con cortadas por el lazo del vagón, se curaron en el lugar.",
        "Se insistió en no subir con el tren en movimiento.",
    ),
    "post": (
        "Llegaron al módulo por su cuenta.",
        "Piden orientación para sus papeles. Se les explicó en qué oficina y qué llevar.",
        "Durmieron en la terminal de autobuses. Quieren bañarse.",
        "Solo pasaron a preguntar y a tomar agua.",
    ),
    "shelter": (
        "Plática en el albergue antes de la cena.",
        "Visita al albergue; la encargada pide cobijas y jabón.",
        "Preguntaron mucho por los cambios de ruta.",
    ),
    "returned": (
        "Llegó el autobús con {minutes} minutos de aviso.",
        "Varios sin documentos ni dinero. Se apoyó con llamada a su casa.",
        "Una persona separada de su hermano en la entrega, se le ayuda a localizarlo.",
    ),
    "rescue_desert": (
        "Sin agua desde ayer. Hicieron señales con un espejo.",
        "Llamaron al número de emergencias; dieron como seña una torre y dos cerros.",
        "Uno no podía caminar, se le bajó en camilla hasta la brecha.",
        "Primer intento sin éxito por la oscuridad; se encontraron al amanecer.",
    ),
    "rescue_river": (
        "Estaban en una isleta, el agua subía. Se les convenció de volver a la orilla.",
        "Ropa mojada y mucho frío, se les dio manta térmica.",
        "La corriente los separó; todos están bien.",
        "Aviso de un vecino. Se usó la lancha, {minutes} minutos de maniobra.",
    ),
    "rescue_mountain": (
        "Perdidos por la niebla, bajaron siguiendo el arroyo.",
        "Con frío y sin comer desde anteayer.",
    ),
    "rescue_railway": (
        "Cayó al intentar subir. Se estabilizó y se trasladó.",
        "Se quedó dormido junto a la vía; golpe en la pierna.",
    ),
    "search": (
        "Reporte de su hermano por teléfono. Estaba con vecinos, con bien.",
        "Se separó del grupo hace {days} días. Se avisó a quien lo buscaba, con su permiso.",
    ),
    "caravan": ("Van en orden, con gente de apoyo. Se contó al paso; los datos son aproximados.",),
    "body": (
        "Aviso de pescadores. Se resguardó el lugar hasta que llegó la autoridad que se hace cargo.",
        "Sin documentos a la vista. Se resguardó el lugar.",
    ),
}


def note(scene: str, rng: random.Random) -> str:
    """Return a note for a kind of meeting."""
    own = NOTES.get(scene, ())
    text = rng.choice(own if own and rng.random() < 0.75 else ANY)
    return text.format(days=rng.randint(2, 12), minutes=rng.choice((10, 15, 20, 25, 40)), few=rng.randint(5, 20))
