"""Hides how a query is changed in one place. A query is read as words, brackets and signs: no more of SQL is known here."""

import re
from collections.abc import Iterator

WORD = re.compile(r"'[^']*'|%\(\w+\)s(?:::\w+)?(?:\[\])?|<>|<=|>=|::|[\w.]+|\s+|\S")
COMMENT = re.compile(r"--.*\n")
SWAPS = (
    *((r" = ", " <> "), (r" <> ", " = "), (r" <= ", " < "), (r" < ", " <= "), (r" >= ", " > "), (r" > ", " >= ")),
    *(
        (r"\bIS NULL\b", "IS NOT NULL"),
        (r"\bIS NOT NULL\b", "IS NULL"),
        (r"\bNOT (?!NULL)", ""),
        (r"\bDISTINCT (?!ON)", ""),
    ),
    *((r"\bAND\b", "OR"), (r"\bOR\b", "AND"), (r" DESC\b", ""), (r"\bmax\(", "min("), (r"\bLEFT JOIN\b", "JOIN")),
    *((r"\bfalse\b", "true"), (r"\btrue\b", "false"), (r"\blower\(", "upper("), (r"\bupper\(", "lower(")),
)
OPENS = {"WHERE", "AND", "OR", "ON"}
ENDS = {"AND", "OR", "GROUP", "ORDER", "UNION", "JOIN", "LEFT", "WHERE", "LIMIT"}


def changed_queries(query: str) -> Iterator[str]:
    """Every query that differs from this one in one sign or word, or lacks one of its conditions or one arm of its union."""
    query = COMMENT.sub("", query)
    for found, instead in SWAPS:
        for at in re.finditer(found, query):
            yield query[: at.start()] + instead + query[at.end() :]
    for start, end in _conditions(WORD.findall(query)):
        yield f"{query[:start]} TRUE {query[end:]}"
    arms = query.split("\nUNION\n")
    yield from ("\nUNION\n".join([*arms[:left], *arms[left + 1 :]]) for left in range(len(arms)) if arms[1:])


def _conditions(words: list[str]) -> Iterator[tuple[int, int]]:
    """From where to where each condition stands."""
    starts = [sum(map(len, words[:number])) for number in range(len(words) + 1)]
    for number, word in enumerate(words):
        if word in OPENS and "DISTINCT" not in words[max(0, number - 2) : number]:
            yield starts[number + 1], starts[_end(words, number + 1)]


def _end(words: list[str], first: int) -> int:
    """Where the condition ends that begins with this word: at the next one, or with the bracket that it stands in."""
    depth = 0
    for number in range(first, len(words)):
        depth += (words[number] == "(") - (words[number] == ")")
        if depth < 0 or (depth == 0 and words[number] in ENDS):
            return number
    return len(words)
