"""The one gate: every public method of a service says what it needs, and nobody gets past it.

Reads are gated like writes. What a window hides or greys is courtesy; this is the control. What was
typed is cleaned here, once for all methods (typing_in.py).
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from mediation_desk.domain.rights import Permission
from mediation_desk.services.typing_in import PASSWORDS, Typed

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
        names = list(signature(method).parameters)[1:]
        verbatim = {place for place, name in enumerate(names) if name in PASSWORDS}

        @wraps(method)
        def gated(self: Owner, /, *given: Given.args, **named: Given.kwargs) -> Answer:
            self._context.require(permission)
            typed = Typed()
            told: Any = (
                value if place in verbatim else typed.cleaned(value)
                for place, value in enumerate(given)
            )
            for name in named.keys() - PASSWORDS:
                named[name] = typed.cleaned(named[name])
            return typed.noted(method(self, *told, **named))

        gated.permission = permission  # type: ignore[attr-defined]
        return gated

    return declare
