"""What can be wrong with a country pack. Hints are Spanish sentences; file, line and column stand in `Problem`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vereda.errors import FieldError


class PackNotFound(FieldError):
    code = "countries.pack_not_found"
    hint = "No hay paquete para «{iso}». Los instalados son: {installed}."


class PackBroken(FieldError):
    code = "countries.pack_broken"
    hint = "El paquete de «{iso}» tiene {count} errores. El primero: {first}. Véalos todos con «vereda countries check»."


class RowError(FieldError):
    """Base of what a check finds in a pack; `found` is what stands there, the hint says what is expected."""

    code = "countries.row"


class MissingFile(RowError):
    code = "countries.missing_file"
    hint = "se esperaba el archivo «{file}» en la carpeta del paquete"


class UnknownFile(RowError):
    code = "countries.unknown_file"
    hint = "se esperaban solo los archivos del esquema; este sobra"


class Unreadable(RowError):
    code = "countries.unreadable"
    hint = "se esperaba un archivo {format} en UTF-8 que se pueda leer"


class MissingColumn(RowError):
    code = "countries.missing_column"
    hint = "se esperaba la columna «{name}» en el encabezado"


class UnknownColumn(RowError):
    code = "countries.unknown_column"
    hint = "se esperaban solo las columnas del esquema: {columns}"


class WrongCellCount(RowError):
    code = "countries.wrong_cell_count"
    hint = "se esperaban {count} celdas, como en el encabezado"


class BadValue(RowError):
    code = "countries.bad_value"
    hint = "se esperaba {expected}"


class DuplicateRow(RowError):
    code = "countries.duplicate"
    hint = "se esperaba un valor que no se repita; ya está en la línea {first_line}"


class UnknownReference(RowError):
    code = "countries.unknown_reference"
    hint = "se esperaba un código que esté en {file}"


class DatesReversed(RowError):
    code = "countries.dates_reversed"
    hint = "se esperaba una fecha final igual o posterior a la inicial ({valid_from})"


class DatesOverlap(RowError):
    code = "countries.dates_overlap"
    hint = "se esperaban periodos que no se encimen; este se encima con el de la línea {first_line}"


class UnknownZone(RowError):
    code = "countries.unknown_zone"
    hint = "se esperaba una zona horaria de la base IANA, como «America/Mexico_City»"


class CoordinatesSwapped(RowError):
    code = "countries.coordinates_swapped"
    hint = "se esperaba primero la latitud y luego la longitud; parecen cambiadas: pruebe lat={lat}, lon={lon}"


class OutsideArea(RowError):
    code = "countries.outside_area"
    hint = "se esperaba un punto dentro de {area}"


class HiddenPlace(RowError):
    code = "countries.hidden_place"
    hint = "se esperaba la celda vacía: la dirección y el punto de casas de mujeres o de niñez no se guardan"


class ServiceWithoutCategory(RowError):
    code = "countries.service_without_category"
    hint = "se esperaba al menos una línea de este servicio en mapping.csv"


class AmbiguousCode(RowError):
    code = "countries.ambiguous_code"
    hint = "un servicio con el código de una categoría debe contarse siempre en esa categoría"


class MissingRow(RowError):
    code = "countries.missing_row"
    hint = "se esperaba {expected}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a pack.

    line, column  counted from 1; in a CSV the column is the number of the cell and `name` its heading; 0 = whole file
    """

    file: str
    line: int
    column: int
    name: str
    found: str
    error: RowError

    @property
    def expected(self) -> str:
        return self.error.hint.format(**self.error.details)

    def text(self, gettext: Callable[[str], str] = str) -> str:
        """Return the problem in one line, in the language that `gettext` gives."""
        where = f"{self.file}:{self.line}:{self.column}" + (f" ({self.name})" if self.name else "")
        found = gettext("se encontró «{found}»").format(found=self.found) + "; " if self.found else ""
        return f"{where}: {found}{gettext(self.error.hint).format(**self.error.details)}"
