"""One dictionary for two uses, whichever comes first."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SPELLS = """
library = phrases()
single = library.pinyin(["单"], heteronym=True, style=library.Style.NORMAL)
print(library.lazy_pinyin("调解藏族"), single)
"""


def answer(program: str) -> str:
    """Return what a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("first", ["characters", "phrases"])
def test_index_and_choices_spell_alike_whichever_asks_first(first: str) -> None:
    told = answer(f"from mediation_desk.storage.pinyin import *\n{first}(){SPELLS}")
    assert told == "['tiao', 'jie', 'zang', 'zu'] [['dan', 'chan', 'shan']]"


def test_the_first_save_does_not_read_the_phrases() -> None:
    program = """
import sys
from mediation_desk.storage.search_tokens import readings
assert ("shan", "yang") in readings("单样")
print("pypinyin.phrases_dict" in sys.modules)
"""
    assert answer(program) == "False"
