"""Failures a user can understand; everything else is a bug.

Messages are Chinese sentences that end with 。 and say what happened and what to do; they are shown
exactly as they are. Imports nothing of ours.
"""

from collections.abc import Mapping


class AppError(Exception):
    """An expected failure: `message` is shown as it is, `hint` says what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both texts; `str(error)` is the two together."""
        super().__init__(message + hint)
        self.message = message
        self.hint = hint


class InvalidInput(AppError):
    """Something typed cannot be taken; `fields` maps a field name to the sentence beside it."""

    def __init__(self, fields: Mapping[str, str], message: str = "", hint: str = "") -> None:
        """Without `message`, the field sentences themselves are the message."""
        super().__init__(message or "".join(dict.fromkeys(fields.values())), hint)
        self.fields = dict(fields)


class RuleViolation(AppError):
    """The law, or the state of the case, does not allow this."""


class NotFound(AppError):
    """The thing asked for is not in this store."""


class Conflict(AppError):
    """Somebody changed the same thing meanwhile: reload, compare, try again."""


class StorageProblem(AppError):
    """The disk, a lock, or a damaged file: nothing was changed."""


class StoreBusy(StorageProblem):
    """Another program has the data folder open."""


class DamagedStore(StorageProblem):
    """The data file is damaged, or is not what it should be: recovery helps, not a new try."""


class SignInNeeded(AppError):
    """The office has accounts: somebody must sign in before anything can be read."""


class Stopped(AppError):
    """Whoever asked for a long job ended it: what it had found so far is thrown away."""
