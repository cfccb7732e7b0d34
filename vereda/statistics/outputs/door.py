"""The names of files of editions that others use; from outside the module, as `statistics.door.outputs`.

files(manifest)                 -> every file that an edition has
file_named(manifest, name)      -> one of them, or None
content(publication, file)      -> its bytes
"""

from __future__ import annotations

from vereda.statistics.outputs.files import File, Form, content, file_named, files
from vereda.statistics.outputs.publication import Publication, Revised
from vereda.statistics.outputs.words import LANGUAGES

__all__ = ["LANGUAGES", "File", "Form", "Publication", "Revised", "content", "file_named", "files"]
