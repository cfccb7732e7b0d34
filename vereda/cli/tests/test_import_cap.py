"""`vereda import cap` as a person at a terminal sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vereda.access.door import Purpose, Reader, Role
from vereda.cli import imports
from vereda.cli.tests.test_imports import _spanish, vereda  # noqa: F401  fixtures
from vereda.countries.door import pack
from vereda.safety.models.warning import AuthorityWarning
from vereda.safety.tests.cap_files import cap, info

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
RUN = ("import", "cap", "--group", "piedras-negras")
SAID = "Servicio Meteorológico inventado: Frente frío. Puestos con el aviso nuevo: {} de {}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path, now = tmp_path / "aviso.cap", datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    path.write_bytes(cap(info(expires=None), sent=f"{now}-00:00"))
    return path


def test_a_warning_comes_in_once_for_one_post_and_then_for_all(vereda, file):  # noqa: F811
    assert vereda(*RUN, file) == (0, SAID.format(1, 1), "")
    assert vereda(*RUN, file) == (0, SAID.format(0, 1), "")
    every = len(pack("mx").groups)
    assert vereda("import", "cap", file) == (0, SAID.format(every - 1, every), "")
    assert AuthorityWarning.objects.count() == every


def test_a_bomb_and_another_file_are_refused_in_one_line_and_nothing_is_written(vereda, file):  # noqa: F811
    file.write_bytes(b'<!DOCTYPE a [<!ENTITY x "y">]><alert>&x;</alert>')
    code, out, err = vereda(*RUN, file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("safety.cap_unsafe: ")
    file.write_bytes(b"group,at\n")
    assert vereda(*RUN, file)[2].startswith("safety.cap_not_xml: ")
    assert AuthorityWarning.objects.count() == 0


def test_who_may_not_decide_for_that_group_is_refused(vereda, file, monkeypatch):  # noqa: F811
    held = {"country": "mx", "group": "tapachula", "device": "cli"}
    rafael = Reader(account="x", display_name="", role=Role.COORDINATOR, purpose=Purpose.QUALITY_AUDIT, **held)
    monkeypatch.setattr(imports.access, "reader_for_command", lambda as_, purpose: rafael)
    assert vereda(*RUN, "--as", "x", "--purpose", "quality_audit", file)[2].startswith("access.not_for_you")
    assert vereda("import", "cap", "--as", "x", "--purpose", "quality_audit", file)[2].startswith("access.not_for_you")
    assert AuthorityWarning.objects.count() == 0
    monkeypatch.setattr(imports.access, "reader_for_command", lambda as_, purpose: replace(rafael, group="piedras-negras"))
    assert vereda(*RUN, "--as", "x", "--purpose", "quality_audit", file)[0] == 0
