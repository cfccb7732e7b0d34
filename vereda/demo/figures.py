"""What the demonstration assumes of a country: sizes of groups, shares, seasons, kinds of meetings. Read from data/<iso>.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from vereda.demo.errors import NoFigures

DATA = Path(__file__).parent / "data"
type Weights = dict[str, Annotated[float, Field(ge=0)]]
Share = Annotated[float, Field(ge=0, le=1)]
Months = Annotated[tuple[float, ...], Field(min_length=12, max_length=12)]
EVERY_MONTH = (1.0,) * 12


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Scale(Frozen):
    """How many of each there are for one attention of the official total."""

    patrols: float
    bodies: float
    caravans: float
    corrections: float
    withdrawals: float
    conflicts: float
    reported_totals: float


class People(Frozen):
    """meetings: share of persons met once, twice ...; parties, ages, sexes: weights."""

    meetings: tuple[Share, ...]
    parties: Weights
    ages: Weights
    sexes: Weights


class Profile(Frozen):
    """Who comes to a group, and in which months."""

    nationalities: Weights
    months: Months


class GroupFigures(Frozen):
    """share: weight among the groups; staff: agents; next: groups where the way leads."""

    share: float
    profile: str
    staff: int
    next: tuple[str, ...]


class Gift(Frozen):
    """With `chance` a meeting gives something: each service with its own chance, at least one of them."""

    chance: Share
    services: dict[str, Share]
    to: Literal["everybody", "one", "few"] = "everybody"


class Scene(Frozen):
    """A kind of meeting. gather: how many parties are met together, at least and at most; every: on each so many days."""

    code: str
    weight: float
    own_weight: float
    terrains: tuple[str, ...] = ()
    place: str
    gather: tuple[int, int]
    every: int = 1
    hours: str
    months: Months = EVERY_MONTH
    dispositions: Weights
    give: tuple[Gift, ...]

    @property
    def is_mission(self) -> bool:
        return self.place == "mission"


class Caravan(Frozen):
    give: tuple[Gift, ...]


class Codes(Frozen):
    child_protection: str
    goes_on: str
    body_terrains: Weights


class Today(Frozen):
    """What single meetings of the first days give; nation: who is met in them."""

    small: tuple[str, ...]
    rescue: tuple[str, ...]
    medical: tuple[str, ...]
    nation: str


class Figures(Frozen):
    """All of it."""

    scale: Scale
    people: People
    profiles: dict[str, Profile]
    groups: dict[str, GroupFigures]
    languages: dict[str, Weights]
    scenes: tuple[Scene, ...]
    caravan: Caravan
    codes: Codes
    today: Today

    def profile_of(self, group: str) -> Profile:
        return self.profiles[self.groups[group].profile]

    @property
    def usual_profile(self) -> Profile:
        """The profile of most of the attentions."""
        weight: dict[str, float] = {}
        for group in self.groups.values():
            weight[group.profile] = weight.get(group.profile, 0.0) + group.share
        return self.profiles[max(weight, key=lambda code: weight[code])]

    def scene(self, code: str) -> Scene:
        return next(scene for scene in self.scenes if scene.code == code)


@cache
def figures(country: str) -> Figures:
    """Return what is assumed of a country, or raise NoFigures."""
    path = DATA / f"{country}.toml"
    if not path.exists():
        known = ", ".join(sorted(found.stem for found in DATA.glob("*.toml")))
        raise NoFigures(country=country, known=known)
    return Figures.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
