"""The text of a .csv table, whichever way Excel or WPS saved it."""

import codecs

from mediation_desk.errors import InvalidInput

MAX_BYTES = 2_000_000


def decode_table(data: bytes) -> str:
    """Return the text: by its byte order mark, as UTF-8 where that is possible, else GB 18030.

    Raises InvalidInput for anything else.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            {"文件": f"文件超过 {MAX_BYTES // 1_000_000} MB，不像是节假日表，请核对。"}
        )
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InvalidInput({"文件": "文件不是文本表格，请用表格软件“另存为”CSV 后再试。"})
