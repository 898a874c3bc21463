"""The key of a case in a list: the number of its row, so that a million cases take eight megabytes.

It is good for one sitting, never kept and never shown. What only SQLite can say stands here.
"""

import json
from collections.abc import Sequence

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    func,
    literal_column,
    select,
)

CASE_KEY: ColumnElement[int] = literal_column("dispute.rowid", Integer)
"""The key of a row of `dispute`, wherever that table is selected from."""


def among(values: Sequence[int] | Sequence[str]) -> Select[tuple[int | str]]:
    """Return the values as a set to look into with `in_`: one parameter, however many there are."""
    packed: BindParameter[str] = bindparam(None, json.dumps(list(values)))
    return select(func.json_each(packed).table_valued("value").c.value)
