"""Which tab of a case shows what a saved action changed: the way from the history to its source."""

from mediation_desk.services.history_rows import HistoryEntry

_TABS = {
    "overview": ("dispute", "assignment", "invited"),
    "parties": ("party", "agent", "person"),
    "sessions": ("session",),
    "notes": ("note",),
    "agreement": ("agreement", "clause", "instalment", "signature", "confirmation"),
    "records": tuple(
        "follow_up investigation delivery receipt urging supplement undisputed recusal".split()
    ),
    "evidence": ("evidence",),
    "papers": ("issued_paper",),
    "dossier": ("dossier",),
    "linkage": ("letter", "inquiry", "prevention", "escalation"),
}
_BY_TABLE = {table: tab for tab, tables in _TABS.items() for table in tables}


def tab_of(entry: HistoryEntry) -> str:
    """Return the tab that shows what an action changed, the case itself last; "" for none."""
    tabs = [_BY_TABLE[line.table] for line in entry.lines if line.table in _BY_TABLE]
    return next((one for one in tabs if one != "overview"), tabs[0] if tabs else "")
