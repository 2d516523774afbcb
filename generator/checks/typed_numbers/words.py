"""English words that say nothing of what a number counts, and those that say that it is none of the tables'.

No word of any publication is here: what the tables count is said by the edition alone.
"""

from __future__ import annotations

from functools import lru_cache

Stems = frozenset[str]


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: breach, breaches, breached, breaching."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed", "ion"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > 3 else word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _stems(text: str) -> Stems:
    return frozenset(map(stem, text.split()))


#: What a sentence may say besides, whatever its number counts.
SAYING_NOTHING = _stems("""
    a an the this these those that which who whom whose it its they them their we us our ours there here
    of in on at to for by with from into during over within across under throughout as and or both per
    is are was were be been being am has have had having do does did will would can could
    number total figure count overall altogether all together sum amount whole
    stand stood amount come came reach record report show see seen saw remain became become say said
    rise rose risen increase grow grew grown fall fell fallen decrease drop reduce decline
    make made impose issue grant give gave given hand obtain secure pass
    year reporting period financial annual end beginning day date time
    now current currently present presently just only exactly also again still however therefore thus while
    area county region locally local
    after following course most mostly many majority vast include included includes including contain carry
""")
#: Those of them that are what a number counts, if they stand right behind it.
COUNTED = _stems("""
    number total figure count sum amount whole record report rise increase fall decrease drop decline grant
    issue year period end beginning day date time area county region course
""")
#: Behind these, a number is not exact.
ROUGHLY = _stems("""
    about around approximately approx roughly nearly almost over above under below some circa ca well close
    least most exceeding
""")
#: The same in several words; the number stands behind the last.
ROUGHLY_IN_WORDS = tuple(
    tuple(phrase.split())
    for phrase in (
        *("more than", "less than", "fewer than", "greater than", "up to", "close to", "as many as"),
        *("in excess of", "in the region of"),
    )
)
#: A number between two of these and “or”: “60 or so”.
OR_SO = _words("so more fewer less")
#: The number is what something changed by, or what it was before, behind one of these words ...
CHANGED_BY = _words("by from between than against versus vs")
#: ... or behind one of these and “of”.
CHANGES = _stems("""
    increase decrease rise fall drop reduction growth decline difference change gain loss maximum minimum
""")
#: ... or before one of these.
MORE_OR_FEWER = _words("more fewer less higher lower times fold")
#: What is counted is a part of something, if “of” and these stand behind the number: “12 of the”.
PART_OF = _words("the these those our their its his her all every each")
#: What is measured, not counted.
MEASURES = _stems("""
    year month week day hour minute second night weekend old mile metre km pound pence
    am pm o'clock million billion th st nd rd
""")
#: Behind these, a number is a name: section 103.
NUMBERED = _stems("""
    section act schedule chapter article page table paragraph version phase stage step tier band grade room
    form annex appendix question no nos regulation rule s ss pp para note aged age ages priority objective
    recommendation standard pillar cohort wave round option
""")
#: The number is of another time than the year of the report.
OTHER_TIME = _words("""
    last previous previously prior earlier preceding before formerly ago since decade decades next
""")
#: The number is of a part of the year, of no year at all, or no count: in all of the sentence.
PART_OF_TIME = _stems("""
    quarter quarterly month monthly week weekly daily average each every usually typically nationally national
    half estimate expect forecast target predict plan proportion ratio any
""")
DAYS = _words("days times")
#: What a clause begins with that says where or when, so that all of its words count.
PLACING = _words("""
    in at on for during within among amongst across over by through throughout of from since as under between
""")
#: What a clause begins with that goes on with what stood before.
VERBS = _words("is are was were have had has be been being remain remained")
#: What stands before a number that ends a clause and counts nothing in it: “it was made for 10”.
FOR = _words("for in on within after with until")
#: Words before which a sentence falls into two, if a number follows soon.
JOINING = _words("and or but well while whereas with including plus then of among")
MONTHS = _words("""
    january february march april may june july august september october november december
""")
