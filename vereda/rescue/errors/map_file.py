"""What can be wrong with a file of tracks or areas that somebody brings: one sentence each, and nothing is written."""

from __future__ import annotations

from vereda.errors import FieldError


class MapFileFaulty(FieldError):
    """A file that is not taken; `name`: how it is called, so that of several files each has its own sentence."""

    code = "rescue.map_file_faulty"
    hint = "No se pudo leer «{name}». Expórtelo otra vez como GPX, KML o GeoJSON."


class MapFileTooLong(MapFileFaulty):
    code = "rescue.map_file_too_long"
    hint = "«{name}» pasa de {most} MB. Exporte solo lo de esta misión."


class MapFileOtherForm(MapFileFaulty):
    code = "rescue.map_file_other_form"
    hint = "«{name}» no es GPX, KML ni GeoJSON. Expórtelo otra vez en una de esas formas."


class MapFileZipped(MapFileFaulty):
    code = "rescue.map_file_zipped"
    hint = "«{name}» es un archivo comprimido (KMZ o ZIP). Expórtelo como KML, sin comprimir."


class MapFileBroken(MapFileFaulty):
    code = "rescue.map_file_broken"
    hint = "«{name}» está incompleto o dañado. Expórtelo otra vez."


class MapFileUnsafe(MapFileFaulty):
    """Definitions or entities: a small file that unpacks without end, or one that fetches others."""

    code = "rescue.map_file_unsafe"
    hint = "«{name}» trae definiciones que no se abren, por seguridad. Expórtelo otra vez desde el receptor o el teléfono."


class MapFilePointNowhere(MapFileFaulty):
    code = "rescue.map_file_point_nowhere"
    hint = "«{name}» trae un punto que no está en el mundo. Revise si longitud y latitud están cambiadas."


class MapFileTooManyPoints(MapFileFaulty):
    code = "rescue.map_file_too_many_points"
    hint = "«{name}» pasa de {most} puntos. Exporte solo lo de esta misión, o con menos detalle."


class MapFileOnlyLinks(MapFileFaulty):
    code = "rescue.map_file_only_links"
    hint = "«{name}» solo trae enlaces a otros archivos, y no se siguen. Guarde el contenido mismo como KML."


class MapFileWithoutTrack(MapFileFaulty):
    code = "rescue.map_file_without_track"
    hint = "«{name}» no trae ningún recorrido grabado, solo puntos sueltos, áreas o nada."


class MapFileWithoutShape(MapFileFaulty):
    code = "rescue.map_file_without_shape"
    hint = "«{name}» no trae ninguna área ni línea, solo puntos sueltos o nada."


class AreaCrossesItself(MapFileFaulty):
    code = "rescue.area_crosses_itself"
    hint = "En «{name}», el contorno «{area}» se cruza o no encierra nada. Dibújelo otra vez."
