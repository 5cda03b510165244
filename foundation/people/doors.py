"""What every door of the API shares: who knocks, in which language, and the same answer for the same key."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.journal import Change, change
from foundation.lib import time
from foundation.lib.errors import DomainError, Invalid, Missing, WrongMove
from foundation.lib.rest import UNSPEAKABLE, Body, Json, read_body
from foundation.lib.sql import Statement
from foundation.people.models import RememberedAnswer, Token, User
from foundation.people.schema import Description

LONGEST_KEY = 200
# A key belongs to the first change that takes it; a second one waits here until that is committed.
TAKE_KEY = Statement(
    "take_key",
    "INSERT INTO people_remembered_answer (user_id, path, key, body_digest, created_at)"
    " VALUES ($1::uuid, $2::text, $3::text, $4::bytea, now() + $5::interval)"
    " ON CONFLICT DO NOTHING RETURNING id, created_at",
)
KEEP_ANSWER = Statement(
    "keep_answer",
    "UPDATE people_remembered_answer SET status = $2::smallint, answer = $3::jsonb WHERE id = $1::bigint",
)


@dataclass(frozen=True)
class Answer:
    """What a POST answers."""

    payload: Any
    status: int = 200


class NoBody(Body):
    """A POST that says all by its path."""


class Door(APIView):
    """Base of every view under `/api/v1/`: parse, call one service or selector, answer."""

    parser_classes: Sequence[type[BaseParser]] = (Json,)
    schema = Description()
    # The largest body that is read at all; None is the setting for all doors.
    most_bytes: ClassVar[int | None] = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too large before reading it; speak the caller's language."""
        if announced_length(request) > (self.most_bytes or settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            too_large = DomainError(_("Kiriman terlalu besar."), code="too_large")
            too_large.status = 413
            raise too_large
        refuse_unmeasured(request)
        refuse_unspeakable(request)
        super().initial(request, *args, **kwargs)
        if isinstance(request.auth, Token) and "Accept-Language" not in request.headers:
            translation.activate(self.actor.language)

    @property
    def actor(self) -> User:
        """The signed-in person or program."""
        return cast(User, self.request.user)


class ActionDoor(Door):
    """A POST: one body, one service, one answer - and under an Idempotency-Key the same answer again.

    The key is kept in the same change as what it does: either both are there or neither.
    """

    body: ClassVar[type[Body]] = NoBody
    # False for an answer that must not be kept: it is then given, and recorded, each time anew.
    remembers: ClassVar[bool] = True

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Call the one service. Runs inside the change."""
        raise NotImplementedError

    def read(self, request: Request, **where: Any) -> dict[str, Any]:
        """The body as the service takes it, before anything is locked."""
        return read_body(self.body, request.data)

    def post(self, request: Request, **where: Any) -> Response:
        """Read, do, remember, answer."""
        body = self.read(request, **where)
        key = request.headers.get("Idempotency-Key")
        if key is not None and not 0 < len(key) <= LONGEST_KEY:
            raise Invalid(_("Idempotency-Key harus 1 sampai %(most)s huruf.") % {"most": LONGEST_KEY})
        with change(self.actor) as running:
            if key is None or not self.remembers:
                answer = self.act(running, body, **where)
            else:
                answer = self.act_once(running, request, key, body, where)
        return Response(answer.payload, status=answer.status)

    def act_once(
        self, running: Change, request: Request, key: str, body: dict[str, Any], where: dict[str, Any]
    ) -> Answer:
        """The remembered answer, or a new one that is remembered; a second caller waits for the first to commit."""
        digest = digest_of(request.data)
        taken = TAKE_KEY.rows(self.actor.id, request.path, key, digest, time.shifted())
        if not taken:
            return remembered(self.actor, request.path, key, digest)
        ((kept, running.known_now),) = taken
        answer = self.act(running, body, **where)
        text = JSONRenderer().render(answer.payload).decode() or "null"
        KEEP_ANSWER.soon(kept, answer.status, text)
        return Answer(json.loads(text), answer.status)


def announced_length(request: Request) -> int:
    """How many bytes the caller says it sends; one who says nonsense has sent nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def refuse_unmeasured(request: Request) -> None:
    """A body sent in pieces without its length: WSGI would show us none of it, and we would call the fields missing.

    Raises:
        DomainError: 411.
    """
    if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
        unmeasured = DomainError(_("Sebutkan panjang kiriman (Content-Length)."), code="length_required")
        unmeasured.status = 411
        raise unmeasured


def refuse_unspeakable(request: Request) -> None:
    """An address or a question that the database could not even be asked about.

    Raises:
        Missing: no thing has such a name.
        Invalid: no value of a question can be this.
    """
    if UNSPEAKABLE.search(request.path):
        raise Missing(_("Tidak ditemukan."))
    wrong = [name for name, value in request.query_params.items() if UNSPEAKABLE.search(f"{name}{value}")]
    if wrong:
        fields = {name: [_("Berisi huruf atau angka yang tidak dapat disimpan.")] for name in wrong}
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=fields)


def digest_of(data: Any) -> bytes:
    """One digest for bodies that say the same, whatever their spacing or order; a file is its bytes."""
    if isinstance(data, bytes):
        return hashlib.sha256(data).digest()
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).digest()


def remembered(user: User, path: str, key: str, digest: bytes) -> Answer:
    """The answer given under this key.

    Raises:
        WrongMove: the key was used with another body.
    """
    known = RememberedAnswer.objects.get(user=user, path=path, key=key)
    if bytes(known.body_digest) != digest:
        raise WrongMove(_("Idempotency-Key ini sudah dipakai dengan isi yang lain."), code="key_reused", allowed=[])
    return Answer(known.answer, known.status or 200)
