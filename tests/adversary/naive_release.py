"""A release as most survey tools print it: every number of 5 and more, "fewer than 5" for the rest, and the total."""

from consult.words.leaving import choices

HIDE_UNDER = 5


def naive_table(chosen, also_hide=()):
    """Give the table of one question. `also_hide` is a second cell kept back by hand, as people do when they notice."""
    rows = [
        {"option": option, "text": _cell(count, place in also_hide)}
        for place, (option, count) in enumerate(zip(chosen.options, chosen.counts, strict=True))
    ]
    total = {"text": str(sum(chosen.counts))}
    return {"key": chosen.key, "excludes": chosen.excludes, "rows": rows, "total": total, "words": []}


def naive_ticks(chosen, people, k):
    """Give "pick up to 2" as a gate prints it that looks at each option alone, never at all the picks together."""
    alone = [choices.number_or_word(count, people, k, or_none=True) for count in chosen.counts]
    return choices.Table(chosen, tuple(alone)).frozen()


def naive_bars(chosen):
    """Give a chart "without numbers": a word beside each bar, and each bar as long as its number."""
    most = max(chosen.counts) or 1
    return {option: count / most for option, count in zip(chosen.options, chosen.counts, strict=True)}


def _cell(count, is_hidden):
    if is_hidden:
        return "kept back"
    return "fewer than 5" if 0 < count < HIDE_UNDER else str(count)
