"""What a service may refuse, in the words and numbers of the API (`docs/fixed-points.md`)."""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """A refusal that the caller can understand: a code for programs, a message in the reader's language."""

    status = 400
    code = "invalid"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: Mapping[str, Sequence[str]] | None = None,
        allowed: Sequence[str] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = fields
        self.allowed = allowed
        self.retry_after = retry_after

    def as_json(self) -> dict[str, object]:
        """The one shape that every error of the API has."""
        error: dict[str, object] = {"code": self.code, "message": str(self.message)}
        if self.fields is not None:
            error["fields"] = {name: list(texts) for name, texts in self.fields.items()}
        if self.allowed is not None:
            error["allowed"] = list(self.allowed)
        return {"error": error}


class Invalid(DomainError):
    """The shape or a value is wrong; nothing was changed."""


class Denied(DomainError):
    """Visible, but not yours to change."""

    status = 403
    code = "denied"


class Missing(DomainError):
    """Not there, or not there for you: the two are never told apart."""

    status = 404
    code = "not_found"


class Gone(DomainError):
    """It was there for whoever asks, and has ended; `code` says how."""

    status = 410
    code = "gone"


class WrongMove(DomainError):
    """The state does not allow this move; `allowed` names the moves that it does."""

    status = 409
    code = "wrong_state"


class Unavailable(DomainError):
    """Something we stand on is away; try again after `retry_after` seconds."""

    status = 503
    code = "unavailable"
