"""What can be wrong with a file of map tiles. Nothing is kept of a file that is refused."""

from __future__ import annotations

from vereda.errors import FieldError


class MapRefused(FieldError):
    """The root of what makes a file no map of the post."""


class MapFileMissing(MapRefused):
    """A form came without a file."""

    code = "places.map_file_missing"
    hint = "Elija el archivo del mapa (.mbtiles o .pmtiles)."


class MapUnreadable(MapRefused):
    """Neither of the two formats, cut off, or broken inside."""

    code = "places.map_unreadable"
    hint = "No es un archivo MBTiles ni PMTiles versión 3, o está cortado. Cópielo otra vez; no se guardó nada."


class MapOfVectors(MapRefused):
    """Tiles of lines and points, which this desk does not draw."""

    code = "places.map_of_vectors"
    hint = "Es un mapa de vectores y aquí se dibujan imágenes. Pida el mapa en teselas de imagen (PNG, JPG o WebP)."


class MapFormatUnknown(MapRefused):
    """Pictures of another kind, or packed."""

    code = "places.map_format_unknown"
    hint = "Las imágenes del mapa no son PNG, JPG ni WebP sin comprimir otra vez. Pídalo en uno de esos formatos."


class MapTooLarge(MapRefused):
    """More bytes or tiles than a post keeps of one map."""

    code = "places.map_too_large"
    hint = "El mapa es demasiado grande: a lo más {mb} MB y {tiles} teselas. Recórtelo a la zona del puesto."


class MapTooDeep(MapRefused):
    """Zooms at which a tile is a few steps wide: millions of them for a town."""

    code = "places.map_too_deep"
    hint = "El mapa llega al nivel {zoom} y aquí caben hasta el {most}. Pídalo con menos niveles."


class MapEmpty(MapRefused):
    """A file without a tile."""

    code = "places.map_empty"
    hint = "El archivo no trae ninguna tesela; no se guardó nada."


class TileBroken(MapRefused):
    """A tile that is no whole square picture of a usual size, lies outside its zoom, or is of another format than the others."""

    code = "places.tile_broken"
    hint = "Una tesela del mapa está dañada (nivel {z}, columna {x}, fila {y}). Cópielo otra vez; no se guardó nada."


class TileTwice(MapRefused):
    """Two pictures for one place: which one is meant?"""

    code = "places.tile_twice"
    hint = "El mapa trae dos veces la misma tesela y no se sabe cuál vale. Pida que lo hagan otra vez."


class MapElsewhere(MapRefused):
    """A map of far away."""

    code = "places.map_elsewhere"
    hint = "El mapa no es de la zona del puesto: queda a unos {km} km. Revise cuál archivo eligió."


class MapWithoutSource(MapRefused):
    """Neither the file nor the form says whose map it is."""

    code = "places.map_without_source"
    hint = "El archivo no dice de quién es el mapa. Escriba la fuente y la licencia; se muestran con el mapa."


class TooManyMaps(MapRefused):
    """The post has as many maps as it keeps."""

    code = "places.too_many_maps"
    hint = "El puesto ya tiene {most} mapas. Quite uno antes de traer otro."


class MapNotThere(FieldError):
    """It was taken away, or is of another group."""

    code = "places.map_not_there"
    hint = "Ese mapa ya se quitó o no es de su grupo; vuelva a cargar la página."


class CutWrong(FieldError):
    """Corners that make no box, or a box where the map has nothing."""

    code = "places.cut_wrong"
    hint = "El mapa no tiene nada en ese recorte. Elija una zona más grande u otros niveles."


class CutTooLarge(FieldError):
    """More than a handheld takes."""

    code = "places.cut_too_large"
    hint = "El recorte pesa {mb} MB y lo más es {most} MB. Elija menos kilómetros o menos niveles."
