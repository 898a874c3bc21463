"""What was found beside the cases; nothing here needs the store: the window can hold it."""

from dataclasses import dataclass

from mediation_desk.domain.codes import Labelled


class Shelf(Labelled):
    """Where something found is kept."""

    LINE = "line", "来访"
    LETTER = "letter", "函件"
    EVIDENCE = "evidence", "证据"


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing of a shelf, and the words it was sought by."""

    shelf: Shelf
    id: str
    typed: str


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that holds the words: `kind` and `words` name it, `found` says in which field.

    `case_id` is the case it belongs to, "" for none.
    """

    sought: Sought
    case_id: str
    kind: str
    words: str
    found: str
