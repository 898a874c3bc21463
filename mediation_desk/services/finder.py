"""One box for everything (Ctrl+K): cases and where the words stand, mediators, commands, more."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.domain.rights import Permission
from mediation_desk.services.context import Context
from mediation_desk.services.filters import Filters
from mediation_desk.services.found_beside import found_beside
from mediation_desk.services.found_rows import Found
from mediation_desk.services.habits import LAST, HabitService
from mediation_desk.services.listing import ListingService
from mediation_desk.services.office import OfficeService
from mediation_desk.services.permissions import needs
from mediation_desk.services.rows import CaseRow, MediatorRow
from mediation_desk.services.search import sounds_like
from mediation_desk.storage.search_tokens import fold

MOST_CASES = 8
MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; `commands` are the names of those offered that were meant."""

    cases: tuple[CaseRow, ...] = ()
    mediators: tuple[MediatorRow, ...] = ()
    commands: tuple[str, ...] = ()


class FinderService:
    """Finds whatever a few letters may mean."""

    def __init__(self, context: Context) -> None:
        """Look through the office of `context`."""
        self._context = context
        self._listing = ListingService(context)

    @needs(Permission.PRESENT)
    def find(self, typed: str, commands: Mapping[str, str]) -> Findings:
        """Return what `typed` may mean; `commands` are the words of each command by its name.

        Where nothing is typed: the cases opened last, the last first.
        """
        word = fold(typed.strip())
        reads = self._context.may(Permission.READ_CASES)
        if not word:
            return Findings(cases=self._recent() if reads else ())
        meant = [name for name, words in commands.items() if _means(words, word)]
        return Findings(
            cases=self._listing.cases(Filters(text=typed), limit=MOST_CASES) if reads else (),
            mediators=self._mediators(word),
            commands=tuple(meant[:MOST_OTHERS]),
        )

    @needs(Permission.PRESENT)
    def beside(self, typed: str) -> tuple[Found, ...]:
        """Return the lines, letters and evidence that hold the words; nothing for no words."""
        if not typed.strip() or not self._context.may(Permission.READ_CASES):
            return ()
        with self._context.db.read() as connection:
            return found_beside(connection, self._context, typed)

    def _recent(self) -> tuple[CaseRow, ...]:
        ids = HabitService(self._context).recent()
        found = {row.id: row for row in self._listing.cases(Filters(ids=ids), limit=LAST)}
        return tuple(found[one] for one in ids if one in found)

    def _mediators(self, word: str) -> tuple[MediatorRow, ...]:
        if not self._context.may(Permission.LOOK):
            return ()
        everybody = OfficeService(self._context).mediators()
        return tuple(one for one in everybody if _means(one.name, word))[:MOST_OTHERS]


def _means(words: str, word: str) -> bool:
    """Tell whether a word is a piece of these words, their pinyin or their initials."""
    return word in fold(words) or sounds_like(words, word)
