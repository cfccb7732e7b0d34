"""`vereda guidance build`: a preview for any host, and no publication without a name behind each text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from vereda.cli.guidance import command
from vereda.countries.door import pack
from vereda.public.errors import AddressNotUnderstood, FolderNotWritten, FolderOfOthers, LanguageNotTold, NotReviewed
from vereda.public.guide import build

pytestmark = pytest.mark.django_db
BAND = "Demostración: no se fíe de esto."


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(command, ("build", *arguments), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_a_preview_is_written_whole_with_the_band_on_each_page(tmp_path: Path):
    out = tmp_path / "guia"
    told = run("--country", "mx", "--out", str(out), "--language", "spa", "--address", "https://guia.example.org/")
    pages = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.html")}
    assert f"{len(pages)} páginas en spa" in told.stdout
    assert {f"spa-t-{code}.html" for code in pack("mx").topics} <= set(pages)
    assert {name for name, page in pages.items() if BAND not in page} == {"calendar.html"}
    assert "https://guia.example.org/" in pages["poster.html"]
    assert {"guide.js", "position.js", "worker.js", "mark.svg", "spa.json", "spa.webmanifest"} <= {
        one.name for one in out.iterdir()
    }
    assert [one.name for one in tmp_path.iterdir()] == ["guia"], "nothing half written is left"


def test_publishing_is_refused_with_the_list_of_what_lacks_what_and_nothing_is_written(tmp_path: Path):
    out = tmp_path / "guia"
    result = CliRunner().invoke(command, ("build", "--out", str(out), "--publish"), standalone_mode=False)
    assert isinstance(result.exception, NotReviewed)
    assert result.exception.exit_code == 1
    lines = result.stderr.splitlines()
    heat = next(line for line in lines if line.startswith("texto spa heat: "))
    assert "Falta que otra persona lo revise y responda por él." in heat
    assert "Nombra un número que hoy no se puede dar" in heat
    for language in ("spa", "eng"):
        assert {line.split()[2].rstrip(":") for line in lines if line.startswith(f"texto {language} ")} == set(pack("mx").topics)
    for language in ("fra", "por", "hat"):
        assert len([line for line in lines if line.startswith(f"texto {language} ")]) == 6, "the safety core"
    assert any(line.startswith("número emergencias: ") and "Nadie ha llamado en 90 días." in line for line in lines)
    assert any(line.startswith("lugar acnur-tapachula: ") for line in lines)
    assert result.exception.details["count"] == len(lines) - 1
    assert not out.exists()


def test_an_older_site_is_replaced_and_the_files_of_others_are_not(tmp_path: Path):
    out, others = tmp_path / "guia", tmp_path / "fotos"
    run("--out", str(out), "--language", "hat")
    (out / "hat-t-old.html").write_text("vieja")
    run("--out", str(out), "--language", "hat")
    assert not (out / "hat-t-old.html").exists()
    others.mkdir()
    (others / "foto.jpg").write_bytes(b"x")
    with pytest.raises(FolderOfOthers):
        run("--out", str(others), "--language", "hat")
    assert (others / "foto.jpg").exists()
    with pytest.raises(FolderOfOthers):
        run("--out", str(others / "foto.jpg"), "--language", "hat")


def test_a_site_of_ours_in_which_somebody_put_other_files_is_not_replaced(tmp_path: Path):
    out = tmp_path / "guia"
    run("--out", str(out), "--language", "hat")
    (out / "CNAME").write_text("guia.example.org")
    with pytest.raises(FolderOfOthers):
        run("--out", str(out), "--language", "hat")
    assert (out / "CNAME").read_text() == "guia.example.org"
    assert (out / "hat.html").exists()


@pytest.mark.parametrize("where", ["/proc/nothing/guia", "file/guia", "x" * 300, "deep/er/guia"])
def test_a_folder_that_cannot_be_written_is_said_and_one_that_is_not_there_is_made(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("x")
    monkeypatch.chdir(tmp_path)
    if where.startswith("deep"):
        run("--out", where, "--language", "hat")
        assert (tmp_path / where / "hat.html").exists()
        return
    with pytest.raises(FolderNotWritten) as why:
        run("--out", where, "--language", "hat")
    assert why.value.details["reason"]
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_the_folder_one_stands_in_and_the_root_are_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notas.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    for where in (".", "/", "..", "link"):
        with pytest.raises(FolderOfOthers):
            run("--out", where, "--language", "hat")
    assert (tmp_path / "notas.txt").exists()


def test_a_place_that_is_refused_at_the_last_moment_leaves_the_older_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "guia"
    run("--out", str(out), "--language", "hat")
    before = (out / "hat.html").read_bytes()
    first, renamed = Path.rename, list[Path]()

    def refused(self: Path, to: Path) -> Path:
        renamed.append(self)
        if len(renamed) == 2:
            raise OSError(5, "Input/output error")
        return first(self, to)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(FolderNotWritten):
        run("--out", str(out), "--language", "hat")
    assert (out / "hat.html").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["guia"]


def test_a_disk_that_is_full_leaves_the_older_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "guia"
    run("--out", str(out), "--language", "hat")
    monkeypatch.setattr(
        build.offline, "content", lambda site, name: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(FolderNotWritten):
        run("--out", str(out), "--language", "hat")
    assert (out / "hat.html").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["guia"]


def test_a_language_or_an_address_that_is_none_is_said(tmp_path: Path):
    with pytest.raises(LanguageNotTold):
        run("--out", str(tmp_path / "x"), "--language", "xxx")
    with pytest.raises(LanguageNotTold):
        run("--out", str(tmp_path / "x"), "--language", "quc")
    for address in ("guia", "javascript:alert(1)", "https://"):
        with pytest.raises(AddressNotUnderstood):
            run("--out", str(tmp_path / "x"), "--language", "hat", "--address", address)
