"""What Word and Excel files have in common: which characters they hold, and bytes that repeat."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EARLIEST = datetime(1980, 1, 1)
"""The first moment a zip archive can name."""


def holdable(text: str) -> str:
    """Return the text without the characters XML cannot hold."""
    return _FORBIDDEN.sub("", text)


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
