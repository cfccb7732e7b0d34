"""How a name comes out otherwise: heard, typed, read from paper, or spelled in Spanish for another tongue. Pure."""

from __future__ import annotations

from random import Random

HEARD = (
    ("z", "s"), ("s", "z"), ("c", "s"), ("v", "b"), ("b", "v"), ("ll", "y"), ("y", "ll"), ("h", ""), ("j", "g"), ("g", "j"),
    ("x", "j"), ("qu", "k"), ("k", "c"), ("i", "y"), ("ph", "f"), ("th", "t"), ("nn", "n"),
)  # fmt: skip
BY_EAR = (
    ("ou", "u"), ("ou", "o"), ("oi", "wa"), ("au", "o"), ("eau", "o"), ("ph", "f"), ("ch", "sh"), ("qu", "k"), ("c", "k"),
    ("g", "j"), ("in", "en"), ("ain", "en"), ("en", "an"), ("an", "en"), ("ie", "i"), ("é", "i"), ("e", "i"), ("ier", "ye"),
    ("re", ""), ("es", ""), ("t", ""), ("s", ""), ("d", ""), ("r", ""), ("x", "z"), ("j", "y"), ("w", "u"), ("lou", "lw"),
    ("th", "t"), ("mm", "m"), ("nn", "n"), ("ne", "n"), ("le", "l"), ("de", "d"), ("te", "t"), ("y", "i"),
)  # fmt: skip
"""What a clerk makes of French and Creole; those that stand for a whole ending change the end of a name only."""
AT_END = frozenset({"ier", "re", "es", "t", "s", "d", "ne", "le", "de", "te", "eau", "x"})
LUSOPHONE = (("ão", "ao"), ("ão", "on"), ("lh", "ll"), ("nh", "ñ"), ("ç", "s"), ("ss", "s"), ("lh", "l"), ("x", "sh"), ("v", "b"))
ON_PAPER = (
    ("m", "rn"), ("rn", "m"), ("cl", "d"), ("d", "cl"), ("o", "0"), ("a", "o"), ("n", "u"), ("u", "n"), ("e", "c"), ("l", "1"),
    ("i", "l"), ("v", "r"), ("nn", "m"),
)  # fmt: skip


def misheard(name: str, chance: Random) -> str:
    """Return a name as somebody else spells it: 'Yesenia' as 'Llesenia'."""
    return _changed(name, HEARD, chance)


def by_ear(name: str, chance: Random) -> str:
    """Return a Haitian name as it is heard, one to three sounds otherwise: 'Jean-François' as 'Jan Franswa'."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = _changed(name, BY_EAR, chance)
    return name


def lusophone(name: str, chance: Random) -> str:
    """Return a Brazilian name as it is written in Spanish."""
    return _changed(name, LUSOPHONE, chance)


def misread(name: str, chance: Random) -> str:
    """Return a name as it is read from a sheet of paper: 'Carmen' as 'Carrnen'."""
    return _changed(name, ON_PAPER, chance)


def slipped(name: str, chance: Random) -> str:
    """Return a name with one slip of the keys: a letter lost, doubled, turned or taken for another."""
    at = chance.randrange(1, len(name) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == 2:
        return name[:at] + name[at] + name[at:]
    return name[:at] + chance.choice("aeiourstnl") + name[at + 1 :]


def plain(name: str) -> str:
    """Return a name in small letters without accents."""
    return name.lower().translate(str.maketrans("áéíóúñüçãõâêôèàëï", "aeiounucaoaeoeaei"))


def _changed(name: str, table: tuple[tuple[str, str], ...], chance: Random) -> str:
    low = name.lower()
    fit = [(said, into) for said, into in table if _place(low, said) > (0 if not into else -1)]
    if not fit:
        return name
    said, into = chance.choice(fit)
    at = _place(low, said)
    changed = name[:at] + into + name[at + len(said) :]
    return changed.capitalize() if at == 0 and changed else changed


def _place(low: str, said: str) -> int:
    """Return where a sound stands that may change, -1 where it does not."""
    if said in AT_END:
        return len(low) - len(said) if low.endswith(said) and len(low) > len(said) + 2 else -1
    return low.find(said)
