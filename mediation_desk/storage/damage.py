"""The mark that says the live store was found damaged: it stops backups from being thinned out."""

import logging

from mediation_desk.clock import Clock
from mediation_desk.files import atomic_write, told
from mediation_desk.storage.place import StorePlace

log = logging.getLogger(__name__)


def mark(place: StorePlace, clock: Clock) -> None:
    """Say that the store was found damaged; a mark that stands keeps its first date."""
    if not standing(place):
        log.error("store marked as damaged")
        atomic_write(place.damage_file, clock.now().isoformat().encode())


def standing(place: StorePlace) -> bool:
    """Tell whether the store was found damaged and has not been mended since."""
    return place.damage_file.exists()


def clear(place: StorePlace) -> None:
    """Take the mark away: the store was restored, or a full check found it whole."""
    with told("损坏的标记没有取下"):
        place.damage_file.unlink(missing_ok=True)
