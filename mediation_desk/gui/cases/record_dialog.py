"""What the dialogs of all records share: a draft, its service method, a record to correct."""

from collections.abc import Callable, Iterable
from typing import Any

from mediation_desk.domain.codes import Labelled, Role
from mediation_desk.gui.cases.people import mediator_words
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import Choice, ChoiceField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.rows import CaseDetail


class RecordDialog(FormDialog):
    """A record of a case, new or corrected; subclasses name their draft and method."""

    draft: type[Any]
    method: str

    def __init__(
        self, context: GuiContext, case: CaseDetail, title: str, record: Any | None = None
    ) -> None:
        """Ask about `case`; `record` is the one to correct, None for a new one."""
        super().__init__(context, title)
        self._case, self._record = case, record
        self.form.add_wide(label(case.title, "muted", wrap=True))
        self.build()
        if record is not None:
            self.form.fill({name: getattr(record, name) for name in self.form.fields})

    def build(self) -> None:
        """Add the fields, with what is known already."""
        raise NotImplementedError

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the writing of the record."""
        draft = self.draft(**values)
        write = getattr(self._context.desk.records, self.method)
        record_id = self._record.id if self._record is not None else ""
        return lambda: write(self._case.id, draft, record_id=record_id)

    def choose(self, words: str, name: str, codes: Iterable[Labelled]) -> None:
        """Add a choice nobody has made yet."""
        choices: list[Choice] = [("", tr("（请选择）"))]
        choices += [(code.value, tr(code.label)) for code in codes]
        self.form.add(words, ChoiceField(name, choices), required=True)

    def lead(self) -> str:
        """Return who leads the case, as the one who most often writes the record."""
        return mediator_words(self._case, Role.LEAD)
