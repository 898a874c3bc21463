"""The statistics' indexes say when a case was registered, for the newest of a figure's cases."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FACTS = {
    "accepted": "committee_id accepted_on effect_on terminated_on agreed_form type_group source"
    " difficulty party_count agreed_fen performed_on confirmed_on",
    "effect": "committee_id effect_on accepted_on terminated_on agreed_form agreed_fen",
    "terminated": "committee_id terminated_on accepted_on effect_on agreed_form",
    "performed": "committee_id performed_on effect_on agreed_form",
    "confirmed": "committee_id confirmed_on agreed_form",
}
PARTIAL = ("terminated", "performed", "confirmed")


def upgrade() -> None:
    """Make the covering indexes anew, one column wider."""
    for name, columns in FACTS.items():
        op.drop_index(f"ix_dispute_{name}_fact", "dispute")
        some = {}
        if name in PARTIAL:
            where = sa.text(f"{name}_on IS NOT NULL")
            some = {"sqlite_where": where, "postgresql_where": where}
        op.create_index(
            f"ix_dispute_{name}_fact",
            "dispute",
            [*columns.split(), "deleted_on", "registered_on"],
            **some,
        )
