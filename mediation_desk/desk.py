"""What the window and the command line hold: an open office with its services.

Each service is imported when it is first asked for, so that the window is on the screen before the
store's libraries are read (tests/test_start_imports.py says which ones).
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from mediation_desk.clock import Clock
from mediation_desk.domain.rights import Permission
from mediation_desk.errors import SignInNeeded, StorageProblem
from mediation_desk.paths import Paths
from mediation_desk.services.casework import CaseworkServices
from mediation_desk.services.counting import CountingServices
from mediation_desk.services.finding import service as _service
from mediation_desk.services.permissions import needs
from mediation_desk.services.printing import PrintingServices
from mediation_desk.storage.place import StorePlace

if TYPE_CHECKING:
    from mediation_desk.services.acceptance import AcceptanceService
    from mediation_desk.services.accounts import AccountService
    from mediation_desk.services.agenda import AgendaService
    from mediation_desk.services.agreements import AgreementService
    from mediation_desk.services.archive import ArchiveService
    from mediation_desk.services.assignments import AssignmentService
    from mediation_desk.services.attention import AttentionService
    from mediation_desk.services.audits import AuditService
    from mediation_desk.services.backups import BackupService
    from mediation_desk.services.bin import BinService
    from mediation_desk.services.cases import CaseService
    from mediation_desk.services.context import Context
    from mediation_desk.services.court_package import CourtService
    from mediation_desk.services.destruction import DestructionService
    from mediation_desk.services.dossiers import DossierService
    from mediation_desk.services.escalations import EscalationService
    from mediation_desk.services.evidence import EvidenceService
    from mediation_desk.services.informants import InformantService
    from mediation_desk.services.intake import IntakeService
    from mediation_desk.services.letters import LetterService
    from mediation_desk.services.lines import LineService
    from mediation_desk.services.matters import MatterService
    from mediation_desk.services.mediator_records import MediatorRecordService
    from mediation_desk.services.numbers import NumberService
    from mediation_desk.services.office import OfficeService
    from mediation_desk.services.oral_bundles import OralBundleService
    from mediation_desk.services.outcomes import OutcomeService
    from mediation_desk.services.people import PeopleService
    from mediation_desk.services.performances import PerformanceService
    from mediation_desk.services.records import RecordService
    from mediation_desk.services.recovery import Recovery
    from mediation_desk.services.reference import Reference
    from mediation_desk.services.reveals import RevealService
    from mediation_desk.services.risks import RiskService
    from mediation_desk.services.scans import ScanService
    from mediation_desk.services.seen import SeenService
    from mediation_desk.services.sessions import SessionService
    from mediation_desk.services.settings import SettingsService
    from mediation_desk.services.sign_in import SignInService
    from mediation_desk.services.subsidy import SubsidyService
    from mediation_desk.services.subsidy_rules import SubsidyRuleService
    from mediation_desk.services.subsidy_settlement import SubsidySettlementService
    from mediation_desk.services.subsidy_trial import SubsidyTrialService
    from mediation_desk.services.suggestions import SuggestionService
    from mediation_desk.services.sweeps import SweepService
    from mediation_desk.services.terms import TermService
    from mediation_desk.services.undo import UndoService
    from mediation_desk.services.unsaved import UnsavedService
    from mediation_desk.services.venues import VenueService
    from mediation_desk.services.zero_reports import ZeroReportService


class Services(CaseworkServices, CountingServices, PrintingServices):
    """One service for each kind of work that needs the context alone."""

    office: "cached_property[OfficeService]" = _service("office:OfficeService")
    """The organisation: set-up, committees, mediators."""

    risks: "cached_property[RiskService]" = _service("risks:RiskService")
    """Risk colours of cases."""

    terms: "cached_property[TermService]" = _service("terms:TermService")
    """Terms, engagements and grades that run out."""

    settings: "cached_property[SettingsService]" = _service("settings:SettingsService")
    """Settings and imported working days."""

    cases: "cached_property[CaseService]" = _service("cases:CaseService")
    """The case as a whole."""

    acceptance: "cached_property[AcceptanceService]" = _service("acceptance:AcceptanceService")
    """Acceptance and refusal."""

    assignments: "cached_property[AssignmentService]" = _service("assignments:AssignmentService")
    """Who mediates."""

    sessions: "cached_property[SessionService]" = _service("sessions:SessionService")
    """Sessions of mediation."""

    people: "cached_property[PeopleService]" = _service("people:PeopleService")
    """People: found, merged, told apart."""

    records: "cached_property[RecordService]" = _service("records:RecordService")
    """Visits, investigations, deliveries, receipts, urgings, supplements."""

    agreements: "cached_property[AgreementService]" = _service("agreements:AgreementService")
    """Agreements, performance, confirmation."""

    outcomes: "cached_property[OutcomeService]" = _service("outcomes:OutcomeService")
    """Termination."""

    agenda: "cached_property[AgendaService]" = _service("agenda:AgendaService")
    """The calendar."""

    suggestions: "cached_property[SuggestionService]" = _service("suggestions:SuggestionService")
    """Whom to assign."""

    performances: "cached_property[PerformanceService]" = _service(
        "performances:PerformanceService"
    )
    """The performance book."""

    attention: "cached_property[AttentionService]" = _service("attention:AttentionService")
    """What must not be forgotten."""

    intake: "cached_property[IntakeService]" = _service("intake:IntakeService")
    """What helps whoever registers."""

    seen: "cached_property[SeenService]" = _service("seen:SeenService")
    """Earlier cases of the people at the door."""

    unsaved: "cached_property[UnsavedService]" = _service("unsaved:UnsavedService")
    """What is typed and not saved yet."""

    numbers: "cached_property[NumberService]" = _service("numbers:NumberService")
    """Case numbers."""

    reveals: "cached_property[RevealService]" = _service("reveals:RevealService")
    """Whole numbers, for a reason."""

    bin: "cached_property[BinService]" = _service("bin:BinService")
    """The bin: cases deleted and taken back."""

    archive: "cached_property[ArchiveService]" = _service("archive:ArchiveService")
    """Retention of closed cases."""

    destruction: "cached_property[DestructionService]" = _service("destruction:DestructionService")
    """Destruction after retention, by two people."""

    undo: "cached_property[UndoService]" = _service("undo:UndoService")
    """Undo and redo of what was saved."""

    subsidy: "cached_property[SubsidyService]" = _service("subsidy:SubsidyService")
    """Subsidy by case: proposals and claims."""

    subsidy_rules: "cached_property[SubsidyRuleService]" = _service(
        "subsidy_rules:SubsidyRuleService"
    )
    """The county's subsidy rules."""

    letters: "cached_property[LetterService]" = _service("letters:LetterService")
    """Letters with other bodies."""

    lines: "cached_property[LineService]" = _service("lines:LineService")
    """Lines of the front desk."""

    sweeps: "cached_property[SweepService]" = _service("sweeps:SweepService")
    """Sweeps and what was prevented."""

    zero_reports: "cached_property[ZeroReportService]" = _service("zero_reports:ZeroReportService")
    """Zero reports of the villages."""

    informants: "cached_property[InformantService]" = _service("informants:InformantService")
    """Information officers."""

    venues: "cached_property[VenueService]" = _service("venues:VenueService")
    """Venues."""

    escalations: "cached_property[EscalationService]" = _service("escalations:EscalationService")
    """Reports of major disputes."""

    matters: "cached_property[MatterService]" = _service("matters:MatterService")
    """What waits in the linkage."""


class Desk(Services):
    """An open office: its services, each made when it is first asked for."""

    def __init__(
        self, paths: Paths, context: "Context", place: StorePlace, notices: Sequence[str] = ()
    ) -> None:
        """Put services over an open store; `notices` are what opening found to tell the user."""
        self.paths = paths
        self._resources = paths.resources
        self.notices = tuple(notices)
        self._context = context
        self._place = place

    subsidy_settlement: "cached_property[SubsidySettlementService]" = _service(
        "subsidy_settlement:SubsidySettlementService"
    )
    """What became of claims."""

    subsidy_trial: "cached_property[SubsidyTrialService]" = _service(
        "subsidy_trial:SubsidyTrialService"
    )
    """Subsidy rules tried out."""

    mediator_records: "cached_property[MediatorRecordService]" = _service(
        "mediator_records:MediatorRecordService"
    )
    """Training, awards, leave."""

    @property
    def writable(self) -> bool:
        """Whether anything can be saved; else the store was opened for reading only (只读打开)."""
        return self._context.db.writable

    @property
    def clock(self) -> Clock:
        """The desk's time."""
        return self._context.clock

    @property
    def reference(self) -> "Reference":
        """Code lists, limits, regions and the calendar."""
        return self._context.reference

    @cached_property
    def sign_in(self) -> "SignInService":
        """Who is signed in, the lock, a password of one's own."""
        from mediation_desk.services.sign_in import SignInService

        return SignInService(self._context, self._place.key_file)

    @cached_property
    def accounts(self) -> "AccountService":
        """Accounts, roles, the recovery key."""
        from mediation_desk.services.accounts import AccountService

        return AccountService(self._context, self._place)

    @cached_property
    def dossiers(self) -> "DossierService":
        """Dossiers: planned, bound, handed over."""
        from mediation_desk.services.dossiers import DossierService

        return DossierService(self._context, self._place, self.paths.resources)

    @cached_property
    def oral_bundles(self) -> "OralBundleService":
        """Oral cases bound together."""
        from mediation_desk.services.oral_bundles import OralBundleService

        return OralBundleService(self._context, self._place, self.paths.resources)

    @cached_property
    def court(self) -> "CourtService":
        """What goes to the court for confirmation."""
        from mediation_desk.services.court_package import CourtService

        return CourtService(self._context, self._place, self.paths.resources)

    @cached_property
    def evidence(self) -> "EvidenceService":
        """Evidence and scans."""
        from mediation_desk.services.evidence import EvidenceService

        return EvidenceService(self._context, self._place)

    @cached_property
    def scans(self) -> "ScanService":
        """Scanned sheets that find their case by themselves."""
        from mediation_desk.services.scans import ScanService

        return ScanService(self._context, self._place)

    @cached_property
    def audits(self) -> "AuditService":
        """The audit: read and verified."""
        from mediation_desk.services.audits import AuditService

        return AuditService(self._context, self._place)

    @cached_property
    def backups(self) -> "BackupService":
        """Backups: when due, made, listed."""
        from mediation_desk.services.backups import BackupService

        return BackupService(self._context, self._place)

    @needs(Permission.BACK_UP)
    def recovery(self) -> "Recovery":
        """Return the remedies for whoever is signed in; they work once this desk is closed."""
        from mediation_desk.services.recovery import Recovery
        from mediation_desk.storage import keys

        session = self._context.session
        unlocked = session.unlocked
        unlock = keys.unlock_open if unlocked is None else keys.already(unlocked)
        return Recovery(self._place, self.clock, unlock, session.name)

    def close(self) -> None:
        """Sign out and let go of the store; nothing may be asked of this desk afterwards."""
        session = self._context.session
        # A store that cannot be written, an account that was disabled: let go all the same.
        with suppress(StorageProblem, SignInNeeded):
            if session.me is not None and not session.ended and self._context.db.writable:
                self.sign_in.sign_out()
        self._context.db.close()
