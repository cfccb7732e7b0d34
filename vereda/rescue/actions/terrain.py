"""A post brings a model of the terrain around it, looked at before it is kept, or takes it away again."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from vereda.logbook.door import Author
from vereda.rescue.errors.search_plan import TerrainNeedsName, TerrainNotThere, TerrainNotTiff, TerrainTooLarge
from vereda.rescue.lookups import terrain
from vereda.rescue.lookups.terrain import Terrain
from vereda.rescue.planning.dem import Dem, read_dem

MOST_BYTES = 60 * 1024 * 1024
COMING, LEFT_S = ".coming-", 3600
TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")  # what GDAL reads by another driver is never handed to it


def bring_terrain(
    pieces: Iterable[bytes], *, name: str, source: str = "", project: bool = False, by: Author, at: datetime
) -> Terrain:
    """Keep a GeoTIFF under a name, on squares of metres.

    source   whose model it is, for every plan to say; project: lay one that is in degrees, feet or turned on metres
    Reference data: it tells nothing of anybody, and is no entry. The same ground brought again stays as the first one brought it.
    Raises TerrainNeedsName, TerrainNotTiff, TerrainTooLarge, and what `read_dem` refuses; nothing is kept then.
    """
    if not name.strip():
        raise TerrainNeedsName
    _sweep()
    with tempfile.TemporaryDirectory(dir=terrain.folder(), prefix=COMING) as coming:
        file = Path(coming) / "terreno.tif"
        _received(pieces, file)
        return keep_terrain(read_dem(file, project=project), name=name, source=source, by=by, at=at)


def keep_terrain(dem: Dem, *, name: str, source: str, by: Author, at: datetime) -> Terrain:
    """Keep ground that was looked at, under a name. What is here already is not renamed, nor taken over from who brought it."""
    with tempfile.TemporaryDirectory(dir=terrain.folder(), prefix=COMING) as coming:
        laid, beside = Path(coming) / "en-metros.tif", Path(coming) / "terreno.json"
        _write(dem, laid)
        digest = sha256(laid.read_bytes()).hexdigest()
        if any(one.digest == digest for one in terrain.terrains()):
            return terrain.terrain(digest)
        told = {
            "name": name.strip()[:60],
            "source": source.strip()[:120],
            "group": by.group,
            "country": by.country,
            "brought_at": at.isoformat(),
            "rows": dem.shape[0],
            "columns": dem.shape[1],
            "cell_m": dem.cell_m,
            "west_m": dem.west_m,
            "north_m": dem.north_m,
            "crs": dem.crs,
        }
        beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        os.replace(laid, terrain.folder() / f"{digest}.tif")
        os.replace(beside, terrain.folder() / f"{digest}.json")  # last: without it nobody sees the file
    return terrain.terrain(digest)


def take_terrain_away(digest: str, *, group: str | None) -> None:
    """Remove a terrain that a group brought; None: any. Plans that stood on it are drawn on another one, or on flat ground.

    Raises TerrainNotThere.
    """
    found = next((one for one in terrain.terrains() if one.digest == digest and group in (None, one.group)), None)
    if found is None:
        raise TerrainNotThere
    for ending in ("json", "tif"):
        (terrain.folder() / f"{digest}.{ending}").unlink(missing_ok=True)
    terrain.forget_read()


def _sweep() -> None:
    """Remove what a process that was killed had begun to receive."""
    for path in terrain.folder().glob(f"{COMING}*"):
        if time.time() - path.stat().st_mtime > LEFT_S:
            shutil.rmtree(path, ignore_errors=True)


def _received(pieces: Iterable[bytes], file: Path) -> None:
    size = 0
    with file.open("wb") as out:
        for piece in pieces:
            if size == 0 and not piece.startswith(TIFF):
                raise TerrainNotTiff
            size += len(piece)
            if size > MOST_BYTES:
                raise TerrainTooLarge(most=MOST_BYTES // 1024 // 1024)
            out.write(piece)
    if not size:
        raise TerrainNotTiff


def _write(dem: Dem, file: Path) -> None:
    """Write the ground as it will be read: on metres, without anything else that the file carried (names, comments)."""
    import rasterio
    from rasterio.transform import from_origin

    with rasterio.open(
        file,
        "w",
        driver="GTiff",
        width=dem.shape[1],
        height=dem.shape[0],
        count=1,
        dtype="float32",
        crs=dem.crs,
        transform=from_origin(dem.west_m, dem.north_m, dem.cell_m, dem.cell_m),
        compress="deflate",
    ) as out:
        out.write(dem.z.astype("float32"), 1)
