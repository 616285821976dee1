"""Facts that point to one person without a name: the only one, in the news, kin of an office holder, a tattoo."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.wording.finding.kinds import Kind, Span

_WHO = (
    r"(?:girls?|wom[ae]n|m[ae]n|boys?|person|people|one|ones|black|white|brown|native|indigenous|mi'?kma[wq]|trans(?:gender)?|gay|queer|"
    r"lesbian|muslim|asian|african|nigerian|syrian|indian|filipin[oa]|ukrainian|newcomer|immigrant|refugee|nurse|teacher|student|"
    r"doctor|dentist|lawyer|mother|mom|mum|father|dad|parent|kid|child|teen(?:ager)?|youth|lady|guy|survivor|family|worker|dancer|"
    r"deaf|blind|wheelchair|twin|redhead|hairdresser|owner|driver|cop|officer|femme|fille|homme|personne|noire?|autochtone|musulmane?)"
)
_OFFICE = (
    r"(?:mayor|deputy mayor|warden|premier|m\.?l\.?a\.?|m\.?p\.?|mpp|member of parliament|senator|minister|councill?or|city councill?or|"
    r"(?:band |fire |police |deputy )?chief(?: of police)?|chief of police|(?:band |town |city )?council|judge|magistrate|crown(?: prosecutor| attorney)?|prosecutor|"
    r"sheriff|principal|vice[ -]principal|superintendent|pastor|priest|bishop|imam|reverend|deacon|cop|police ?(?:officer|man|woman)|mountie|"
    r"ambassador|consul|dean|director of [a-z]+|maire(?:sse)?|juge|d[ée]put[ée]e?|ministre|policier|pr[êe]tre)"
)
_KIN = (
    r"(?:mom|mum|mother|dad|father|parents?|sister|brother|aunt(?:ie|y)?|uncle|cousin|grand(?:mother|father|ma|pa|daughter|son)|nana|daughter|son|"
    r"wife|husband|partner|girlfriend|boyfriend|ex|niece|nephew|step-?(?:mom|dad|mother|father|brother|sister)|foster (?:mom|dad|mother|father)|"
    r"m[èe]re|p[èe]re|s[œo]e?ur|fr[èe]re|tante|oncle|cousine?|fille|fils|mari|femme|ni[èe]ce|neveu)"
)
_LITTLE = r"(?:\s+[\w'’-]+){0,3}?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i\s?(?:am|['’]?m|was)|we (?:are|were)|she(?:['’]s| is| was)|he(?:['’]s| is| was))\s+(?:like\s|literally\s|probably\s|basically\s)?(?:the|one of the)\s(?:only|few|first|last)(?:\stwo|\sthree)?{_LITTLE}\s{_WHO}\b(?!\s+(?:who|that|i|to|left|they))(?:\s+(?:in|at|from|on|here|there|with)\b(?:\s(?:the|my|our))?(?:\s\w+)?)?",
        rf"\b(?:the|one of the)\s(?:only|few)(?:\stwo|\sthree)?{_LITTLE}\s{_WHO}\s+(?:in|at|from|on|around)\s+(?!my (?:life|family|heart|side|corner)|earth|this world|the world|life|time|there who)(?:the|my|our|this|that|all)?\s?\w+",
        rf"\b(?:je suis|j['’]étais|c['’]est)\sl[ae]\sseule?{_LITTLE}\s{_WHO}\s+(?:[àa]|au|aux|de|du|dans|en)\s\w+",
        rf"\b(?:la|le)\sseule?{_LITTLE}\s{_WHO}\s+(?:[àa]|au|aux|du|dans)\s(?:la\s|le\s|mon\s|ma\s|l['’])?\w+",
        r"\b(?:was|were|am|is|are|been|being|got|get|['’]s|ended up|put (?:it|me|us|him|her)|saw (?:me|us|him|her))\s+(?:all over|in|on|on the front page of)\s+the\s+(?:local\s|evening\s|front page of the\s)?(?:news(?:paper)?s?|paper|tv|radio|front page|headlines)\b",
        r"\b(?:made|hit)\s+the\s+(?:local\s)?(?:news|papers?|headlines)\b|\bon the front page\b",
        r"\b(?:was|were|been|is|got)\s+(?:interviewed |shown )?(?:on|by|in)\s+(?:the\s)?(?:ctv|cbc|global(?: news)?|chronicle herald|allnovascotia|saltwire|the coast|tv|television|frank magazine)\b",
        r"\b(?:news|newspaper|cbc|ctv|global|magazine)\s+(?:story|article|report|piece|interview)s?\s+(?:about|on|with)\s+(?:me|us|my|him|her|our)\b|\b(?:wrote|article|story|documentary|podcast)\s+about\s+(?:me|my case|us|what happened to me)\b",
        r"\b(?:i|my (?:video|story|case|face|post|picture|photo))\s+(?:went|had gone)\s+viral\b|\b(?:[ée]tait|pass[ée]e?|parl[ée])\s+(?:aux|dans les|dans le|à la)\s(?:nouvelles|journ(?:al|aux)|t[ée]l[ée])\b",
        rf"\b(?:my|his|her|our|mon|ma|mes|son|sa)\s{_KIN}(?:['’]s\s{_KIN})?\s*(?:,\s*)?(?:who\s|qui\s)?(?:is|was|['’]s|works? as|used to be|became|being|est|[ée]tait)\s+(?:on\s|also\s|now\s)*(?:a|an|the|our|le|la|un|une|l['’])?\s?(?:\w+\s)?{_OFFICE}\b",
        rf"\b(?:the|our|a|du|de la)\s(?:\w+\s)?{_OFFICE}['’]s\s+(?:\w+\s)?{_KIN}\b",
        rf"\b{_KIN}\s+(?:of|to|du|de la|de l['’])\s?(?:the\s|a\s|an\s|our\s)?(?:\w+\s)?{_OFFICE}\b",
        rf"\b(?:married to|related to|dating|mari[ée]e? (?:à|au|avec))\s+(?:the\s|a\s|an\s|our\s|le\s|la\s|un\s)?(?:\w+\s)?{_OFFICE}\b",
        rf"\b(?:my|his|her|our)\s{_KIN}\s+(?:is|was|sits|ran)\s+(?:on|for)\s+(?:the\s)?(?:\w+\s)?council\b",
        r"\b(?:my|a|an|his|her|the|this|one|big|neck|face|hand|chest|arm|matching|gang|prison|un)\s+(?:\w+\s)?tattoos?(?!\s+(?:removal|shop|artist|parlou?r|place|studio|cover))(?:\s+(?:of|on|saying|that says?|that said|with|across|under|sur|de|behind|above|below)\b(?:\s(?:my|his|her|the|a|mon|ma|his name|mes))?(?:\s\w+)?)?",
        r"\btattoos?\s+(?:of|on|saying|that says?|that said|across|under|behind)\s+(?:my|his|her|the|a)?\s?\w+|\btattoo(?:ed)?\s+(?:his|her|a|my|the|on|with)\s(?:\w+\s)?(?:name|initials|face|neck|crown|barcode|hand|chest|arm)\b|\b(?:branded|brand)\s+(?:me|with his|on my)\b",
        r"\b(?:scar|birthmark|brand|burn mark|piercing)s?\s+(?:on|across|down|under|over|above)\s+(?:my|his|her)\s+\w+",
        r"\b(?:my|i have a|i have an|with a|my own)\s+(?:prosthetic|glass eye|missing (?:finger|tooth|leg|arm|eye)|cleft)\s?\w*",
    )
)  # fmt: skip


def indirect(text: str) -> Iterator[Span]:
    """Yield phrases that could tell someone who it is about."""
    for pattern in _PATTERNS:
        yield from (Span(*hit.span(), Kind.INDIRECT, 4) for hit in pattern.finditer(text))
