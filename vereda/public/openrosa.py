"""OpenRosa: what ODK Collect, KoboCollect and the like read and send. A key reads forms, sends answers, and reads nothing else.

Source: OpenRosa 1.0 (docs.getodk.org/openrosa): form list, manifest, form submission, authentication.
"""

from __future__ import annotations

import binascii
import time
from base64 import b64decode
from collections.abc import Callable
from email.utils import formatdate
from functools import wraps
from http import HTTPStatus
from uuid import UUID
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from vereda.access.door import author_of, open_to_all
from vereda.errors import FieldError
from vereda.public.limits import Limit
from vereda.surveys import door as surveys
from vereda.surveys.door import SendingKey
from vereda.surveys.schema import REALM, digest_parts, is_right_digest

SENT_MOST = 10 * 1024 * 1024  # [bytes] of one request; programs cut what is larger into several
FILES_MOST = 20
NONCE_S = 600
REFUSED = Limit(30, 60)  # wrong keys of one address
LIST, MANIFEST = "http://openrosa.org/xforms/xformsList", "http://openrosa.org/xforms/xformsManifest"
ANSWER = "http://openrosa.org/http/response"

type View = Callable[..., HttpResponse]


def with_key(view: View) -> View:
    """Let a view answer who proves a key; everybody else is asked for one. Nobody is signed in, no cookie is set."""

    @csrf_exempt
    @wraps(view)
    def within(request: HttpRequest, **rest: object) -> HttpResponse:
        key = None if REFUSED.is_full(request) else _key(request)
        answer = _ask(request) if key is None else view(request, key, **rest)
        answer["X-OpenRosa-Version"] = "1.0"
        answer["X-OpenRosa-Accept-Content-Length"] = str(SENT_MOST)
        answer["Date"] = formatdate(usegmt=True)
        answer["Cache-Control"] = "no-store"
        return answer

    return within


def _key(request: HttpRequest) -> SendingKey | None:
    """Return the key that a request proves, where its person may still send."""
    told = request.headers.get("Authorization", "")
    found = _by_digest(request, told) if told.lower().startswith("digest ") else _by_basic(request, told)
    if found is None:
        if told:
            REFUSED.count(request)
        return None
    if surveys.reader_of_key(found) is None:
        return None
    surveys.note_use(found, timezone.now())
    return found


def _by_digest(request: HttpRequest, told: str) -> SendingKey | None:
    parts = digest_parts(told)
    made_at, _sign, mark = parts.get("nonce", "").partition("-")
    is_ours = made_at.isdecimal() and constant_time_compare(mark, _mark(made_at))
    if not is_ours or abs(time.time() - int(made_at)) > NONCE_S:
        return None
    row = surveys.key_named(parts.get("username", ""), timezone.now())
    right = row is not None and is_right_digest(parts, row.digest_hash, method=request.method or "", path=request.get_full_path())
    return row if right else None


def _by_basic(request: HttpRequest, told: str) -> SendingKey | None:
    """Return the key of a name and a secret; over an open line nobody is asked for the secret, and it is not taken."""
    if not told.lower().startswith("basic ") or not request.is_secure():
        return None
    try:
        name, _sign, secret = b64decode(told[6:], validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    row = surveys.key_named(name, timezone.now())
    return row if row is not None and surveys.is_secret(row, secret) else None


def _ask(request: HttpRequest) -> HttpResponse:
    made_at = str(int(time.time()))
    answer = _said(_("Hace falta una clave de envío que siga en uso."), HTTPStatus.UNAUTHORIZED)
    answer["WWW-Authenticate"] = f'Digest realm="{REALM}", qop="auth", algorithm=MD5, nonce="{made_at}-{_mark(made_at)}"'
    return answer


def _mark(made_at: str) -> str:
    return salted_hmac("vereda.public.openrosa", made_at, algorithm="sha256").hexdigest()


@open_to_all(reason="a program proves itself by a key; it is told which forms are asked")
@with_key
@require_safe
def form_list(request: HttpRequest, key: SendingKey) -> HttpResponse:
    """List the forms that the key is bound to."""
    listed = []
    for row in surveys.forms_of_key(key):
        there = {"survey": row.subject, "version": row.version}
        download, manifest = (
            request.build_absolute_uri(reverse(f"public:openrosa-{name}", kwargs=there)) for name in ("form", "manifest")
        )
        listed.append(
            f"<xform><formID>{escape(row.form_id)}</formID><name>{escape(row.title)}</name><version>{escape(row.version)}</version>"
            f"<hash>md5:{row.digest}</hash><downloadUrl>{escape(download)}</downloadUrl>"
            f"<manifestUrl>{escape(manifest)}</manifestUrl></xform>"
        )
    return _xml(f'<xforms xmlns="{LIST}">{"".join(listed)}</xforms>')


@open_to_all(reason="a program proves itself by a key; it is given a form")
@with_key
@require_safe
def form(request: HttpRequest, key: SendingKey, survey: UUID, version: str) -> HttpResponse:
    """Give one version of a form as XForm."""
    row = next((one for one in surveys.forms_of_key(key) if (one.subject, one.version) == (survey, version)), None)
    return _said(_("No hay ese formulario."), HTTPStatus.NOT_FOUND) if row is None else _xml(row.xform)


@open_to_all(reason="a program proves itself by a key; forms have no files beside them")
@with_key
@require_safe
def manifest(request: HttpRequest, key: SendingKey, survey: UUID, version: str) -> HttpResponse:
    """Tell that a form needs no other file."""
    return _xml(f'<manifest xmlns="{MANIFEST}"/>')


@open_to_all(reason="a program proves itself by a key; it sends answers and is told that they came")
@with_key
@require_http_methods(["HEAD", "POST"])
def submission(request: HttpRequest, key: SendingKey) -> HttpResponse:
    """Take a submission in: 201 when it came, 202 when it had come before, 409 when other answers had come under its name.

    HEAD answers where to send.
    """
    if request.method == "HEAD":
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
        answer["Location"] = request.build_absolute_uri(request.path)
        return answer
    if int(request.META.get("CONTENT_LENGTH") or 0) > SENT_MOST or len(request.FILES) > FILES_MOST:
        return _said(_("El envío pesa demasiado."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    sent = request.FILES.get("xml_submission_file")
    if not isinstance(sent, UploadedFile):
        return _said(_("Falta xml_submission_file."), HTTPStatus.BAD_REQUEST)
    files = {
        (one.name or "")[:200]: one.read()
        for name, one in request.FILES.items()
        if name != "xml_submission_file" and isinstance(one, UploadedFile)
    }
    reader = surveys.reader_of_key(key)
    assert reader is not None  # looked at by `with_key`
    try:
        taken = surveys.submit(sent.read(), files, key, by=author_of(reader), now=timezone.now())
    except FieldError as why:
        status = HTTPStatus.CONFLICT if isinstance(why, surveys.OtherAnswersKept) else HTTPStatus.BAD_REQUEST
        return _said(_(why.hint).format(**why.details), status)
    if taken.is_new or taken.photos:
        return _said(_("Recibido."), HTTPStatus.CREATED)
    return _said(_("Ya se había recibido."), HTTPStatus.ACCEPTED)


def _said(words: str, status: HTTPStatus) -> HttpResponse:
    nature = "submit_success" if status < HTTPStatus.BAD_REQUEST else "error"
    return _xml(
        f'<OpenRosaResponse xmlns="{ANSWER}"><message nature="{nature}">{escape(words)}</message></OpenRosaResponse>', status
    )


def _xml(content: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    body = content if content.startswith("<?xml") else f'<?xml version="1.0" encoding="UTF-8"?>{content}'
    return HttpResponse(body, content_type="text/xml; charset=utf-8", status=status)
