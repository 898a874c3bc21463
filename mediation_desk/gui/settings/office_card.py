"""The office's own name and region."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.errors import AppError, InvalidInput
from mediation_desk.gui.context import GuiContext
from mediation_desk.gui.fields import TextField
from mediation_desk.gui.form import Form
from mediation_desk.gui.parts import button, row
from mediation_desk.gui.words import tr


class OfficeCard(QWidget):
    """Corrects the office's name and region; the region's name follows its code."""

    def __init__(self, context: GuiContext) -> None:
        """Draw the form and fill it."""
        super().__init__()
        self._context = context
        self.form = Form(context.theme, columns=3)
        self.form.add(tr("单位名称"), TextField("name"), required=True)
        self.form.add(tr("行政区划代码"), TextField("region_code"))
        self.form.add(tr("行政区划"), TextField("region_name"))
        self.form.fields["region_code"].editingFinished.connect(self._name_region)  # type: ignore[union-attr]
        self.form.submitted.connect(self._save)
        self.save_button = button(tr("保存单位信息"), self._save)
        office = context.desk.office.office()
        self.form.fill(
            {
                "name": office.name,
                "region_code": office.region_code,
                "region_name": office.region_name,
            }
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addLayout(row(self.save_button))

    def _name_region(self) -> None:
        code = self.form.fields["region_code"].value()
        name = self._context.desk.reference.region_name(code) if code else ""
        if name:
            self.form.fill({"region_name": name})

    def _save(self) -> None:
        values: dict[str, Any] = self.form.read()
        office = self._context.desk.office
        self._context.runner.write(lambda: office.rename(**values), self, failed=self._failed)

    def _failed(self, error: AppError) -> None:
        self.form.show_faults(error.fields if isinstance(error, InvalidInput) else {})
        self._context.say("bad", str(error))
