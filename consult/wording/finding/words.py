"""Small sets of words that say a name is near: who people are, how they are addressed, what they say and do."""

from __future__ import annotations

TITLES = frozenset(
    "mr mrs ms miss dr doctor constable cst officer detective sgt sergeant judge justice nurse elder auntie aunty aunt uncle"
    " sister brother father pastor reverend rev sir madam madame monsieur mme mlle professor prof principal coach chief"
    " cpl corporal grandma grandpa nana tante oncle docteur soeur mx tita tito ate kuya chacha bhai didi"
    .split()
)
ROLES = frozenset(
    "worker counsellor counselor therapist friend friends bestie boyfriend girlfriend bf gf ex partner husband wife sister"
    " brother mom mum mother dad father cousin aunt auntie uncle daughter son baby kid roommate neighbour neighbor teacher"
    " lawyer boss manager pimp trafficker doctor nurse interpreter volunteer mentor coach staff lady guy girl woman man boy"
    " person supervisor caseworker advocate navigator landlord nan nana grandmother grandfather niece nephew stepdad stepmom"
    " social youth support peer outreach ami amie copain copine travailleuse travailleur soeur frere mere pere fille fils"
    " intervenante intervenant mari medecin avocate avocat"
    .split()
)
CALLED = frozenset("named called name name's names nommee nomme appelle appelee prenom".split())
ACTS = frozenset(
    "said says told tells asked helped helps gave gives took takes came comes was is had has went goes made makes drove"
    " listened understood called calls never always didn't doesn't did does wasn't hasn't isn't kept keeps showed showed"
    " knows knew thinks wants wanted got gets left works worked runs ran lives lived still who and whose stayed sat let"
    " brought found introduced believed cared cares saw answered explained spoke speaks translated passed moved stopped"
    " started promised lied hit beat sold bought paid picked dropped texted replied smiled hugged cried"
    " dit a est m'a etait avait qui travaille".split()
)
# These are words first: a name only after a title, "named", or where what follows can only be said of a person.
WORDS_FIRST = frozenset(
    "may will can mark bill hope grace chance faith joy rose art sunny sonny summer autumn april june august sunday friday"
    " monday mercy patience comfort gift blessing precious success miracle glory peace praise promise happiness testimony"
    " goodness favour favor pat sue gene jack rob nick drew chase hunter mason parker cash dash max may dawn eve christian"
    " angel princess destiny star sky skye storm river lily daisy ivy violet iris olive ruby amber jade pearl crystal"
    " ginger pepper honey candy brandy sherry ray dean guy miles lane wade grant frank earnest ernest pierce victor"
    " robin jay kitty dolly penny bob don dot peg penny jean jeans tony major justice prince king queen duke baron"
    " lucky lovely baby junior cherry apple ace bliss serenity harmony melody charity constance verity prudence trinity"
    " genesis heaven haven journey sage sunshine rain winter love dusty rusty rocky sandy stormy buddy"
    .split()
)
# Initials that people go by.
INITIALS = frozenset({"tj", "cj", "aj", "jj", "mj", "kj", "jd", "jp", "rj", "bj", "jt"})
# Everyday words too, but hardly ever said as words.
NAMES_FIRST = frozenset(
    "bob mike peter harry maria ken carol sally heather matt martin marina chuck warren derrick eddy holly rosemary patty"
    " robin lee glen jay crystal laurel hazel barb curt daisy raven tanner victor cooper mason christian carol cam mo nan"
    .split()
)
# What only a person does: enough to make a name of "hope" in "hope told me".
SAYS = frozenset(
    "said told says asked called texted phoned drove listened lied introduced translated answered explained laughed cried"
    " understood believed smiled hugged showed picked wrote spoke".split()
)
# After these a word is spoken of as a person.
TO_PERSON = frozenset("ask asked tell told thank thanks text texted met".split())


def is_act(word: str) -> bool:
    """Whether a word is what a person does or did."""
    return word in ACTS or (len(word) > 4 and word.endswith("ed"))
