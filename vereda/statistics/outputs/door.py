"""The names of files of editions that others use; from outside the module, as `statistics.door.outputs`.

files(manifest)                 -> every file that an edition has
file_named(manifest, name)      -> one of them, or None
content(publication, file)      -> its bytes
"""

from __future__ import annotations

from vereda.statistics.outputs.files import File, Form, content, file_named, files
from vereda.statistics.outputs.publication import Publication, licence_line, said_period
from vereda.statistics.outputs.words import LANGUAGES, phrase

__all__ = ["LANGUAGES", "File", "Form", "Publication", "content", "file_named", "files", "licence_line", "phrase", "said_period"]
