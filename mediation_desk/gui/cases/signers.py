"""Everybody whose signature an agreement wants, each with a tick, a day and a manner."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QVBoxLayout

from mediation_desk.domain.codes import Signer
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.cases.agreement_words import MANNERS, signer_words
from mediation_desk.gui.fields import CheckField, ChoiceField, DateField, TextField
from mediation_desk.gui.form import Form
from mediation_desk.gui.sheet import Faults, Part
from mediation_desk.gui.theme import Theme
from mediation_desk.gui.words import plain_words, tr
from mediation_desk.services.drafts import SignatureDraft
from mediation_desk.services.rows import SignerRow


class Signers(Part):
    """One form a signer; a signature recorded before can be corrected, not taken away."""

    def __init__(self, theme: Theme, signers: Sequence[SignerRow], day: date) -> None:
        """Show who has signed; a new tick takes `day` until another is typed."""
        super().__init__()
        self._day = day
        self.forms: dict[SignerRow, Form] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for signer in signers:
            frame = QFrame()
            frame.setObjectName("line")
            inside = QVBoxLayout(frame)
            edge = theme.px(10)
            inside.setContentsMargins(edge, edge, edge, edge)
            self.forms[signer] = self._form(theme, signer)
            inside.addWidget(self.forms[signer])
            layout.addWidget(frame)

    def use_day(self, day: date) -> None:
        """Take another day for ticks that come; a day that was taken from the old one follows."""
        for form in self.forms.values():
            if form.fields["signed_on"].text() == self._day.isoformat():
                form.fields["signed_on"].set_value(day)
        self._day = day

    def tick_all(self) -> None:
        """Tick everybody who has not signed yet."""
        for form in self.forms.values():
            if not form.fields["signed"].value():
                form.fields["signed"].set_value(True)
                self._on_tick(form)
        self.edited.emit()

    def days(self) -> dict[SignerRow, date | None]:
        """Return the day of everybody ticked, None for the others. Raises InvalidInput."""
        found: dict[SignerRow, date | None] = {}
        for signer, form in self.forms.items():
            ticked = form.fields["signed"].value()
            found[signer] = form.fields["signed_on"].value() if ticked else None
        return found

    def read(self) -> tuple[SignatureDraft, ...]:
        """Return the signatures that are new or corrected. Raises InvalidInput."""
        drafts, faults = [], {}
        for number, (signer, form) in enumerate(self.forms.items()):
            if not form.fields["signed"].value():
                continue
            try:
                values = form.read()
            except InvalidInput as error:
                faults |= {f"{number}.{name}": text for name, text in error.fields.items()}
                continue
            del values["signed"]
            draft = SignatureDraft(signer.role, signer_id=signer.signer_id, **values)
            if draft != _recorded(signer):
                drafts.append(draft)
        if faults:
            raise InvalidInput(faults)
        return tuple(drafts)

    def show_faults(self, faults: Faults) -> set[str]:
        """Put each sentence beside the signer it is about."""
        placed: set[str] = set()
        for number, form in enumerate(self.forms.values()):
            names = {name: f"{number}.{name}" for name in form.fields}
            here = {name: faults[full] for name, full in names.items() if full in faults}
            form.show_faults(here)
            placed |= {names[name] for name in here}
        return placed

    def _form(self, theme: Theme, signer: SignerRow) -> Form:
        form = Form(theme, columns=3)
        tick = CheckField("signed", plain_words(signer_words(signer)))
        form.add_ticks("", [tick])
        form.add(tr("日期"), DateField("signed_on", today=self._day, required=True))
        if signer.role is not Signer.SEAL:
            offered = list(dict.fromkeys(("", *MANNERS, signer.manner)))
            form.add(tr("方式"), ChoiceField("manner", [(one, tr(one)) for one in offered]))
            form.add(tr("代签人"), TextField("signed_by", hint=tr("本人签的不写")))
        form.fill({"manner": signer.manner, "signed_by": signer.signed_by})
        if signer.signed_on is not None:
            form.fill({"signed": True, "signed_on": signer.signed_on})
            tick.setEnabled(False)
        tick.touched.connect(lambda: self._on_tick(form))
        form.edited.connect(self.edited)
        form.submitted.connect(self.submitted)
        return form

    def _on_tick(self, form: Form) -> None:
        day = self._day if form.fields["signed"].value() else None
        form.fields["signed_on"].set_value(day)


def _recorded(signer: SignerRow) -> SignatureDraft | None:
    if signer.signed_on is None:
        return None
    return SignatureDraft(
        signer.role, signer.signed_on, signer.signer_id, signer.manner, signer.signed_by
    )
