"""Reading forms: every value there is, beside the faults of those that cannot be read."""

from typing import Any

from mediation_desk.errors import InvalidInput
from mediation_desk.gui.folded_form import FoldedForm


def values_of(form: FoldedForm) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of the fields that apply (None for one that cannot be read), and faults."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, field in form.fields.items():
        if form.applies(name):
            try:
                values[name] = field.value()
            except InvalidInput as error:
                values[name] = None
                faults |= error.fields
    return values, faults


def inner(place: str, faults: dict[str, str]) -> dict[str, str]:
    """Return the faults under a place ("parties.0.") by their names within it."""
    return {
        name.removeprefix(place): text for name, text in faults.items() if name.startswith(place)
    }
