"""风险等级: the colour of a case, changed with a reason; the colours are an office's own list.

What a colour asks for stands beside it in the list (codes.toml); it is no limit of the law.
"""

from mediation_desk.domain.rights import Permission
from mediation_desk.errors import InvalidInput, RuleViolation
from mediation_desk.services.changes import Area, Changed, changed
from mediation_desk.services.context import Context
from mediation_desk.services.permissions import needs
from mediation_desk.services.privacy import refuse_hidden
from mediation_desk.storage.tables.cases import dispute

LIST = "risk_levels"


class RiskService:
    """Gives cases their colour."""

    def __init__(self, context: Context) -> None:
        """Work on the cases of `context`."""
        self._context = context

    @needs(Permission.MEDIATE)
    def rate(self, case_id: str, level: str, reason: str) -> Changed:
        """Give a case a colour, "" for none. Raises InvalidInput, RuleViolation where it is so."""
        reference = self._context.reference
        problems = {}
        if level and not reference.has(LIST, level):
            problems["risk"] = "请选择风险等级。"
        if not reason.strip():
            problems["reason"] = "请写明为什么，如“双方扬言动手”“已经稳控”。"
        if problems:
            raise InvalidInput(problems)
        with self._context.write("rate_risk", reason=reason.strip()) as writer:
            refuse_hidden(writer.connection, self._context, case_id)
            if writer.row(dispute, case_id)["risk"] == level:
                raise RuleViolation("风险等级本来就是这样，没有改动。")
            writer.about(dispute, case_id)
            writer.update(dispute, case_id, {"risk": level})
        label = reference.label(LIST, level) if level else "没有"
        return changed(Area.CASES, id=case_id, message=f"风险等级已定为：{label}")
