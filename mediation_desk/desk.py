"""What the window and the command line hold: an open office with its services.

Each service is imported when it is first asked for, so that the window is on the screen before the
store's libraries are read (tests/test_start_imports.py says which ones).
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from mediation_desk.clock import Clock
from mediation_desk.errors import SignInNeeded, StorageProblem
from mediation_desk.paths import Paths
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
    from mediation_desk.services.destruction import DestructionService
    from mediation_desk.services.intake import IntakeService
    from mediation_desk.services.listing import ListingService
    from mediation_desk.services.numbers import NumberService
    from mediation_desk.services.office import OfficeService
    from mediation_desk.services.outcomes import OutcomeService
    from mediation_desk.services.papers import PaperService
    from mediation_desk.services.reference import Reference
    from mediation_desk.services.search import SearchService
    from mediation_desk.services.seen import SeenService
    from mediation_desk.services.sessions import SessionService
    from mediation_desk.services.settings import SettingsService
    from mediation_desk.services.sign_in import SignInService
    from mediation_desk.services.statistics import StatisticsService
    from mediation_desk.services.undo import UndoService
    from mediation_desk.services.unsaved import UnsavedService


class Desk:
    """An open office: one service for each kind of work, made when it is first asked for."""

    def __init__(
        self, paths: Paths, context: "Context", place: StorePlace, notices: Sequence[str] = ()
    ) -> None:
        """Put services over an open store; `notices` are what opening found to tell the user."""
        self.paths = paths
        self.notices = tuple(notices)
        self._context = context
        self._place = place

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
    def office(self) -> "OfficeService":
        """The organisation: set-up, committees, mediators."""
        from mediation_desk.services.office import OfficeService

        return OfficeService(self._context)

    @cached_property
    def settings(self) -> "SettingsService":
        """Settings and imported working days."""
        from mediation_desk.services.settings import SettingsService

        return SettingsService(self._context)

    @cached_property
    def cases(self) -> "CaseService":
        """The case as a whole."""
        from mediation_desk.services.cases import CaseService

        return CaseService(self._context)

    @cached_property
    def acceptance(self) -> "AcceptanceService":
        """Acceptance and refusal."""
        from mediation_desk.services.acceptance import AcceptanceService

        return AcceptanceService(self._context)

    @cached_property
    def assignments(self) -> "AssignmentService":
        """Who mediates."""
        from mediation_desk.services.assignments import AssignmentService

        return AssignmentService(self._context)

    @cached_property
    def sessions(self) -> "SessionService":
        """Sessions of mediation."""
        from mediation_desk.services.sessions import SessionService

        return SessionService(self._context)

    @cached_property
    def agreements(self) -> "AgreementService":
        """Agreements, performance, confirmation."""
        from mediation_desk.services.agreements import AgreementService

        return AgreementService(self._context)

    @cached_property
    def outcomes(self) -> "OutcomeService":
        """Termination."""
        from mediation_desk.services.outcomes import OutcomeService

        return OutcomeService(self._context)

    @cached_property
    def listing(self) -> "ListingService":
        """The case list."""
        from mediation_desk.services.listing import ListingService

        return ListingService(self._context)

    @cached_property
    def agenda(self) -> "AgendaService":
        """The calendar."""
        from mediation_desk.services.agenda import AgendaService

        return AgendaService(self._context)

    @cached_property
    def attention(self) -> "AttentionService":
        """What must not be forgotten."""
        from mediation_desk.services.attention import AttentionService

        return AttentionService(self._context)

    @cached_property
    def intake(self) -> "IntakeService":
        """What helps whoever registers."""
        from mediation_desk.services.intake import IntakeService

        return IntakeService(self._context)

    @cached_property
    def seen(self) -> "SeenService":
        """Earlier cases of the people at the door."""
        from mediation_desk.services.seen import SeenService

        return SeenService(self._context)

    @cached_property
    def unsaved(self) -> "UnsavedService":
        """What is typed and not saved yet."""
        from mediation_desk.services.unsaved import UnsavedService

        return UnsavedService(self._context)

    @cached_property
    def search(self) -> "SearchService":
        """Finding cases by anything remembered."""
        from mediation_desk.services.search import SearchService

        return SearchService(self._context)

    @cached_property
    def numbers(self) -> "NumberService":
        """Case numbers."""
        from mediation_desk.services.numbers import NumberService

        return NumberService(self._context)

    @cached_property
    def papers(self) -> "PaperService":
        """Papers."""
        from mediation_desk.services.papers import PaperService

        return PaperService(self._context, self.paths.resources)

    @cached_property
    def bin(self) -> "BinService":
        """The bin: cases deleted and taken back."""
        from mediation_desk.services.bin import BinService

        return BinService(self._context)

    @cached_property
    def archive(self) -> "ArchiveService":
        """Retention of closed cases."""
        from mediation_desk.services.archive import ArchiveService

        return ArchiveService(self._context)

    @cached_property
    def destruction(self) -> "DestructionService":
        """Destruction after retention, by two people."""
        from mediation_desk.services.destruction import DestructionService

        return DestructionService(self._context)

    @cached_property
    def audits(self) -> "AuditService":
        """The audit: read and verified."""
        from mediation_desk.services.audits import AuditService

        return AuditService(self._context, self._place)

    @cached_property
    def undo(self) -> "UndoService":
        """Undo and redo of what was saved."""
        from mediation_desk.services.undo import UndoService

        return UndoService(self._context)

    @cached_property
    def statistics(self) -> "StatisticsService":
        """Statistics."""
        from mediation_desk.services.statistics import StatisticsService

        return StatisticsService(self._context)

    @cached_property
    def backups(self) -> "BackupService":
        """Backups: when due, made, listed."""
        from mediation_desk.services.backups import BackupService

        return BackupService(self._context, self._place)

    def close(self) -> None:
        """Sign out and let go of the store; nothing may be asked of this desk afterwards."""
        session = self._context.session
        # A store that cannot be written, an account that was disabled: let go all the same.
        with suppress(StorageProblem, SignInNeeded):
            if session.me is not None and not session.ended and self._context.db.writable:
                self.sign_in.sign_out()
        self._context.db.close()
