"""Which files a published edition has, by name, and each made when it is asked for. Pure.

A name tells what is in it: 'people-sex-age.csv', 'people-sex-age-es.hxl.csv', 'mx-2011-12-r1-en.xlsx', 'mx-2011-12-r1-es.pdf'.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vereda.statistics.editions import csv_text
from vereda.statistics.outputs.hxl import hxl_csv
from vereda.statistics.outputs.publication import Publication, Told, name_of
from vereda.statistics.outputs.words import LANGUAGES
from vereda.statistics.outputs.workbook import workbook


class Form(StrEnum):
    """A form in which an edition leaves; the value ends its name."""

    CSV = "csv"
    HXL = "hxl.csv"
    XLSX = "xlsx"
    PDF = "pdf"


MEDIA = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.HXL: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PDF: "application/pdf",
}


@dataclass(frozen=True)
class File:
    """A file of an edition. table: of one table, '' of all; lang: '' where it holds codes alone; sha256: of a CSV."""

    name: str
    form: Form
    lang: str = ""
    table: str = ""
    sha256: str = ""

    @property
    def media(self) -> str:
        return MEDIA[self.form]


def files(manifest: Told) -> list[File]:
    """Return every file of an edition: first the whole in each form and language, then table by table."""
    name = name_of(manifest)
    found = [File(f"{name}-{lang}.{form}", form, lang) for form in (Form.PDF, Form.XLSX) for lang in LANGUAGES]
    for table in manifest["tables"]:
        code = table["code"]
        found.append(File(f"{code}.{Form.CSV}", Form.CSV, table=code, sha256=manifest["files"][table["file"]]))
        found += [File(f"{code}-{lang}.{Form.HXL}", Form.HXL, lang, code) for lang in LANGUAGES]
    return found


def file_named(manifest: Told, name: str) -> File | None:
    """Return the file of a name; None where an edition has no such file."""
    return next((one for one in files(manifest) if one.name == name), None)


def content(publication: Publication, file: File) -> bytes:
    """Return a file. The CSV is to the byte the one on the shelf, so that its SHA-256 is that of the manifest."""
    if file.form is Form.PDF:
        from vereda.statistics.outputs.bulletin import pdf  # Typst is heavy: not at every start

        return pdf(publication, file.lang)
    if file.form is Form.XLSX:
        return workbook(publication, file.lang)
    sheet = publication.sheet(file.table)
    assert sheet is not None, "every table of a manifest has its sheet"
    return (csv_text(sheet) if file.form is Form.CSV else hxl_csv(publication, sheet, file.lang)).encode()
