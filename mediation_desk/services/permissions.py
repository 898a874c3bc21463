"""The one gate: every public method of a service says what it needs, and nobody gets past it.

Reads are gated like writes. What a window hides or greys is courtesy; this is the control.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from mediation_desk.domain.rights import Permission

if TYPE_CHECKING:
    from mediation_desk.services.context import Context

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class _Service(Protocol):
    _context: "Context"


Owner = TypeVar("Owner", bound=_Service)
_Method = Callable[Concatenate[Owner, Given], Answer]


def needs(
    permission: Permission,
) -> Callable[[_Method[Owner, Given, Answer]], _Method[Owner, Given, Answer]]:
    """Declare the permission of a service method; without it the method is not entered.

    Raises RuleViolation naming the permission, SignInNeeded while the desk is locked.
    """

    def declare(method: _Method[Owner, Given, Answer]) -> _Method[Owner, Given, Answer]:
        @wraps(method)
        def gated(self: Owner, /, *given: Given.args, **named: Given.kwargs) -> Answer:
            self._context.require(permission)
            return method(self, *given, **named)

        gated.permission = permission  # type: ignore[attr-defined]
        return gated

    return declare
