"""What each view says about itself. A view that says nothing is closed to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from ninja.operation import PathView

from vereda.access.words import Action, Part, Purpose, RecordClass

ATTRIBUTE = "vereda_access"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

type View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Serves:
    """The view shows or writes a record class.

    action   of GET; a view that only reads answers no other method
    on_post  of POST, PUT, PATCH and DELETE, when GET is a read
    purposes  that the view can serve
    usual     purpose that follows from this way in (my shift's board: assist; my open mission: rescue); None: the view
              lies behind such a way in and keeps its purpose
    background  asked by a page on its own (htmx polling): does not keep a session awake
    """

    record_class: RecordClass
    action: Action
    on_post: Action | None
    purposes: tuple[Purpose, ...]
    part: Part
    usual: Purpose | None = None
    background: bool = False

    def action_for(self, method: str) -> Action | None:
        """Return what a method does here, or None when the view does not take it."""
        if method in SAFE or self.action is not Action.READ:
            return self.action
        return self.on_post


@dataclass(frozen=True)
class ForSignedIn:
    """The view is about the reader's own account: no record class, no membership needed."""

    reason: str


@dataclass(frozen=True)
class OpenToAll:
    """The view is for everybody, also without an account, and shows nothing about anybody.

    background  asked by a page on its own: does not keep a session awake
    """

    reason: str
    background: bool = False


type Mark = Serves | ForSignedIn | OpenToAll


def serves[V: View](
    record_class: RecordClass | str,
    *,
    action: Action | str = Action.READ,
    on_post: Action | str | None = None,
    purposes: Iterable[Purpose | str] = (),
    usual: Purpose | str | None = None,
    part: Part | str = Part.WHOLE,
    background: bool = False,
) -> Callable[[V], V]:
    """Mark a view with what it serves. A word outside the closed lists raises ValueError at import."""
    mark = Serves(
        record_class=RecordClass(record_class),
        action=Action(action),
        on_post=None if on_post is None else Action(on_post),
        purposes=tuple(Purpose(purpose) for purpose in purposes),
        part=Part(part),
        usual=None if usual is None else Purpose(usual),
        background=background,
    )
    if mark.usual is not None and mark.usual not in mark.purposes:
        raise ValueError("the usual purpose is one of those that the view can serve")
    if not mark.purposes and mark.record_class not in (RecordClass.K0, RecordClass.K10):
        raise ValueError("a view of case data, statistics or the read log names the purposes it can serve")
    return _marked(mark)


def for_signed_in[V: View](*, reason: str) -> Callable[[V], V]:
    """Mark a view that anybody with an account may open, whatever the role."""
    return _marked(ForSignedIn(_said(reason)))


def open_to_all[V: View](*, reason: str, background: bool = False) -> Callable[[V], V]:
    """Mark a view that is open without an account. The reason is read by people who check the house."""
    return _marked(OpenToAll(_said(reason), background))


def mark_of(view: Any, method: str = "GET") -> Mark | None:  # Any: whatever a URL pattern holds
    """Return the mark of a view, or None.

    django-ninja serves several operations through one view: there the mark stands on the operation of the method.
    """
    operations = _operations(view)
    if operations is None:
        return _mark_on(view)
    return next((_mark_on(one.view_func) for one in operations if method in one.methods), None)


def marks_of(view: Any) -> list[Mark | None]:  # Any: whatever a URL pattern holds
    """Return the marks of all methods of a view, for the test that walks the routes."""
    operations = _operations(view)
    return [_mark_on(view)] if operations is None else [_mark_on(one.view_func) for one in operations]


def _operations(view: Any) -> list[Any] | None:  # Any: whatever a URL pattern holds; ninja's operations
    """Return the operations behind a view of django-ninja (a closure over its PathView), or None for any other view."""
    for cell in getattr(view, "__closure__", None) or ():
        if isinstance(cell.cell_contents, PathView):
            return list(cell.cell_contents.operations)
    return None


def _mark_on(view: Any) -> Mark | None:  # Any: whatever a URL pattern holds
    mark: Mark | None = getattr(view, ATTRIBUTE, None)
    return mark


def _marked[V: View](mark: Mark) -> Callable[[V], V]:
    def put(view: V) -> V:
        setattr(view, ATTRIBUTE, mark)
        return view

    return put


def _said(reason: str) -> str:
    if len(reason.split()) < 3:
        raise ValueError("say in words why this view needs no right")
    return reason
