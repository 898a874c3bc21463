"""上报文件: a submitted report as a file for the office above, with no person's name in it.

The figures, rules and cases are those that were frozen. What is told of each case (type, days,
outcome, numbers of letters) is read when the file is written, for whoever opens a figure there.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import RuleViolation
from mediation_desk.exchange.report_file import new_key, pack
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import hidden_among
from mediation_desk.services.report_bytes import tree_of
from mediation_desk.services.reports import found_report
from mediation_desk.services.views import note_export
from mediation_desk.storage.case_keys import among
from mediation_desk.storage.tables.base import instant_text
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.linkage import letter
from mediation_desk.storage.tables.office import office
from mediation_desk.storage.tables.rollup import signing_key

log = logging.getLogger(__name__)

_D = dispute.c
_FACTS = (
    *(_D.type, _D.source, _D.accepted_on, _D.agreed_form, _D.effect_on, _D.terminated_on),
    *(_D.agreed_fen, _D.party_count, _D.source_reference),
)


class ReportFileService:
    """Writes submitted reports as files."""

    def __init__(self, context: Context) -> None:
        """Write the reports of `context`."""
        self._context = context

    @needs(Permission.SUBMIT)
    def file(self, report_id: str, purpose: str = "") -> bytes:
        """Return the file of a report; that it left the office is recorded.

        Raises NotFound, StorageProblem for a report altered since, InvalidInput where a purpose is
        wanted.
        """
        with self._context.db.read() as connection:
            found = found_report(connection, report_id)
            body = _body(connection, self._context, found)
        note_export(self._context, f"上报文件 {found['title']} {found['period_name']}", purpose)
        log.info("report file: %s", report_id)
        return pack(body, self._key())

    def _key(self) -> str:
        """Return this office's private key, made when it is first wanted."""
        with self._context.db.read() as connection:
            known = connection.execute(select(signing_key.c.private_key)).scalars().first()
        if known is not None:
            return str(known)
        private, public = new_key()
        with self._context.write("make_signing_key") as writer:
            made = {"private_key": private, "public_key": public}
            key_id = writer.insert(signing_key, {**made, "made_at": self._context.clock.now()})
            writer.about(signing_key, key_id)
        return private


def _body(connection: Connection, context: Context, found: RowMapping) -> dict[str, Any]:
    named = connection.execute(select(office.c.id, office.c.name)).first()
    if named is None:
        raise RuleViolation("还没有填写单位资料，没有生成文件。", "请先在设置里填写单位名称。")
    plain = (
        "table_key title period_name unit unit_label basis recipient corrects rules seal program"
    )
    cases = tree_of(found["cases"])
    facts = facts_of(connection, context, cases)
    return {
        "office": {"id": named.id, "name": named.name},
        "report": {
            "id": found["id"],
            **{name: found[name] for name in (*plain.split(), "submitted_by")},
            "period_start": found["period_start"].isoformat(),
            "period_end": found["period_end"].isoformat(),
            "submitted_at": instant_text(found["submitted_at"]),
        },
        "figures": tree_of(found["figures"]),
        "cases": {one: _unnamed(case, known=one in facts) for one, case in cases.items()},
        "facts": facts,
    }


def _unnamed(case: list[Any], *, known: bool) -> list[Any]:
    """Return a case's part in the figures; a record that is no case is called by what it says."""
    number, *rest = case
    return [number if known else "", *rest]


def facts_of(
    connection: Connection, context: Context, ids: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """Return what is told of each case, by id; of one hidden from view nothing.

    Days are ISO text, money is in 分; `letters` are the numbers of letters about the case.
    """
    query = select(_D.id, *_FACTS).where(_D.id.in_(among(list(ids))))
    rows = connection.execute(query).mappings().all()
    hidden = hidden_among(connection, context, [row["id"] for row in rows])
    letters = _letters(connection, [row["id"] for row in rows])
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["id"] in hidden:
            continue
        told = json.loads(json.dumps({c.name: row[c.name] for c in _FACTS}, default=str))
        numbers = (told.pop("source_reference"), *letters.get(row["id"], ()))
        found[row["id"]] = {**told, "letters": sorted({one for one in numbers if one})}
    return found


def _letters(connection: Connection, ids: list[str]) -> Mapping[str, list[str]]:
    query = select(letter.c.case_id, letter.c.own_number, letter.c.their_number)
    found: dict[str, list[str]] = {}
    for row in connection.execute(query.where(letter.c.case_id.in_(among(ids)))):
        found.setdefault(row.case_id, []).extend((row.own_number, row.their_number))
    return found
