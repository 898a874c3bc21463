"""What helps whoever registers: the words to choose from, and what stays from last time."""

from dataclasses import dataclass

from sqlalchemy import select

from mediation_desk.domain.codes import Form, Origin
from mediation_desk.domain.places import village_of
from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.quick_find import Findable, list_choices, spelled, type_choices
from mediation_desk.storage.tables.cases import IN_USE, dispute
from mediation_desk.storage.tables.office import committee


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the next registration begins with; empty where nothing was registered yet."""

    committee_id: str = ""
    type: str = ""
    source: str = "application"
    origin: Origin = Origin.APPLICATION
    application_form: Form | None = Form.ORAL
    place: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The lists of the registration form, each item found by words, pinyin, initials or code."""

    committees: tuple[Findable, ...]
    types: tuple[Findable, ...]
    sources: tuple[Findable, ...]
    ethnicities: tuple[Findable, ...]

    def spelled(self) -> "Choices":
        """Return the lists with pinyin; slow the first time."""
        return Choices(
            spelled(self.committees),
            spelled(self.types),
            spelled(self.sources),
            spelled(self.ethnicities),
        )


class IntakeService:
    """Prepares registrations."""

    def __init__(self, context: Context) -> None:
        """Work for the office of `context`."""
        self._context = context

    @needs(Permission.REGISTER)
    def choices(self) -> Choices:
        """Return what can be chosen now; committees that are no longer in use are left out."""
        with self._context.db.read() as connection:
            committees = tuple(
                Findable(row.id, row.name, (row.short_name,))
                for row in connection.execute(_COMMITTEES)
            )
        reference = self._context.reference
        return Choices(
            committees=committees,
            types=type_choices(reference),
            sources=list_choices(reference, "sources"),
            ethnicities=list_choices(reference, "ethnicities"),
        )

    @needs(Permission.REGISTER)
    def remembered(self) -> Remembered:
        """Return what the last registered case suggests: committee, type, source, village.

        Before the first case, the committee where there is only one.
        """
        query = (
            select(
                dispute.c.committee_id,
                dispute.c.type,
                dispute.c.source,
                dispute.c.origin,
                dispute.c.application_form,
                dispute.c.place,
                dispute.c.recorded_by,
            )
            .join(committee, committee.c.id == dispute.c.committee_id)
            .where(committee.c.active == 1, IN_USE)
            .order_by(dispute.c.id.desc())
            .limit(1)
        )
        with self._context.db.read() as connection:
            row = connection.execute(query).one_or_none()
            committees = connection.execute(_COMMITTEES).all()
        if row is None:
            return Remembered(committees[0].id if len(committees) == 1 else "")
        return Remembered(
            committee_id=row.committee_id,
            type=row.type,
            source=row.source,
            origin=Origin(row.origin),
            application_form=Form(row.application_form) if row.application_form else None,
            place=village_of(row.place),
            recorded_by=row.recorded_by,
        )


_COMMITTEES = (
    select(committee.c.id, committee.c.name, committee.c.short_name)
    .where(committee.c.active == 1)
    .order_by(committee.c.position, committee.c.id)
)
