"""A member check that has ended keeps no words of a theme that was taken back, or deleted, while its box was shut."""

from consult import forgetting
from consult.house import House
from consult.ids import PartId
from consult.words.leaving import check_words


def empty(house: House) -> tuple[PartId, ...]:
    """
    Take the words of themes that do not stand any more out of the checks that ended since; give the parts checked.

    While a box can be counted, its round keeps the approved text to the letter: so this is done every hour.
    """
    with house.database.reading() as session:
        waiting = check_words.waiting(session)
    return tuple(part_id for part_id in waiting if _emptied(house, part_id))


def _emptied(house: House, part_id: PartId) -> bool:
    with house.database.writing() as session:
        is_changed = check_words.take_out(session, part_id)
        if is_changed:
            # The hour ends with `forgetting.finish`.
            forgetting.promise(house)
    return is_changed
