"""The pinyin dictionary, in two steps: characters at once, whole words only where they are spelt.

pypinyin reads 47,000 phrases when it is imported, five times as long as its characters take; the
search index spells character by character and needs none of them.
"""

import os
from functools import cache
from types import ModuleType


@cache
def characters() -> ModuleType:
    """Return pypinyin knowing single characters, every reading of each."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin

    return pypinyin


@cache
def phrases() -> ModuleType:
    """Return pypinyin knowing phrases too: 调解 is tiao jie, 藏族 zang zu."""
    library = characters()
    from pypinyin.phrases_dict import phrases_dict

    library.load_phrases_dict(phrases_dict)
    return library
