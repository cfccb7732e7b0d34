"""The guide as files: for any host, or a memory card. The same pages as are served; each name is a file beside the others."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.guidance import door as guidance
from vereda.guidance.door import Lacks, NumberLacks
from vereda.notices import door as notices
from vereda.public.errors import FolderNotWritten, FolderOfOthers
from vereda.public.guide import offline
from vereda.public.guide.site import AUDIO, INDEX, Site

WORDS: Mapping[str, str | Promise] = {
    Lacks.SOURCE: lazy("Falta leer la fuente, o se leyó hace más de 12 meses."),
    Lacks.REVIEWER: lazy("Falta que otra persona lo revise y responda por él."),
    Lacks.EXPIRED: lazy("La revisión venció."),
    Lacks.NUMBER: lazy("Nombra un número que hoy no se puede dar: falta llamar para comprobarlo."),
    Lacks.PLACE: lazy("Nombra un lugar que hoy no se puede mostrar: falta revisarlo."),
    Lacks.NAME: lazy("Nombra algo que no está en el paquete del país."),
    NumberLacks.RUNG: lazy("Nadie ha llamado en 90 días."),
    NumberLacks.UNANSWERED: lazy("La última vez nadie contestó."),
}


@dataclass(frozen=True)
class Unready:
    """What keeps a site from being published. what: 'text', 'notice', 'number' or 'place'; language: '' where it has none."""

    what: str
    code: str
    language: str
    lacks: Sequence[str]


@dataclass(frozen=True)
class Built:
    """What was written. pages: how many; size: of all files but recordings [bytes]."""

    pages: int
    size: int
    languages: Sequence[str]


def unready(site: Site) -> list[Unready]:
    """Return all that keeps a site from being published, texts by language first. What was withdrawn is shown nowhere."""
    texts = [
        Unready("text", one.topic, one.language, one.lacks)
        for one in guidance.lacking(site.country, site.on, site.only or None)
        if Lacks.WITHDRAWN not in one.lacks
    ]
    given = guidance.numbers_to_give(site.country, site.on, publish=False)
    numbers = [Unready("number", one.code, "", one.lacks) for one in given if one.lacks]
    if site.emergency is None or NumberLacks.SOURCE in site.emergency.lacks:
        numbers.insert(0, Unready("number", site.emergency.code if site.emergency else "emergency", "", (NumberLacks.SOURCE,)))
    helpers = guidance.helpers_to_show(site.country, site.on, publish=False)
    warned = [
        Unready("notice", notices.called(row), language, why)
        for row, language, why in notices.lacking(site.country, site.now)
        if Lacks.WITHDRAWN not in why and (not site.only or language in site.only)
    ]
    return [*texts, *warned, *numbers, *(Unready("place", one.code, "", (Lacks.REVIEWER,)) for one in helpers if one.needs_band)]


def build(site: Site, out: Path) -> Built:
    """Write a site whole into a folder, in the place of an older site of ours. Raises FolderOfOthers, FolderNotWritten."""
    out = out.absolute()
    fresh, aside = (out.parent / f".{out.name}.{uuid4().hex}" for _ in range(2))
    try:
        if out.exists() and not _is_ours(out):
            raise FolderOfOthers(folder=out)
        fresh.mkdir(parents=True)
        built = _write(site, fresh)
        _put_in_place(fresh, out, aside)
    except OSError as why:
        shutil.rmtree(fresh, ignore_errors=True)
        raise FolderNotWritten(folder=out, reason=why.strerror) from None
    shutil.rmtree(aside, ignore_errors=True)
    return built


def _put_in_place(fresh: Path, out: Path, aside: Path) -> None:
    """Put a new folder where an older one is; the older one stands there again if that fails."""
    if out.exists():
        out.rename(aside)
    try:
        fresh.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise


def _write(site: Site, folder: Path) -> Built:
    pages, size = 0, 0
    for name in site.names():
        drawn = site.draw(name)
        assert drawn is not None, name
        size += (folder / name).write_bytes(drawn.encode())
        pages += 1
    for name in offline.names(site):
        size += (folder / name).write_bytes(offline.content(site, name) or b"")
    spoken = {name: path for language in site.languages for name, path in site.recordings(language).items()}
    if spoken:
        (folder / AUDIO).mkdir()
    for name, path in spoken.items():
        shutil.copyfile(path, folder / AUDIO / name)
    return Built(pages, size, site.languages)


def _is_ours(folder: Path) -> bool:
    """Tell whether nothing is lost when a folder is replaced: it is empty, or holds a site of ours and nothing else."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    there = {path.name for path in folder.iterdir()}
    return not there or (INDEX in there and all(offline.is_ours(name) for name in there))
