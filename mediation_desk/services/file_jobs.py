"""Jobs written as JSON: one shape and one service call for each, names bound to ids.

The command line and the demo office both come through here, so that a file does exactly what the
same entry in the window does. A fault anywhere in a file stops it before anything is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from mediation_desk.domain.codes import Role, Signer
from mediation_desk.errors import InvalidInput
from mediation_desk.exchange import case_files, json_reader
from mediation_desk.services.acceptance import AcceptanceService
from mediation_desk.services.agreements import AgreementService
from mediation_desk.services.assignments import AssignmentService
from mediation_desk.services.cases import CaseService
from mediation_desk.services.changes import Changed
from mediation_desk.services.drafts import (
    AcceptDraft,
    AgentDraft,
    AgreementDraft,
    AnswerDraft,
    AssignDraft,
    CaseDraft,
    ClauseDraft,
    CommitteeDraft,
    ConfirmationDraft,
    ExtensionDraft,
    InstalmentDraft,
    InvitedDraft,
    MediatorDraft,
    OfficeDraft,
    PartyDraft,
    SessionDraft,
    SignatureDraft,
    TerminationDraft,
)
from mediation_desk.services.office import OfficeService
from mediation_desk.services.outcomes import OutcomeService
from mediation_desk.services.reference import Reference
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.sessions import SessionService

Values = dict[str, Any]


class _Lists:
    """The office's code lists as the file reader asks for them."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def match(self, name: str, text: str) -> str | None:
        """Return the code a text stands for; types also as 大类/子类."""
        wanted = text.strip()
        if name == "types":
            found = self._reference.types.match(wanted)
            return found.code if found else self._by_label(name, wanted)
        return self._by_label(name, wanted)

    def labels(self, name: str) -> tuple[str, ...]:
        """Return the labels that may be written."""
        return tuple(item.label for item in self._items(name))

    def _by_label(self, name: str, wanted: str) -> str | None:
        folded = wanted.replace(" ", "").replace("／", "/").removesuffix("纠纷")
        for item in self._items(name):
            path = self._reference.types.label(item.code) if name == "types" else item.label
            if folded and folded in (item.code, item.label, path.replace(" ", ""), *item.aliases):
                return str(item.code)
        return None

    def _items(self, name: str) -> tuple[Any, ...]:
        if name == "types":
            return self._reference.types.items
        if name == "termination_grounds":
            return tuple(_Choice(g.code, g.label) for g in self._reference.termination.grounds)
        return self._reference.all_items(name)


@dataclass(frozen=True, slots=True)
class _Choice:
    code: str
    label: str
    aliases: tuple[str, ...] = ()


class Services(Protocol):
    """What the jobs need of an open office; app.Desk is one."""

    @property
    def reference(self) -> Reference:
        """The code lists."""

    @property
    def office(self) -> OfficeService:
        """Set-up and people."""

    @property
    def cases(self) -> CaseService:
        """The case as a whole."""

    @property
    def acceptance(self) -> AcceptanceService:
        """The door."""

    @property
    def assignments(self) -> AssignmentService:
        """Who mediates."""

    @property
    def sessions(self) -> SessionService:
        """The sessions."""

    @property
    def agreements(self) -> AgreementService:
        """What was agreed."""

    @property
    def outcomes(self) -> OutcomeService:
        """Termination and confirmation."""


@dataclass(frozen=True, slots=True)
class _Job:
    shape: json_reader.Shape
    run: Callable[[Services, str, Values], Changed]


def read_file(data: bytes) -> dict[str, Any]:
    """Return what a JSON file holds. Raises InvalidInput in words."""
    return json_reader.parse(data)


def check_office(reference: Reference, tree: Mapping[str, Any]) -> None:
    """Raise InvalidInput for an office file that cannot be taken; no store is needed."""
    json_reader.read(case_files.OFFICE, tree, _Lists(reference))


def carry_out(
    services: Services, job: str, tree: Mapping[str, Any], *, case_id: str = ""
) -> Changed:
    """Do one job ("register", "accept" …) as the tree of its file says.

    Raises InvalidInput naming every fault, and what the service raises; then nothing is changed.
    """
    wanted = JOBS[job]
    values = json_reader.read(wanted.shape, tree, _Lists(services.reference))
    return wanted.run(services, case_id, values)


def set_up(services: Services, tree: Mapping[str, Any]) -> Changed:
    """Make the office of an office file."""
    values = json_reader.read(case_files.OFFICE, tree, _Lists(services.reference))
    return services.office.set_up(office_of(values))


def office_of(values: Values) -> OfficeDraft:
    """Return the office draft of an office file's values; names stay names."""
    committees = tuple(CommitteeDraft(**found) for found in values.pop("committees"))
    short = {draft.short_name: draft.name for draft in committees}
    committees = tuple(
        draft if not draft.parent_id else _with_parent(draft, short) for draft in committees
    )
    mediators = []
    for found in values.pop("mediators", ()):
        found["committee_id"] = short.get(found["committee_id"], found["committee_id"])
        mediators.append(MediatorDraft(**found))
    return OfficeDraft(committees=committees, mediators=tuple(mediators), **values)


def _with_parent(draft: CommitteeDraft, short: Mapping[str, str]) -> CommitteeDraft:
    return replace(draft, parent_id=short.get(draft.parent_id, draft.parent_id))


def _register(services: Services, case_id: str, values: Values) -> Changed:
    values["committee_id"] = _committee(services, values["committee_id"])
    parties = []
    for found in values.pop("parties"):
        agents = tuple(AgentDraft(**acting) for acting in found.pop("agents", ()))
        parties.append(PartyDraft(agents=agents, **found))
    if values.get("origin") == "initiative":
        values.setdefault("application_form", None)
    return services.cases.register(CaseDraft(parties=tuple(parties), **values))


def _accept(services: Services, case_id: str, values: Values) -> Changed:
    answers = tuple(AnswerDraft(*pair) for pair in values.pop("answers", ()))
    return services.acceptance.accept(case_id, AcceptDraft(answers=answers, **values))


def _refuse(services: Services, case_id: str, values: Values) -> Changed:
    return services.acceptance.refuse(case_id, values["reason"])


def _extend(services: Services, case_id: str, values: Values) -> Changed:
    return services.acceptance.extend(case_id, ExtensionDraft(**values))


def _assign(services: Services, case_id: str, values: Values) -> Changed:
    case = services.cases.show(case_id)
    people = _people(services, case)
    values["lead_id"] = _bound(people, values["lead_id"], "lead", _MEDIATOR)
    values["co_ids"] = tuple(
        _bound(people, name, f"co.{number}", _MEDIATOR)
        for number, name in enumerate(values.pop("co_ids", ()))
    )
    if values.get("recorder_id"):
        values["recorder_id"] = _bound(people, values["recorder_id"], "recorder", _MEDIATOR)
    guests = tuple(InvitedDraft(**guest) for guest in values.pop("invited", ()))
    return services.assignments.assign(case_id, AssignDraft(invited=guests, **values))


def _session(services: Services, case_id: str, values: Values) -> Changed:
    parties = _parties(services.cases.show(case_id))
    values["present_ids"] = tuple(
        _bound(parties, name, f"present.{number}", _PARTY)
        for number, name in enumerate(values.pop("present_ids", ()))
    )
    return services.sessions.record(case_id, SessionDraft(**values))


def _conclude(services: Services, case_id: str, values: Values) -> Changed:
    if len(values) != 1:
        raise InvalidInput(
            {"文件": "请写 agreement（达成协议）或 termination（终止调解），两者写且只写一个。"}
        )
    if "termination" in values:
        return _terminate(services, case_id, values["termination"])
    found = values["agreement"]
    case = services.cases.show(case_id)
    parties = _parties(case)
    clauses = tuple(
        _clause(parties, clause, f"agreement.clauses.{number}")
        for number, clause in enumerate(found.pop("clauses"))
    )
    signatures = _signatures(services, case, found, place="agreement.")
    draft = AgreementDraft(clauses=clauses, signatures=signatures, **found)
    return services.agreements.conclude(case_id, draft)


def _terminate(services: Services, case_id: str, found: Values) -> Changed:
    told = tuple(found.pop("remedies", ()))
    if found.pop("told_all", False):
        case = services.cases.show(case_id)
        known = services.outcomes.remedies_for(case.type, found["ground"])
        told = tuple(dict.fromkeys((*told, *known)))
    return services.outcomes.terminate(case_id, TerminationDraft(remedies=told, **found))


def _clause(parties: Mapping[str, str], found: Values, place: str) -> ClauseDraft:
    for name in ("debtor", "creditor"):
        if found.get(f"{name}_id"):
            found[f"{name}_id"] = _bound(parties, found[f"{name}_id"], f"{place}.{name}", _PARTY)
    parts = tuple(InstalmentDraft(**part) for part in found.pop("instalments", ()))
    return ClauseDraft(instalments=parts, **found)


def _sign(services: Services, case_id: str, values: Values) -> Changed:
    if not values:
        raise InvalidInput(
            {"文件": "请写 signatures（逐个签章）或 everyone_on（全部签章的日期）。"}
        )
    case = services.cases.show(case_id)
    return services.agreements.sign(case_id, _signatures(services, case, values))


def _signatures(
    services: Services, case: CaseDetail, found: Values, *, place: str = ""
) -> tuple[SignatureDraft, ...]:
    """Return the signatures a file names one by one, then those of `everyone_on`."""
    people = {Signer.PARTY: _parties(case), Signer.MEDIATOR: _people(services, case)}
    people[Signer.RECORDER] = people[Signer.MEDIATOR]
    given = []
    for number, one in enumerate(found.pop("signatures", ())):
        if one["role"] is not Signer.SEAL:
            where = f"{place}signatures.{number}.signer"
            one["signer_id"] = _bound(
                people[one["role"]], one.get("signer_id", ""), where, "签名人"
            )
        given.append(SignatureDraft(**one))
    everyone_on = found.pop("everyone_on", None)
    if everyone_on:
        named = {(one.role, one.signer_id) for one in given}
        given += [
            one for one in _all_of(case, everyone_on) if (one.role, one.signer_id) not in named
        ]
    return tuple(given)


def _all_of(case: CaseDetail, signed_on: date) -> list[SignatureDraft]:
    given = [
        SignatureDraft(Signer.PARTY, signed_on, party.id, manner="签名并按指印")
        if party.kind == "natural"
        else SignatureDraft(Signer.PARTY, signed_on, party.id, manner="签名并盖章")
        for party in case.parties
    ]
    for part in case.assignments:
        if part.to_on is None:
            role = Signer.RECORDER if part.role is Role.RECORDER else Signer.MEDIATOR
            given.append(SignatureDraft(role, signed_on, part.mediator_id, manner="签名"))
    return [*given, SignatureDraft(Signer.SEAL, signed_on, manner="盖章")]


def _perform(services: Services, case_id: str, values: Values) -> Changed:
    made = services.cases.show(case_id).agreement
    dues = made.instalments if made else ()
    number = values.pop("instalment")
    if made and not 1 <= number <= len(dues):
        raise InvalidInput({"instalment": f"协议共有 {len(dues)} 期，没有第 {number} 期，请核对。"})
    due_id = dues[number - 1].id if dues else ""
    return services.agreements.perform(
        case_id, due_id, values["performed_on"], values.get("note", "")
    )


def _confirm(services: Services, case_id: str, values: Values) -> Changed:
    draft = ConfirmationDraft(**values)
    standing = [
        row.id
        for row in services.cases.show(case_id).confirmations
        if (row.court, row.filed_on) == (draft.court, draft.filed_on)
    ]
    return services.outcomes.record_confirmation(
        case_id, draft, confirmation_id=standing[0] if standing else ""
    )


def _close(services: Services, case_id: str, values: Values) -> Changed:
    return services.cases.close(case_id, values["closed_on"])


def _back(services: Services, case_id: str, values: Values) -> Changed:
    return services.cases.step_back(case_id, values["reason"])


_MEDIATOR = "调解员"
_PARTY = "当事人"


def _bound(known: Mapping[str, str], name: str, place: str, what: str) -> str:
    found = known.get(name)
    if found is None:
        names = "、".join(known) or "（还没有）"
        raise InvalidInput({place: f"{what}里没有“{name}”，可以写：{names}。"})
    return found


def _committee(services: Services, name: str) -> str:
    known = {}
    for row in services.office.committees():
        known[row.short_name] = row.id
        known[row.name] = row.id
    found = known.get(name)
    if found is None:
        shown = "、".join(list(known)[1::2][:12])
        raise InvalidInput({"committee": f"没有调委会“{name}”，可以写全称或简称：{shown}。"})
    return found


def _people(services: Services, case: CaseDetail) -> dict[str, str]:
    """Return mediators by name, those of the case's own committee first among namesakes."""
    rows = services.office.mediators()
    ordered = sorted(rows, key=lambda row: row.committee_id == case.committee_id)
    return {row.name: row.id for row in ordered}


def _parties(case: CaseDetail) -> dict[str, str]:
    """Return parties by name; a second one of the same name is 姓名#2."""
    known: dict[str, str] = {}
    for party in case.parties:
        name, number = party.name, 1
        while name in known:
            number += 1
            name = f"{party.name}#{number}"
        known[name] = party.id
    return known


JOBS: Mapping[str, _Job] = {
    "register": _Job(case_files.CASE, _register),
    "accept": _Job(case_files.ACCEPT, _accept),
    "refuse": _Job(case_files.REFUSE, _refuse),
    "extend": _Job(case_files.EXTEND, _extend),
    "assign": _Job(case_files.ASSIGN, _assign),
    "session": _Job(case_files.SESSION, _session),
    "conclude": _Job(case_files.CONCLUDE, _conclude),
    "sign": _Job(case_files.SIGN, _sign),
    "perform": _Job(case_files.PERFORM, _perform),
    "confirm": _Job(case_files.CONFIRM, _confirm),
    "close": _Job(case_files.CLOSE, _close),
    "back": _Job(case_files.BACK, _back),
}
"""Every job a file can describe, by the name of its command."""
