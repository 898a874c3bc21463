"""What a party's number says, told and filled in as soon as its field is left."""

from datetime import date

from mediation_desk.domain.codes import Capacity, Sex
from mediation_desk.domain.identity import (
    RESIDENT_CARD,
    ResidentId,
    age_on,
    check_credit_code,
    check_resident_id,
    contradictions,
    is_minor,
)
from mediation_desk.errors import InvalidInput
from mediation_desk.gui.folded_form import FoldedForm
from mediation_desk.gui.words import tr
from mediation_desk.services.reference import Reference


class NumberWatch:
    """Checks the ID number and the credit code of one party's form; the cursor goes on anyway."""

    def __init__(self, form: FoldedForm, reference: Reference, today: date) -> None:
        """Watch a party's form."""
        self._form, self._reference, self._today = form, reference, today
        self._filled: tuple[date | None, Sex] = (None, Sex.UNKNOWN)

    def id_left(self) -> bool:
        """Check the ID number; return whether it is a minor's."""
        number = self._form.fields["id_number"].value()
        if not number or self._form.fields["id_kind"].value() != RESIDENT_CARD:
            self._form.note("id_number", "")
            return False
        try:
            known = check_resident_id(number, today=self._today, regions=self._reference.regions)
        except InvalidInput as error:
            self._form.note("id_number", error.fields["id_number"], look="fault")
            return False
        self._fill(known)
        return is_minor(known.birth_date, self._today)

    def code_left(self) -> None:
        """Check the credit code."""
        text = self._form.fields["credit_code"].value()
        try:
            code = check_credit_code(text) if text else None
        except InvalidInput as error:
            self._form.note("credit_code", error.fields["credit_code"], look="fault")
            return
        if code is not None:
            self._form.fields["credit_code"].set_value(code.number)
        self._form.note("credit_code", "".join(code.warnings) if code else "", look="warn")

    def _fill(self, known: ResidentId) -> None:
        form = self._form
        form.fields["id_number"].set_value(known.number)
        form.note("id_number", self._words(known), look="warn" if known.warnings else "muted")
        typed = self._typed()
        wrong = contradictions(known, *typed)
        if typed == self._filled:
            wrong = {}
        for name, sentence in wrong.items():
            form.note(name, sentence, look="fault")
        if not wrong:
            self._filled = (known.birth_date, known.sex)
            form.fill({"born_on": known.birth_date, "sex": known.sex})
        capacity = form.fields["capacity"]
        if is_minor(known.birth_date, self._today) and capacity.value() is Capacity.FULL:
            capacity.set_value(Capacity.LIMITED)

    def _typed(self) -> tuple[date | None, Sex]:
        try:
            born = self._form.fields["born_on"].value()
        except InvalidInput:
            born = None
        return born, self._form.fields["sex"].value()

    def _words(self, known: ResidentId) -> str:
        """Return 男，57 岁，1968-05-17 and the native region, then the warnings."""
        says = tr(
            "{sex}，{age} 岁，{day}",
            sex=tr(known.sex.label),
            age=age_on(known.birth_date, self._today),
            day=known.birth_date.isoformat(),
        )
        lines = [says, self._reference.region_name(known.region_code), *known.warnings]
        if is_minor(known.birth_date, self._today):
            lines.append(tr("未成年人，请在下面填写监护人。"))
        return "\n".join(filter(None, lines))
