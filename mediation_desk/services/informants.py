"""Information officers (信息员): who they are, and how many leads they brought (lines.py)."""

from sqlalchemy import case, func, select

from mediation_desk.domain.linkage import LineState
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import InformantDraft, InformantRow
from mediation_desk.services.linkage_store import put, require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.storage.tables.linkage import informant, inquiry
from mediation_desk.storage.tables.office import committee


class InformantService:
    """Keeps the information officers."""

    def __init__(self, context: Context) -> None:
        """Work on the office of `context`."""
        self._context = context

    @needs(Permission.ORGANISE)
    def save(
        self, draft: InformantDraft, *, informant_id: str = "", revision: int | None = None
    ) -> Changed:
        """Add an information officer, or change one. Raises InvalidInput, Conflict."""
        if not draft.name.strip():
            raise InvalidInput({"name": "请填写信息员姓名。"})
        with self._context.write("save_informant") as writer:
            require_committee(writer.connection, draft.committee_id)
            values = typed(draft) | {"active": int(draft.active)}
            informant_id = put(writer, informant, informant_id, values, revision)
        return changed(Area.LINKAGE, id=informant_id, message=f"已保存“{draft.name}”")

    @needs(Permission.LOOK)
    def informants(self, *, active_only: bool = False) -> tuple[InformantRow, ...]:
        """Return the officers in office order, with their leads and how many became cases."""
        became = func.sum(case((inquiry.c.state == LineState.CASE, 1), else_=0))
        leads = (
            select(inquiry.c.informant_id, func.count().label("number"), became.label("became"))
            .where(inquiry.c.informant_id.is_not(None), inquiry.c.state != LineState.VOID)
            .group_by(inquiry.c.informant_id)
            .subquery()
        )
        query = (
            select(
                informant,
                committee.c.name.label("committee_name"),
                leads.c.number,
                leads.c.became,
            )
            .join(committee, committee.c.id == informant.c.committee_id)
            .outerjoin(leads, leads.c.informant_id == informant.c.id)
            .order_by(informant.c.active.desc(), committee.c.position, informant.c.id)
        )
        if active_only:
            query = query.where(informant.c.active == 1)
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        names = InformantDraft.__dataclass_fields__
        return tuple(
            InformantRow(
                id=row.id,
                revision=row.rev_counter,
                draft=InformantDraft(
                    **{name: getattr(row, name) for name in names} | {"active": bool(row.active)}
                ),
                committee_name=row.committee_name,
                leads=row.number or 0,
                cases=row.became or 0,
            )
            for row in rows
        )
