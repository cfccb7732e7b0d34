"""Looking after accounts: a coordinator the agents of the own group, an administrator everybody. No case content here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access import lookups
from vereda.access.actions import accounts as actions
from vereda.access.actions import memberships
from vereda.access.actions.readlog import log_read
from vereda.access.models import Membership
from vereda.access.places import partners
from vereda.access.reach import request_reader
from vereda.access.rules.memberships import last_day
from vereda.access.rules.policy import holds
from vereda.access.web.forms import OpenAccount, Posting
from vereda.access.web.labels import revoked_label, role_label, standing_label
from vereda.access.web.marks import serves
from vereda.access.web.me import place_name
from vereda.access.words import Action, Part, Reader, RecordClass, RevokedFor, Role, Standing
from vereda.countries.door import pack
from vereda.errors import FieldError

DUE_DAYS = 14

users = serves(RecordClass.K10, part=Part.GROUP_USERS)
changes = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)


@users
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show the accounts in one's care, those that wait for a confirmation first."""
    reader = request_reader(request)
    return render(request, "access/accounts.html", _page(reader))


@changes
@require_http_methods(["GET", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role, and show its first password once."""
    reader = request_reader(request)
    account_form = OpenAccount(request.POST or None)
    posting = _posting(reader, request.POST or None)
    told = ""
    if request.method == "POST" and account_form.is_valid() and posting.is_valid():
        try:
            return _opened(request, reader, account_form.cleaned_data, posting.cleaned_data)
        except FieldError as error:
            told = say(error)
    context = {"account_form": account_form, "posting": posting, "told": told}
    return render(request, "access/open_account.html", context)


@changes
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give a known account one more role."""
    reader = request_reader(request)
    posting = _posting(reader, request.POST or None)
    told = ""
    if request.method == "POST" and posting.is_valid():
        try:
            memberships.grant(account=account, by=reader, at=timezone.now(), **_place(reader, posting.cleaned_data))
            return HttpResponseRedirect(reverse("access:accounts"))
        except FieldError as error:
            told = say(error)
    return render(request, "access/grant.html", {"posting": posting, "told": told, "account": account})


@changes
@require_POST
def confirm(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Say that somebody still holds the posting."""
    return _act(request, lambda by: memberships.confirm(membership=membership, by=by, at=timezone.now()))


@changes
@require_POST
def revoke(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Take a role away."""
    reason = request.POST.get("reason", "")
    chosen = RevokedFor(reason) if reason in set(RevokedFor) else RevokedFor.POSTING_ENDED
    return _act(request, lambda by: memberships.revoke(membership=membership, reason=chosen, by=by, at=timezone.now()))


@changes
@require_POST
def reset(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give a new first password after a lost phone, and show it once."""
    reader = request_reader(request)
    try:
        password = actions.reset_sign_in(account=account, by=reader)
    except FieldError as error:
        return render(request, "access/accounts.html", _page(reader, say(error)), status=400)
    return render(request, "access/password.html", {"password": password, "username": ""})


@changes
@require_POST
def close(request: HttpRequest, account: UUID) -> HttpResponse:
    """Close an account at once, or open it again."""
    act = actions.reopen_account if request.POST.get("open") else actions.close_account
    return _act(request, lambda by: act(account=account, by=by))


def say(error: FieldError) -> str:
    """Return an error in the words of the screen."""
    return gettext(error.hint).format(**error.details)


def _act(request: HttpRequest, act: Any) -> HttpResponse:  # Any: an action that takes the reader and answers what it likes
    reader = request_reader(request)
    try:
        act(reader)
    except FieldError as error:
        return render(request, "access/accounts.html", _page(reader, say(error)), status=400)
    return HttpResponseRedirect(reverse("access:accounts"))


def _sees_all(reader: Reader) -> bool:
    return holds(reader.role, RecordClass.K10, Action.READ)


def _page(reader: Reader, told: str = "") -> dict[str, object]:
    found = lookups.everybody(reader.country) if _sees_all(reader) else lookups.members_of(reader.country, reader.group)
    rows = [
        {
            "account": account,
            "membership": row,
            "role": role_label(row.role),
            "where": _institution(row) or place_name(row.country, row.group, row.state),
            "standing": standing_label(worth),
            "is_live": worth is Standing.LIVE,
            "may_confirm": worth in (Standing.LIVE, Standing.UNCONFIRMED) and str(account.pk) != reader.account,
            "confirm_on": last_day(row.from_on, row.confirmed_on),
            "is_due": is_due(row, worth),
        }
        for account, row, worth in found
    ]
    log_read(reader, RecordClass.K10, subjects={account.pk for account, _, _ in found})
    reasons = [(str(reason), revoked_label(reason)) for reason in RevokedFor]
    due_first = sorted(rows, key=lambda row: not row["is_due"])
    return {"rows": due_first, "told": told, "reasons": reasons, "sees_all": _sees_all(reader)}


def _institution(row: Membership) -> str:
    found = pack(row.country).services_directory.get(row.institution)
    return f"{found.name}, {found.city}" if found else row.institution


def is_due(row: Membership, worth: Standing) -> bool:
    """Return whether a role waits for its confirmation: locked already, or within two weeks."""
    left = last_day(row.from_on, row.confirmed_on) - lookups.local_day(row.country, row.group)
    return worth is Standing.UNCONFIRMED or (worth is Standing.LIVE and left.days <= DUE_DAYS)


def _posting(reader: Reader, data: Any) -> Posting:  # Any: what was posted
    here = pack(reader.country)
    return Posting(
        data,
        institutions=[(row.code, f"{row.name}, {row.city}") for row in partners(reader.country)],
        groups=sorted(((code, group.name) for code, group in here.groups.items()), key=lambda one: one[1]),
        states=sorted(((code, area.name) for code, area in here.admin1.items()), key=lambda one: one[1]),
        today=lookups.local_day(reader.country, reader.group),
        is_own_group=not _sees_all(reader),
    )


def _place(reader: Reader, told: dict[str, Any]) -> dict[str, Any]:  # Any: cleaned data of a form
    role = Role(told["role"])
    place = {"group": told["group"], "state": told["state"]} if "group" in told else {"group": reader.group}
    rest: dict[str, Any] = {name: told[name] for name in ("institution_role", "institution") if name in told}  # Any: as above
    return {"role": role, "country": reader.country, "from_on": told["from_on"], "until_on": told["until_on"], **place, **rest}


def _opened(request: HttpRequest, reader: Reader, told: dict[str, Any], posting: dict[str, Any]) -> HttpResponse:
    """Open the account and give the role together, or neither."""
    from django.db import transaction

    with transaction.atomic():
        account, password = actions.open_account(by=reader, **told)
        memberships.grant(account=account.pk, by=reader, at=timezone.now(), **_place(reader, posting))
    return render(request, "access/password.html", {"password": password, "username": account.username})
