"""Photographs of visits: without position, seen by two before all, gone with their key. Invented pictures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import permutations
from uuid import UUID

import pytest
from PIL import Image

from vereda.demo.workshops_day import workshops_day
from vereda.logbook.door import Author, PictureWrong, forget_kept, keep_retention
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.settings.environment import env
from vereda.workshops import door as workshops
from vereda.workshops import errors
from vereda.workshops.entries.photo import PhotoBrought, PhotoConfirmed, PhotoTaken
from vereda.workshops.rules import photo as rules
from vereda.workshops.words import IN_NO_PHOTO, PhotoGone

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 18, tzinfo=UTC)
ESTEBAN, RAFAEL = (Author(account=name, group="piedras-negras", country="mx", zone="America/Matamoros") for name in ("e", "r"))


def camera() -> bytes:
    """Return a picture as a telephone makes it: with its place and maker."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (14.0, 41.0, 12.0), 3: "W", 4: (92.0, 8.0, 30.0)}
    exif[0x010F] = "Camera"
    out = BytesIO()
    Image.new("RGB", (2400, 1200), "darkgreen").save(out, "JPEG", exif=exif)
    return out.getvalue()


def files() -> list[str]:
    return [path.name for path in (env().home / "files").glob("*")]


@pytest.fixture
def visit(home: object, cast: object) -> tuple[UUID, str]:
    workshops_day("mx", NOW)
    subject, seen = workshops.visits("mx")[0]
    return subject, seen.planned.points[0].name


def brought(visit: tuple[UUID, str], **more: object) -> UUID:
    told = {"content": camera(), "without": IN_NO_PHOTO, "by": ESTEBAN, "at": NOW, **more}
    return workshops.bring_photo(*visit, **told).subject


def test_a_photograph_is_kept_without_place_and_maker_and_in_two_sizes(visit: tuple[UUID, str]):
    row = workshops.photo(brought(visit), "mx")
    for small, side in ((False, 1600), (True, 320)):
        with Image.open(BytesIO(workshops.picture(row, small=small))) as image:
            assert (image.size, len(image.getexif()), image.info.get("exif")) == ((side, side // 2), 0, None)
    for path in (env().home / "files").iterdir():
        assert b"Camera" not in path.read_bytes()
        assert not path.read_bytes().startswith(b"\xff\xd8"), "sealed before it is written"


def test_what_nobody_looked_for_what_is_no_picture_and_where_nobody_went_is_not_kept(visit: tuple[UUID, str]):
    for wrong, error in (
        ({"without": IN_NO_PHOTO[:-1]}, errors.PhotoNotLookedAt),
        ({"content": b"%PDF-1.7"}, PictureWrong),
        ({"content": b"\xff" * (8 * 1024**2 + 1)}, PictureWrong),
    ):
        with pytest.raises(error):
            brought(visit, **wrong)
    with pytest.raises(errors.CodeUnknown):
        brought((visit[0], "crossing:vado"))
    assert (files(), workshops.photos("mx")) == ([], [])


def test_a_second_person_confirms_and_never_who_brought_it(visit: tuple[UUID, str]):
    subject = brought(visit)
    with pytest.raises(errors.PhotoOwn):
        workshops.confirm_photo(subject, IN_NO_PHOTO, by=ESTEBAN, at=NOW)
    with pytest.raises(errors.PhotoNotLookedAt):
        workshops.confirm_photo(subject, IN_NO_PHOTO[1:], by=RAFAEL, at=NOW)
    assert workshops.photos("mx", point=visit[1]) == []
    workshops.confirm_photo(subject, IN_NO_PHOTO, by=RAFAEL, at=NOW)
    assert [row.subject for row in workshops.photos("mx", point=visit[1])] == [subject]


def test_one_that_is_taken_away_unconfirmed_or_too_old_is_gone_with_its_files(visit: tuple[UUID, str]):
    refused, waits, shown = (brought(visit) for _ in range(3))
    workshops.confirm_photo(shown, IN_NO_PHOTO, by=RAFAEL, at=NOW)
    row = workshops.photo(refused, "mx")
    workshops.take_photo_away(refused, PhotoGone.SHOWS, by=RAFAEL, at=NOW)
    with pytest.raises(errors.PhotoUnknown):
        workshops.picture(row, small=True)
    with pytest.raises(errors.PhotoUnknown):
        workshops.confirm_photo(refused, IN_NO_PHOTO, by=RAFAEL, at=NOW)
    keep_retention(now=NOW)
    assert len(files()) == 4
    for days, left in ((13, {waits, shown}), (16, {shown}), (729, {shown}), (732, set())):
        forget_kept(now=NOW + timedelta(days=days))
        keep_retention(now=NOW + timedelta(days=days))
        assert ({one.subject for one in workshops.photos("mx")}, len(files())) == (left, 2 * len(left)), days


def test_in_any_order_of_arrival_a_photograph_is_the_same_and_its_author_never_its_second_person():
    pens, subject = {name: Pen(name) for name in ("e", "r")}, subject_number(1)
    told = [
        ("e", PhotoBrought(visit=subject_number(2), point="crossing:a", without=list(IN_NO_PHOTO))),
        ("e", PhotoConfirmed(without=list(IN_NO_PHOTO))),
        ("r", PhotoConfirmed(without=[])),
    ]
    own = [read_entry(pens[name].write(one, subject, minutes=place).raw) for place, (name, one) in enumerate(told)]
    second = read_entry(pens["r"].write(PhotoConfirmed(without=list(IN_NO_PHOTO)), subject, minutes=4).raw)
    gone = read_entry(pens["r"].write(PhotoTaken(why=PhotoGone.SHOWS), subject, minutes=5).raw)

    def stand(entries: list[object]) -> set[tuple[bool, bool]]:
        found = (rules.photo_of(fold_all(list(order), rules.start, rules.step).state) for order in permutations(entries))
        return {(one.is_confirmed, one.is_shown) for one in found if one}

    assert stand(own) == {(False, False)}
    assert stand([*own[:1], second]) == {(True, True)}
    assert stand([*own[:1], second, gone]) == {(True, False)}
