"""Code lists an office may change (types, sources, flags …) as frozen data, read from TOML tables.

Codes are stable ASCII and never reused; a label may be changed, an item may be retired, nothing is
removed, so that an old case always finds its words. `parse_*` take what tomllib returns and raise
InvalidInput naming the place when a table is not as it should be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mediation_desk.errors import InvalidInput

Table = Mapping[str, Any]

SOURCE_GROUPS = ("own", "application", "court", "procuratorate", "police", "petition", "other")
"""Statistics columns of the case source, in their order (主动 … 其他部门)."""

BODIES = ("village", "resident", "township", "street", "enterprise", "social")
"""Statistics columns of the mediating body (村 … 社会团体和其他组织), in their order."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a table comes from: its version date, whether it is verified, its source."""

    version: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class CodeItem:
    """One item of a code list; a retired one is shown where it was used but not offered."""

    code: str
    label: str
    parent: str = ""
    note: str = ""
    retired: bool = False
    source: str = ""
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A named, ordered list of items."""

    name: str
    title: str
    items: tuple[CodeItem, ...]
    status: Status

    def find(self, code: str) -> CodeItem | None:
        """Return the item of a code, retired or not, None when there is none."""
        return next((item for item in self.items if item.code == code), None)

    def label(self, code: str) -> str:
        """Return the words for a code; an unknown code is shown as it is, never hidden."""
        item = self.find(code)
        return item.label if item else code

    def active(self) -> tuple[CodeItem, ...]:
        """Return the items to offer."""
        return tuple(item for item in self.items if not item.retired)

    def match(self, text: str) -> CodeItem | None:
        """Return the item whose code, label or alias is exactly the given text."""
        wanted = text.strip()
        return next(
            (
                item
                for item in self.items
                if wanted and wanted in (item.code, item.label, *item.aliases)
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class DisputeType:
    """A dispute type (纠纷类型); `parent` is "" on the statistics level.

    `written_source`: the article that demands a written agreement. `confirmation_bar`: why a court
    may refuse to confirm. `limit_rule`: code in deadlines.toml. `remedies`: codes in
    termination.toml. `ah_code`: the Anhui two-digit code. `sensitive`: seen by few. Empty: as the
    parent has it.
    """

    code: str
    label: str
    parent: str = ""
    note: str = ""
    retired: bool = False
    aliases: tuple[str, ...] = ()
    written_source: str = ""
    confirmation_bar: str = ""
    limit_rule: str = ""
    remedies: tuple[str, ...] = ()
    ah_code: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class DisputeTypes:
    """The two-level list of dispute types, parents resolved."""

    items: tuple[DisputeType, ...]
    status: Status

    def find(self, code: str) -> DisputeType | None:
        """Return the type with what it inherits from its parent filled in, None when unknown."""
        item = next((item for item in self.items if item.code == code), None)
        if item is None or not item.parent:
            return item
        above = next(upper for upper in self.items if upper.code == item.parent)
        return DisputeType(
            code=item.code,
            label=item.label,
            parent=item.parent,
            note=item.note or above.note,
            retired=item.retired or above.retired,
            aliases=item.aliases,
            written_source=item.written_source or above.written_source,
            confirmation_bar=item.confirmation_bar or above.confirmation_bar,
            limit_rule=item.limit_rule or above.limit_rule,
            remedies=item.remedies or above.remedies,
            ah_code=item.ah_code or above.ah_code,
            sensitive=item.sensitive or above.sensitive,
        )

    def level1(self) -> tuple[DisputeType, ...]:
        """Return the statistics columns in their order, retired ones too."""
        return tuple(item for item in self.items if not item.parent)

    def children(self, code: str) -> tuple[DisputeType, ...]:
        """Return the active subtypes of a level-1 code."""
        return tuple(item for item in self.items if item.parent == code and not item.retired)

    def label(self, code: str) -> str:
        """Return 婚姻家庭 / 赡养 for a subtype, the bare label for a level-1 type."""
        item = next((item for item in self.items if item.code == code), None)
        if item is None:
            return code
        return f"{self.label(item.parent)} / {item.label}" if item.parent else item.label

    def match(self, text: str) -> DisputeType | None:
        """Return the type whose code, label or alias is the text, with or without 纠纷."""
        wanted = text.strip().removesuffix("纠纷")
        for item in self.items:
            if wanted and wanted in (item.code, item.label, *item.aliases):
                return self.find(item.code)
        return None

    def by_ah_code(self, code: str) -> tuple[DisputeType, ...]:
        """Return the level-1 types behind an Anhui code; 10 and 12 stand for two each."""
        return tuple(item for item in self.level1() if item.ah_code == code)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way that stays open and must be told (Act art 3, 26): the sentence and its source."""

    code: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why mediation ended (终止原因); `by_type` adds the remedies of the dispute type."""

    code: str
    label: str
    remedies: tuple[str, ...]
    by_type: bool
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class TerminationGuide:
    """Grounds and remedies together."""

    grounds: tuple[Ground, ...]
    remedies: tuple[Remedy, ...]
    default: tuple[str, ...]
    status: Status

    def find(self, code: str) -> Ground | None:
        """Return the ground of a code, None when unknown."""
        return next((ground for ground in self.grounds if ground.code == code), None)

    def remedies_for(
        self, ground_code: str, dispute_type: DisputeType | None
    ) -> tuple[Remedy, ...]:
        """Return the remedies to tell the parties, in order, none twice."""
        ground = self.find(ground_code)
        wanted: list[str] = list(ground.remedies) if ground else []
        if ground is None or ground.by_type:
            wanted.extend((dispute_type.remedies if dispute_type else ()) or self.default)
        texts = {remedy.code: remedy for remedy in self.remedies}
        return tuple(texts[code] for code in dict.fromkeys(wanted))


def parse_status(document: Table) -> Status:
    """Return the version, status and source every reference table must name."""
    return Status(*(_text(document, key, "表头") for key in ("version", "status", "source")))


def parse_codes(document: Table) -> dict[str, CodeList]:
    """Return the lists of one file `[lists.<name>] title, items = [{code, label, …}]`."""
    status = parse_status(document)
    lists: dict[str, CodeList] = {}
    for name, table in _table(document, "lists", "代码表").items():
        items = tuple(_item(row, f"{name}") for row in _rows(table, "items", name))
        _require_unique((item.code for item in items), name)
        lists[name] = CodeList(name, _text(table, "title", name), items, status)
    return lists


def parse_dispute_types(document: Table) -> DisputeTypes:
    """Return the two-level types of dispute_types.toml; a subtype's code is parent.child."""
    rows = _rows(document, "types", "纠纷类型")
    items = tuple(_dispute_type(row) for row in rows)
    _require_unique((item.code for item in items), "纠纷类型")
    tops = {item.code for item in items if not item.parent}
    for item in items:
        if item.parent and item.parent not in tops:
            raise _broken("纠纷类型", f"{item.code}的上级{item.parent}不存在")
    return DisputeTypes(items, parse_status(document))


def parse_termination(document: Table) -> TerminationGuide:
    """Return the grounds and remedies of termination.toml."""
    remedies = tuple(
        Remedy(*(_text(row, key, "救济途径") for key in ("code", "text", "source")))
        for row in _rows(document, "remedies", "救济途径")
    )
    grounds = tuple(_ground(row) for row in _rows(document, "grounds", "终止原因"))
    default = _texts(document, "default", "默认救济途径")
    _require_unique((item.code for item in remedies), "救济途径")
    _require_unique((item.code for item in grounds), "终止原因")
    known = {remedy.code for remedy in remedies}
    for code in (*default, *(code for ground in grounds for code in ground.remedies)):
        if code not in known:
            raise _broken("终止原因", f"救济途径{code}不存在")
    return TerminationGuide(grounds, remedies, default, parse_status(document))


def _item(row: Table, where: str) -> CodeItem:
    plain = {"code", "label", "parent", "note", "retired", "source", "aliases"}
    return CodeItem(
        code=_text(row, "code", where),
        label=_text(row, "label", where),
        parent=_text(row, "parent", where, ""),
        note=_text(row, "note", where, ""),
        retired=bool(row.get("retired", False)),
        source=_text(row, "source", where, ""),
        aliases=_texts(row, "aliases", where),
        extra={key: _text(row, key, where) for key in row if key not in plain},
    )


def _dispute_type(row: Table) -> DisputeType:
    where = "纠纷类型"
    code = _text(row, "code", where)
    return DisputeType(
        code=code,
        label=_text(row, "label", where),
        parent=code.partition(".")[0] if "." in code else "",
        note=_text(row, "note", where, ""),
        retired=bool(row.get("retired", False)),
        aliases=_texts(row, "aliases", where),
        written_source=_text(row, "written_source", where, ""),
        confirmation_bar=_text(row, "confirmation_bar", where, ""),
        limit_rule=_text(row, "limit_rule", where, ""),
        remedies=_texts(row, "remedies", where),
        ah_code=_text(row, "ah_code", where, ""),
        sensitive=bool(row.get("sensitive", False)),
    )


def _ground(row: Table) -> Ground:
    where = "终止原因"
    return Ground(
        code=_text(row, "code", where),
        label=_text(row, "label", where),
        remedies=_texts(row, "remedies", where),
        by_type=bool(row.get("by_type", False)),
        note=_text(row, "note", where, ""),
        source=_text(row, "source", where, ""),
    )


def _broken(where: str, what: str) -> InvalidInput:
    return InvalidInput({where: f"参考数据“{where}”有误：{what}。"})


def _text(row: Table, key: str, where: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise _broken(where, f"缺少文字项{key}")
    return value


def _texts(row: Table, key: str, where: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _broken(where, f"{key}应是文字列表")
    return tuple(value)


def _table(row: Table, key: str, where: str) -> Table:
    value = row.get(key)
    if not isinstance(value, Mapping):
        raise _broken(where, f"缺少{key}")
    return value


def _rows(row: Table, key: str, where: str) -> list[Table]:
    value = row.get(key)
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _broken(where, f"{key}应是表格列表")
    return value


def _require_unique(codes: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise _broken(where, f"代码{code}重复")
        if not code.isascii():
            raise _broken(where, f"代码{code}应由英文字母、数字组成")
        seen.add(code)
