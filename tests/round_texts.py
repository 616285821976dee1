"""What staff type when they write a round: every fact that consent and the templates ask for."""

from collections.abc import Sequence

from consult.rounds import questions

NOT_SURE = "Not sure"
FACTS = {
    "fixed": "the money for one year",
    "open": "where it is and when it opens",
    "reader_roles": "a peer worker and the coordinator",
    "contact": "902 555 0100, the coordinator",
    "outside_contact": "902 555 0101, the office for research ethics",
    "benefits_help": "902 555 0102, the benefits worker",
    "where": "The front desk of the drop-in, any weekday",
    "program": "the drop-in",
    "policy": "the visiting rules",
    "short_version": "Doors open at nine. Guests sign nothing.",
    "tool": "the first form",
    "tool_link_or_text": "It has two pages.",
    "training": "the two day course",
    "outline": "Day one is about listening.",
    "audience": "new staff",
    "area": "Halifax and nearby",
    "draft_or_stage": "a first draft",
    "period": "the last six months",
    "item": "the sign at the door",
    "item_description_in_words": "A blue sign with one short word.",
    "round_title": "The drop-in",
    "themes": "Opening hours\nFood",
    "youth_support": "the youth worker",
    "youth_place": "the drop-in",
    "youth_listener": "the head of the program",
    "youth_consent": "You do not need a yes from a parent. The youth council chose that.",
}


def small_questions(written: int = 2, choices: Sequence[str] = ()) -> list[questions.Written]:
    """Give a few plain questions: so many in words, and one of several choices where some are given."""
    asked = ("What would help you first?", "What should we stop?", "What should we keep?", "Who else can help?")
    listed = [questions.written(f"q{at + 1}", "open", asked[at]) for at in range(written)]
    if choices:
        listed.append(
            questions.written("pick", "multi", "What gets in the way?", options=(*choices, "Something else", NOT_SURE))
        )
    return listed
