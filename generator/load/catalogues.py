"""A catalogue of a workspace's own -> what is wrong with it, each thing at its place.

A message is known if a template has it.  What stands in its place may leave out what the message names
(`%(number)s`), for a form of the singular may say “one”; it may name nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.languages import Language
from generator.languages.messages import Message, Words, read_messages
from generator.problems import Problem, Suggestions, quoted

#: What a message names, two per cent signs for one that is printed, and any other per cent sign.
PER_CENT = re.compile(r"%(?:\((?P<name>[^()]*)\)(?P<end>s?)|(?P<sign>%)|)")
#: What a message is found by -> whether it has a plural.
Known = Mapping[tuple[str | None, str], bool]


def known_messages(text: str) -> dict[tuple[str | None, str], bool]:
    """The messages of a catalogue that has those of all templates, and whether each has a plural."""
    messages, _ = read_messages(text, "")
    return {message.key: message.plural is not None for message in messages}


def check_catalogue(text: str, file: str, language: Language, known: Known) -> list[Problem]:
    """What is wrong with a catalogue; ``known`` are the messages of templates, ``file`` is for problems."""
    messages, problems = read_messages(text, file)
    suggestions = Suggestions()
    for message in messages:
        if message.key not in known:
            problems.append(_unknown(message, known, suggestions))
        else:
            problems += _forms(message, known[message.key], language)
        problems += _per_cent_signs(message)
    return problems


def _unknown(message: Message, known: Known, suggestions: Suggestions) -> Problem:
    near = suggestions.nearest(message.id.text, (words for _, words in known), cutoff=0.8)
    hint = f"Did you mean {quoted(near)}?" if near else "Write it as the page has it, or delete it."
    if near == message.id.text:
        hint = "Write it without its msgctxt." if message.context else "Look which msgctxt it has."
    elif near:
        hint += " Each letter and each space must be the same."
    return Problem.at(
        message.id.place, "unknown-message", "No template has this message, and so no page uses it.", hint
    )


def _forms(message: Message, has_plural: bool, language: Language) -> Iterator[Problem]:
    """What is wrong with the forms of a message: of a number there are some, of all else there is one."""
    if not has_plural and message.plural is None and message.translations.keys() == {0}:
        return
    from generator.languages.catalogues import number_of_forms  # with Babel and Jinja2

    forms = number_of_forms(language)
    names = [f"msgstr[{form}]" for form in range(forms)]
    wanted = f"{', '.join(names[:-1])} and {names[-1]}" if forms > 1 else names[0]
    if has_plural and message.plural is None:
        yield Problem.at(
            message.id.place,
            "catalogue-syntax",
            "This message is said of a number, and has no msgid_plural: it would not be used.",
            f"Write msgid_plural below its msgid, as the program's catalogue has it, then {wanted}.",
        )
    for form, words in message.translations.items():
        if words.text and form >= (1 if message.plural is None else forms):
            hint = (
                f"Keep {wanted}." if message.plural else "Keep msgstr alone, or write msgid_plural as well."
            )
            yield Problem.at(
                words.place, "catalogue-syntax", f"There is no msgstr[{form}] of this message.", hint
            )


def _per_cent_signs(message: Message) -> Iterator[Problem]:
    """The names that a translation has and its message has not, and signs that are no name's."""
    texts = [message.id.text, message.plural.text if message.plural else ""]
    names = {match["name"] for text in texts for match in PER_CENT.finditer(text) if match["name"]}
    for words in message.translations.values():
        for match in PER_CENT.finditer(words.text):
            if match["sign"] or (match["name"] in names and match["end"]):
                continue
            yield _wrong_placeholder(words, match, names)


def _wrong_placeholder(words: Words, match: re.Match[str], names: set[str]) -> Problem:
    name = match["name"]
    if name is None:
        message = "A per cent sign begins a name here, and none follows."
        hint = "Write %% for a per cent sign."
    elif name in names:
        message, hint = f"“%({name})” lacks the letter s behind it.", f"Write %({name})s."
    else:
        message = f"The message does not have {quoted(match[0])}, so that nothing can stand for it."
        near = Suggestions().nearest(name, names)
        known = ", ".join(f"%({one})s" for one in sorted(names))
        hint = f"It has {known}." if known else "Take it out: nothing has a name in this message."
        hint = f"Did you mean %({near})s?" if near else hint
    place = words.place_of(match.start(), match.end())
    return Problem.at(place, "wrong-placeholder", message, hint)
