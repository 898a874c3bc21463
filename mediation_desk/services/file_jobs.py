"""Jobs written as JSON: one shape and one service call for each, names bound to ids.

The command line and the demo office both come through here, so that a file does exactly what the
same entry in the window does. A fault anywhere in a file stops it before anything is written.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from mediation_desk.domain.codes import Role, Signer, State
from mediation_desk.errors import InvalidInput
from mediation_desk.exchange import case_files, json_reader, json_text, record_files
from mediation_desk.services import file_names as names
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
from mediation_desk.services.file_lists import FileLists
from mediation_desk.services.file_records import record
from mediation_desk.services.office import OfficeService
from mediation_desk.services.office_checks import check_set_up
from mediation_desk.services.outcomes import OutcomeService
from mediation_desk.services.records import RecordService
from mediation_desk.services.reference import Reference
from mediation_desk.services.rows import CaseDetail
from mediation_desk.services.sessions import SessionService

Values = dict[str, Any]


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
    def records(self) -> RecordService:
        """Records beside the sessions."""

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


_MEDIATOR = "调解员"
_PARTY = "当事人"


def read_file(data: bytes) -> dict[str, Any]:
    """Return what a JSON file holds. Raises InvalidInput in words."""
    return json_text.parse(data)


def check_office(reference: Reference, tree: Mapping[str, Any], today: date) -> None:
    """Raise InvalidInput for an office file that cannot be taken; no store is needed."""
    with _in_file_words(case_files.OFFICE):
        check_set_up(_office_of(reference, tree), reference, today)


def carry_out(
    services: Services, job: str, tree: Mapping[str, Any], *, case_id: str = ""
) -> Changed:
    """Do one job ("register", "accept" …) as the tree of its file says.

    Raises InvalidInput naming every fault, and what the service raises; then nothing is changed.
    """
    wanted = JOBS[job]
    values = json_reader.read(wanted.shape, tree, FileLists(services.reference))
    with _in_file_words(wanted.shape):
        return wanted.run(services, case_id, values)


def set_up(services: Services, tree: Mapping[str, Any]) -> Changed:
    """Make the office of an office file."""
    with _in_file_words(case_files.OFFICE):
        return services.office.set_up(_office_of(services.reference, tree))


@contextmanager
def _in_file_words(shape: json_reader.Shape, under: str = "") -> Iterator[None]:
    """Name the places of faults found further inside as the file names them."""
    try:
        yield
    except InvalidInput as error:
        fields = {
            json_reader.in_file_words(shape, under + place): sentence
            for place, sentence in error.fields.items()
        }
        raise InvalidInput(fields, hint=error.hint) from error


def _office_of(reference: Reference, tree: Mapping[str, Any]) -> OfficeDraft:
    """Return the draft of an office file; committees are named by their full names."""
    values = json_reader.read(case_files.OFFICE, tree, FileLists(reference))
    committees = tuple(CommitteeDraft(**found) for found in values.pop("committees"))
    short = {draft.short_name: draft.name for draft in reversed(committees)}
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
    values["committee_id"] = names.committee(services.office, values["committee_id"])
    parties = []
    for found in values.pop("parties"):
        agents = tuple(AgentDraft(**acting) for acting in found.pop("agents", ()))
        parties.append(PartyDraft(agents=agents, **found))
    if values.get("origin") == "initiative":
        values.setdefault("application_form", None)
    return services.cases.register(CaseDraft(parties=tuple(parties), **values))


def _accept(services: Services, case_id: str, values: Values) -> Changed:
    answers = tuple(AnswerDraft(*pair) for pair in values.pop("answers", ()))
    if services.cases.show(case_id).state is State.REGISTERED:
        questions = services.acceptance.questions(case_id, values.get("circumstances", ()))
        given = {answer.code for answer in answers}
        missing = {
            f"answers.{question.code}": f"{question.sentence}请写明回答，它会留在案件里。"
            for question in questions
            if question.code not in given
        }
        if missing and not any(question.blocking for question in questions):
            raise InvalidInput(missing)
    return services.acceptance.accept(case_id, AcceptDraft(answers=answers, **values))


def _refuse(services: Services, case_id: str, values: Values) -> Changed:
    return services.acceptance.refuse(case_id, values["reason"])


def _extend(services: Services, case_id: str, values: Values) -> Changed:
    return services.acceptance.extend(case_id, ExtensionDraft(**values))


def _assign(services: Services, case_id: str, values: Values) -> Changed:
    case = services.cases.show(case_id)
    people = names.people(services.office, case)
    values["lead_id"] = names.bound(people, values["lead_id"], "lead", _MEDIATOR)
    values["co_ids"] = tuple(
        names.bound(people, name, f"co.{number}", _MEDIATOR)
        for number, name in enumerate(values.pop("co_ids", ()))
    )
    if values.get("recorder_id"):
        values["recorder_id"] = names.bound(people, values["recorder_id"], "recorder", _MEDIATOR)
    guests = tuple(InvitedDraft(**guest) for guest in values.pop("invited", ()))
    return services.assignments.assign(case_id, AssignDraft(invited=guests, **values))


def _session(services: Services, case_id: str, values: Values) -> Changed:
    parties = names.parties(services.cases.show(case_id))
    values["present_ids"] = tuple(
        names.bound(parties, name, f"present.{number}", _PARTY)
        for number, name in enumerate(values.pop("present_ids", ()))
    )
    return services.sessions.record(case_id, SessionDraft(**values))


def _conclude(services: Services, case_id: str, values: Values) -> Changed:
    if len(values) != 1:
        raise InvalidInput(
            {"文件": "请写 agreement（达成协议）或 termination（终止调解），两者写且只写一个。"}
        )
    ((name, found),) = values.items()
    with _in_file_words(case_files.CONCLUDE, f"{name}."):
        made = _terminate if name == "termination" else _agree
        return made(services, case_id, found)


def _agree(services: Services, case_id: str, found: Values) -> Changed:
    case = services.cases.show(case_id)
    parties = names.parties(case)
    clauses = tuple(
        _clause(parties, clause, f"clauses.{number}")
        for number, clause in enumerate(found.pop("clauses"))
    )
    signatures = _signatures(services, case, found)
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
            found[f"{name}_id"] = names.bound(
                parties, found[f"{name}_id"], f"{place}.{name}", _PARTY
            )
    parts = tuple(InstalmentDraft(**part) for part in found.pop("instalments", ()))
    return ClauseDraft(instalments=parts, **found)


def _sign(services: Services, case_id: str, values: Values) -> Changed:
    if not values:
        raise InvalidInput(
            {"文件": "请写 signatures（逐个签章）或 everyone_on（全部签章的日期）。"}
        )
    case = services.cases.show(case_id)
    return services.agreements.sign(case_id, _signatures(services, case, values))


def _signatures(services: Services, case: CaseDetail, found: Values) -> tuple[SignatureDraft, ...]:
    """Return the signatures a file names one by one, then those of `everyone_on`."""
    mediators = names.people(services.office, case)
    known = {
        Signer.PARTY: names.parties(case),
        Signer.MEDIATOR: mediators,
        Signer.RECORDER: mediators,
        Signer.SEAL: {"": ""},
    }
    given = []
    for number, one in enumerate(found.pop("signatures", ())):
        place, name = f"signatures.{number}.signer", one.get("signer_id", "")
        if one["role"] is Signer.SEAL and name:
            raise InvalidInput({place: "印章没有签名人，请去掉 signer；经手人写在 signed_by。"})
        if one["role"] is not Signer.SEAL and not name:
            raise InvalidInput({place: "缺少“signer”，请写签名人的姓名。"})
        one["signer_id"] = names.bound(known[one["role"]], name, place, "签名人")
        given.append(SignatureDraft(**one))
    everyone_on = found.pop("everyone_on", None)
    if everyone_on:
        named = {(one.role, one.signer_id) for one in given}
        given += [
            one for one in _all_of(case, everyone_on) if (one.role, one.signer_id) not in named
        ]
    return tuple(given)


def _all_of(case: CaseDetail, signed_on: date) -> list[SignatureDraft]:
    """Return everybody's signature; how each one signed is not said, so it is not recorded."""
    given = [SignatureDraft(Signer.PARTY, signed_on, party.id) for party in case.parties]
    for part in case.assignments:
        if part.to_on is None:
            role = Signer.RECORDER if part.role is Role.RECORDER else Signer.MEDIATOR
            given.append(SignatureDraft(role, signed_on, part.mediator_id))
    return [*given, SignatureDraft(Signer.SEAL, signed_on)]


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


def _record(services: Services, case_id: str, values: Values) -> Changed:
    return record(services.records, services.cases.show(case_id), values)


def _close(services: Services, case_id: str, values: Values) -> Changed:
    return services.cases.close(case_id, values["closed_on"])


def _back(services: Services, case_id: str, values: Values) -> Changed:
    return services.cases.step_back(case_id, values["reason"])


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
    "record": _Job(record_files.RECORD, _record),
    "close": _Job(case_files.CLOSE, _close),
    "back": _Job(case_files.BACK, _back),
}
"""Every job a file can describe, by the name of its command."""
