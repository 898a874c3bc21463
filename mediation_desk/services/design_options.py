"""What a table's design may choose from: the office's code lists, retired codes marked as such."""

from collections.abc import Iterable

from mediation_desk.domain.codes import Form, Labelled
from mediation_desk.domain.design_figures import Narrow
from mediation_desk.domain.linkage import Direction, Effect, LineKind
from mediation_desk.domain.table_designs import Option, Options
from mediation_desk.services.reference import Reference

_LISTS = {
    Narrow.SOURCE: "sources",
    Narrow.DIFFICULTY: "difficulty",
    Narrow.BODY: "bodies",
    Narrow.EMPLOYMENT: "employment",
    Narrow.FUND_KIND: "fund_kinds",
    Narrow.FUND_SOURCE: "fund_sources",
    Narrow.VENUE: "venue_kinds",
}


def options_of(reference: Reference) -> Options:
    """Return every list there is, by what it narrows."""
    lists = {
        narrow: tuple(
            Option(one.code, one.label, retired=one.retired) for one in reference.all_items(name)
        )
        for narrow, name in _LISTS.items()
    }
    retired = {one.code for one in reference.types.items if one.retired}
    types = tuple(
        Option(one.code, one.label, one.parent, one.code in retired or one.parent in retired)
        for one in reference.types.items
    )
    return {
        **lists,
        Narrow.TYPE: types,
        Narrow.FORM: (*_members(Form), Option("", "没有协议")),
        Narrow.EFFECT: _members(Effect),
        Narrow.LINE: _members(LineKind),
        Narrow.DIRECTION: _members(Direction),
    }


def _members(kind: Iterable[Labelled]) -> tuple[Option, ...]:
    return tuple(Option(one.value, one.label) for one in kind)
