"""`vereda forms` as a person at a terminal sees it: files in an empty folder, each sheet with a number of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vereda.cli.forms import command
from vereda.paper.errors import GroupUnknown
from vereda.paper.models import SheetBatch
from vereda.paper.words import Form

pytestmark = [pytest.mark.storage, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _post(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


def forms(out: Path, *options: str) -> Result:
    return CliRunner().invoke(command, ["--country", "mx", "--group", "piedras-negras", "--out", str(out), *options])


def test_every_form_comes_as_a_file_into_a_folder_that_was_not_there(tmp_path: Path):
    out = tmp_path / "hojas" / "nuevas"
    done = forms(out, "--copies", "2")
    assert done.exit_code == 0, done.output
    files = sorted(path.name for path in out.iterdir())
    assert files == sorted(f"PNE-{form.letter}-00001-00002.pdf" for form in Form)
    assert all(path.read_bytes().startswith(b"%PDF") for path in out.iterdir())
    assert SheetBatch.objects.count() == len(Form)


def test_the_next_sheets_are_numbered_on_and_nothing_is_overwritten(tmp_path: Path):
    out = tmp_path / "hojas"
    for _again in range(2):
        assert forms(out, "--form", "encounter", "--copies", "3", "--lang", "en").exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["PNE-E-00001-00003.pdf", "PNE-E-00004-00006.pdf"]
    assert set(SheetBatch.objects.values_list("lang", "printed_by")) == {("en", "operator")}


def test_a_sample_has_no_number_and_uses_none_up(tmp_path: Path):
    done = forms(tmp_path / "hojas", "--sample", "--form", "alert")
    assert done.exit_code == 0, done.output
    assert [path.name for path in (tmp_path / "hojas").iterdir()] == ["PNE-A-muestra.pdf"]
    assert not SheetBatch.objects.exists()


def test_what_cannot_be_is_refused_and_no_number_is_used_up(tmp_path: Path):
    done = CliRunner().invoke(command, ["--country", "mx", "--group", "nadie", "--out", str(tmp_path)])
    assert isinstance(done.exception, GroupUnknown)
    for options in (["--copies", "0"], ["--copies", "201"], ["--form", "otra"], ["--lang", "fr"]):
        assert forms(tmp_path, *options).exit_code == 2
    (tmp_path / "archivo").write_text("")
    assert forms(tmp_path / "archivo").exit_code == 2
    assert not SheetBatch.objects.exists()
