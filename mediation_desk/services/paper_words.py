"""The names of the papers there are."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "application": "人民调解申请书",
    "registration": "人民调解受理登记表",
    "record": "人民调解记录",
    "agreement": "人民调解协议书",
    "oral_agreement": "人民调解口头协议登记表",
}
"""The papers there are, in dossier order; the codes are documents.papers.Kind."""
