"""自定义表: a name, what the rows are, what the columns are, what is counted."""

from collections.abc import Callable
from typing import Any

from mediation_desk.domain.own_tables import Across, Counted, OwnTable
from mediation_desk.domain.statistics import Rows
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import ChoiceField, TextField
from mediation_desk.gui.form_dialog import FormDialog
from mediation_desk.gui.parts import label
from mediation_desk.gui.words import tr
from mediation_desk.services.changes import Changed


class OwnTableDialog(FormDialog):
    """Puts a table together, or changes the one of a key; `done` gets the table's key."""

    def __init__(self, context: GuiContext, done: Callable[[str], None], key: str = "") -> None:
        """Show what was chosen for the table of a key; begin anew without one."""
        super().__init__(context, tr("自定义表"))
        self._key, self._done = key, done
        words = tr(
            "从下面选行、列和统计什么，起个名字保存；表里的每个数同样可以打开案件、导出、上报。"
        )
        self.form.add_wide(label(words, "muted", wrap=True))
        hint = tr("如：各镇邻里纠纷来源")
        self.form.add(tr("表名"), TextField("title", hint=hint), span=2, required=True)
        self.form.add(tr("行"), ChoiceField("rows", _choices(Rows)))
        self.form.add(tr("列"), ChoiceField("across", _choices(Across)))
        self.form.add(tr("统计什么"), ChoiceField("counted", _choices(Counted)))
        self.form.note("counted", tr("列选“各项指标”时，各项都列出，这里不用选。"))
        if key:
            own = context.desk.own_tables.show(key)
            chosen = {name: getattr(own, name) for name in ("title", "rows", "across", "counted")}
            self.form.fill(chosen)

    def job(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return the saving."""
        own = OwnTable(**values)
        return lambda: self._context.desk.own_tables.save(own, self._key)

    def _saved(self, answer: Changed) -> None:
        super()._saved(answer)
        self._done(answer.id)


def _choices(codes: Any) -> list[tuple[Any, str]]:
    return [(one, tr(one.label)) for one in codes]
