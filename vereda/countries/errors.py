"""What can be wrong with a country pack. Hints are Spanish sentences; file, line and column stand in `Problem`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vereda.errors import FieldError


class PackNotFound(FieldError):
    code = "countries.pack_not_found"
    hint = "No hay paquete para «{iso}». Los instalados son: {installed}. Uno nuevo se empieza con «vereda countries new»."


class PackBroken(FieldError):
    code = "countries.pack_broken"
    hint = "En el paquete de «{iso}» hay errores ({count}). El primero: {first}. Véalos todos con «vereda countries check {iso}»."


class HolidayTableEnds(FieldError):
    """A working day is asked for in a year that nobody looked through: no date rather than a guessed one."""

    code = "countries.holiday_table_ends"
    hint = (
        "La tabla de días inhábiles de «{iso}» cubre {years}; no dice nada del año {year}. "
        "No se calcula la fecha: pregunte a quien asesora y pida que se amplíe la tabla."
    )


class GazetteerUnread(FieldError):
    """Areas of the country could not be read: no file there, or none of its rows."""

    code = "countries.gazetteer_unread"
    hint = (
        "En «{path}» no se leen las áreas de «{iso}»: {why}. Sirve una carpeta con admin1.csv y admin2.csv "
        "(sus columnas, en docs/country/start.md), o el archivo {iso}.zip de GeoNames."
    )


class AreasMissing(FieldError):
    """A country cannot begin without its areas."""

    code = "countries.areas_missing"
    hint = (
        "Faltan las áreas del país; no se escribió nada. Baje {iso}.zip de download.geonames.org/export/dump/ a esta carpeta "
        "y repita la orden con --areas {iso}.zip. Sin internet: una carpeta con admin1.csv y admin2.csv (docs/country/start.md)."
    )


class FolderUnwritable(FieldError):
    """The folder that a pack was to be written to cannot be made, or belongs to the program."""

    code = "countries.folder_unwritable"
    hint = "En «{folder}» no se puede escribir; no se escribió nada. Dé con --to otra carpeta, que sea suya."


class PackExists(FieldError):
    code = "countries.pack_exists"
    hint = (
        "«{folder}» ya tiene archivos; no se escribió nada. Siga llenando ese paquete, mueva la carpeta a otro lugar, "
        "o dé otra con --to."
    )


class CountryKnown(FieldError):
    """A pack of the country comes with the program: an empty one in its place would hide every law and number of it."""

    code = "countries.country_known"
    hint = (
        "«{iso}» ya viene con el programa, y uno vacío lo taparía; no se escribió nada. "
        "Para usarlo: VEREDA_COUNTRY={iso}. Para mirar cómo quedaría uno nuevo, dé una carpeta con --to."
    )


class ReleaseRefused(FieldError):
    """A release is not taken, and nothing of it is kept."""

    code = "countries.release_refused"
    hint = "No se toma esta versión del paquete: {why}."


class KeyStands(FieldError):
    """A key is never written over: what it signed could not be followed by what the new one signs."""

    code = "countries.key_stands"
    hint = "«{file}» ya existe y no se tocó. Use esa llave, o dé otro nombre con --key."


class StartUnclear(FieldError):
    """An answer about a new country that no pack can be written with."""

    code = "countries.start_unclear"
    hint = "«{found}» no sirve en {name}: se espera {expected}."


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


class NotInList(RowError):
    code = "countries.not_in_list"
    hint = "se esperaba uno de: {choices}"


class NotAnArea(RowError):
    code = "countries.not_an_area"
    hint = "se esperaba, en el elemento {number}, un polígono con las propiedades iso, code y name"


class NotTheFolder(RowError):
    code = "countries.not_the_folder"
    hint = "se esperaba el nombre de la carpeta, «{folder}»"


class ForeignCode(RowError):
    code = "countries.foreign_code"
    hint = "se esperaba un código que empiece con «{prefix}»"


class MoreThanOne(RowError):
    code = "countries.more_than_one"
    hint = "se esperaba este valor en una sola línea; ya está en la línea {first_line}"


class NoOfficialScheme(RowError):
    code = "countries.no_official_scheme"
    hint = "se esperaba «true» en un esquema: el oficial"


class GenericOnForm(RowError):
    code = "countries.generic_on_form"
    hint = "se esperaba «false»: un servicio genérico no va en el formulario"


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


class UnknownNationalityMissing(RowError):
    code = "countries.unknown_nationality_missing"
    hint = "se esperaba una línea «{nationality}», para quien no dice de dónde es"


class RoleMissing(RowError):
    code = "countries.role_missing"
    hint = "se esperaba al menos una institución con el papel «{role}»"


class PlaceholderUnknown(RowError):
    code = "countries.placeholder_unknown"
    hint = "se esperaba entre llaves hotline o service y un código del paquete, como {example}"


class PlaceNotShown(RowError):
    code = "countries.place_not_shown"
    hint = "se esperaba un lugar que haya aceptado aparecer; este no aceptó, o no se le preguntó"


class ShortTooLong(RowError):
    code = "countries.short_too_long"
    hint = "se esperaba que cupiera en un solo mensaje: {most} letras; ya con los números puestos lleva {count}"


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
        return self._expected(str)

    def text(self, gettext: Callable[[str], str] = str) -> str:
        """Return the problem in one line, in the language that `gettext` gives."""
        where = f"{self.file}:{self.line}:{self.column}" + (f" ({self.name})" if self.name else "")
        found = gettext("se encontró «{found}»").format(found=self.found) + "; " if self.found else ""
        return f"{where}: {found}{self._expected(gettext)}"

    def _expected(self, gettext: Callable[[str], str]) -> str:
        details = self.error.details
        if "expected" in details:  # itself a phrase of the catalogue
            details = {**details, "expected": gettext(details["expected"])}
        return gettext(self.error.hint).format(**details)
