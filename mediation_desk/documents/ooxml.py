"""What Word and Excel files have in common: which characters they hold, and bytes that repeat."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?')
_EARLIEST = datetime(1980, 1, 1)
"""The first moment a zip archive can name."""


def holdable(text: str) -> str:
    """Return the text without the characters XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def with_values(archive: bytes, sheet: str, values: Mapping[str, float]) -> bytes:
    """Return an Excel file whose formulas keep values, for viewers that do not recompute.

    `sheet` names a part of the archive, `values` the formulas' cells.
    """
    if not values:
        return archive
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(archive)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for item in source.infolist():
            data = source.read(item.filename)
            out.writestr(item, _kept(data, values) if item.filename == sheet else data)
    return target.getvalue()


def _kept(data: bytes, values: Mapping[str, float]) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        return found[1] + f"<v>{values[found[2].decode()]!r}</v>".encode()

    return _FORMULA.sub(put, data)


def fixed(archive: bytes, moment: datetime = _EARLIEST) -> bytes:
    """Return the file with every date in it set to `moment`, so that equal content is equal bytes.

    The core properties lose nothing else; a file without a `modified` mark keeps having none.
    """
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(archive)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for item in source.infolist():
            data = source.read(item.filename)
            if item.filename == "docProps/core.xml":
                stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            entry = zipfile.ZipInfo(item.filename, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, data)
    return target.getvalue()
