"""What can be wrong with a file of tracks or areas that somebody brings: one sentence each, and nothing is written."""

from __future__ import annotations

from vereda.errors import FieldError


class MapFileFaulty(FieldError):
    """Base of what keeps a file out; `name`: how it is called, so that of several files each has its own sentence."""


class MapFileTooLong(MapFileFaulty):
    """A file longer than anybody reads while somebody waits."""

    code = "rescue.map_file_too_long"
    hint = "«{name}» pasa de {most} MB. Exporte solo lo de esta misión."


class MapFileOtherForm(MapFileFaulty):
    """Neither GPX nor KML nor GeoJSON, whatever its name says."""

    code = "rescue.map_file_other_form"
    hint = "«{name}» no es GPX, KML ni GeoJSON. Expórtelo otra vez en una de esas formas."


class MapFileZipped(MapFileFaulty):
    """A packed file: what it unpacks to, nobody can know before."""

    code = "rescue.map_file_zipped"
    hint = "«{name}» es un archivo comprimido (KMZ o ZIP). Expórtelo como KML, sin comprimir."


class MapFileBroken(MapFileFaulty):
    """It ends in the middle, or holds what its form does not allow."""

    code = "rescue.map_file_broken"
    hint = "«{name}» está incompleto o dañado. Expórtelo otra vez."


class MapFileUnsafe(MapFileFaulty):
    """Definitions or entities: a small file that unpacks without end, or one that fetches others."""

    code = "rescue.map_file_unsafe"
    hint = "«{name}» trae definiciones que no se abren, por seguridad. Expórtelo otra vez desde el receptor o el teléfono."


class MapFilePointNowhere(MapFileFaulty):
    """A longitude beyond 180 degrees or a latitude beyond 90."""

    code = "rescue.map_file_point_nowhere"
    hint = "«{name}» trae un punto que no está en el mundo. Revise si longitud y latitud están cambiadas."


class MapFileTooManyPoints(MapFileFaulty):
    """More points than are read."""

    code = "rescue.map_file_too_many_points"
    hint = "«{name}» pasa de {most} puntos. Exporte solo lo de esta misión, o con menos detalle."


class MapFileOnlyLinks(MapFileFaulty):
    """A KML that only names other files: none of them is fetched."""

    code = "rescue.map_file_only_links"
    hint = "«{name}» solo trae enlaces a otros archivos, y no se siguen. Guarde el contenido mismo como KML."


class MapFileWithoutTrack(MapFileFaulty):
    """Nothing in it was recorded."""

    code = "rescue.map_file_without_track"
    hint = "«{name}» no trae ningún trayecto grabado, solo puntos sueltos, áreas o nada."


class MapFileWithoutShape(MapFileFaulty):
    """Nothing in it is an area or a line."""

    code = "rescue.map_file_without_shape"
    hint = "«{name}» no trae ninguna área ni línea, solo puntos sueltos o nada."


class AreaCrossesItself(MapFileFaulty):
    """An outline of which nobody can say what lies within."""

    code = "rescue.area_crosses_itself"
    hint = "En «{name}», el contorno «{area}» se cruza o no encierra nada. Dibújelo otra vez."
