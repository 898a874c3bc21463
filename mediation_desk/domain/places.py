"""Villages in addresses as people write them: 泾县示例镇样板村一组 names the village 样板村."""

import re

_VILLAGE = re.compile(r".*?(?:村|社区)(?![区镇乡街])")


def village_of(address: str) -> str:
    """Return an address up to its village (村、社区), "" where it names none."""
    found = _VILLAGE.match(address.strip())
    return found[0] if found else ""


def same_village(first: str, second: str) -> bool:
    """Tell whether two addresses name the same village, one perhaps with its town before it."""
    one, other = village_of(first), village_of(second)
    return bool(one and other) and (one.endswith(other) or other.endswith(one))
