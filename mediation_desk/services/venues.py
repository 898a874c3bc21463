"""Venues (调解室、评理说事点、个人调解工作室): where people are heard."""

from sqlalchemy import select

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.drafts import typed
from mediation_desk.services.linkage_rows import VenueDraft, VenueRow
from mediation_desk.services.linkage_store import put, require_committee
from mediation_desk.services.permissions import needs
from mediation_desk.storage.tables.linkage import venue
from mediation_desk.storage.tables.office import committee


class VenueService:
    """Keeps the venues."""

    def __init__(self, context: Context) -> None:
        """Work on the office of `context`."""
        self._context = context

    @needs(Permission.ORGANISE)
    def save(
        self, draft: VenueDraft, *, venue_id: str = "", revision: int | None = None
    ) -> Changed:
        """Add a venue, or change one. Raises InvalidInput, Conflict."""
        problems: dict[str, str] = {}
        if not draft.name.strip():
            problems["name"] = "请填写场所名称。"
        if not self._context.reference.has("venue_kinds", draft.kind):
            problems["kind"] = "请选择场所种类。"
        if problems:
            raise InvalidInput(problems)
        with self._context.write("save_venue") as writer:
            require_committee(writer.connection, draft.committee_id)
            values = typed(draft) | {"active": int(draft.active)}
            venue_id = put(writer, venue, venue_id, values, revision)
        return changed(Area.LINKAGE, id=venue_id, message=f"已保存“{draft.name}”")

    @needs(Permission.LOOK)
    def venues(self) -> tuple[VenueRow, ...]:
        """Return the venues in office order, those in use first."""
        query = (
            select(venue, committee.c.name.label("committee_name"))
            .join(committee, committee.c.id == venue.c.committee_id)
            .order_by(venue.c.active.desc(), committee.c.position, venue.c.id)
        )
        with self._context.db.read() as connection:
            rows = connection.execute(query).all()
        names = VenueDraft.__dataclass_fields__
        return tuple(
            VenueRow(
                id=row.id,
                revision=row.rev_counter,
                draft=VenueDraft(
                    **{name: getattr(row, name) for name in names} | {"active": bool(row.active)}
                ),
                kind_label=self._context.reference.label("venue_kinds", row.kind),
                committee_name=row.committee_name,
            )
            for row in rows
        )
