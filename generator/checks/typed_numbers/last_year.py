"""Last year's texts of an area -> the figures that stood in them by name, each with the words around it.

What is copied from last year and has a number where a name stood counts the same, whatever its words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.checks.typed_numbers.subjects import Subjects
from generator.checks.typed_numbers.tokens import Token, sentences_of, tokens_of
from generator.model.names import WORDS, read_name
from generator.source.markdown import Reference
from generator.source.texts import NO_WORDS, Text

#: How many words on either side of a number must be the same, and how many there must be in all.
NEAR, FEWEST = 3, 3
#: Stands for another number among these words, which is another one each year.
ANY = "#"

Around = tuple[tuple[str, ...], tuple[str, ...]]


class Written(NamedTuple):
    """A text of last year, and the names in it."""

    texts: Sequence[Text]
    names: Sequence[Reference]


def named_around(
    written: Iterable[Written], subjects: Subjects, sentences: Iterable[Sequence[Token]]
) -> Mapping[Around, str]:
    """The key of each figure that last year's texts had by name, by the words around it.

    Looked for are the words around the numbers of ``sentences``, those of this year.
    """
    wanted = {
        around: frozenset(word for side in around for word in side if word != ANY)
        for tokens in sentences
        for place, token in enumerate(tokens)
        if token.value is not None and (around := around_number(tokens, place))
    }
    keys: dict[Around, set[str]] = {}
    for text, names in _of_texts(written) if wanted else ():
        for span in sentences_of(text.words):
            sentence = text.words[slice(*span)]
            lower = sentence.lower()
            # Most sentences have no name in them, or other words, and are not taken apart.
            if NO_WORDS not in sentence or not any(
                all(word in lower for word in words) for words in wanted.values()
            ):
                continue
            tokens = tokens_of(text.words, span, subjects.numbered, subjects.days)
            for place, token in enumerate(tokens):
                around = around_number(tokens, place) if token.stands_in else None
                if around in wanted:
                    where = text.place(token.start, token.end)
                    keys.setdefault(around, set()).add(names.get((where.line, where.column), ""))
    return {around: found.pop() for around, found in keys.items() if len(found) == 1 and all(found)}


def _of_texts(written: Iterable[Written]) -> Iterator[tuple[Text, Mapping[tuple[int, int], str]]]:
    for narrative in written:
        uses = {(n.place.line, n.place.column): read_name(n.target) for n in narrative.names}
        names = {at: use.name if use.filter in ("", WORDS) else "" for at, use in uses.items()}
        yield from ((text, names) for text in narrative.texts if NO_WORDS in text.words)


def around_number(tokens: Sequence[Token], place: int) -> Around | None:
    """The words around a number; None if they are too few to know it by."""
    before = tuple(reversed(list(_near(reversed(tokens[:place])))))
    behind = tuple(_near(tokens[place + 1 :]))
    words = [word for word in (*before, *behind) if word != ANY]
    return (before, behind) if len(words) >= FEWEST else None


def _near(tokens: Iterable[Token]) -> Iterator[str]:
    """The nearest words of a sentence, in one direction."""
    left = NEAR
    for token in tokens:
        if not left:
            return
        if not token.is_mark:
            left -= 1
            yield ANY if token.is_number or token.stem[0] in "#@" else token.typed.lower()
