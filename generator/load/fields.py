"""A located tree + a model -> an instance, or problems with the tree's places and plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from generator.load.expected import keys_at, lines_to_write
from generator.problems import Place, Problem, Severity, Suggestions, quoted
from generator.source.yaml import Mapping, Node, Scalar, Sequence

ModelT = TypeVar("ModelT", bound=BaseModel)


class TypedText(str):
    """A scalar as it was typed; models see text and make of it what their field wants."""

    plain: bool

    @classmethod
    def of(cls, scalar: Scalar) -> TypedText:
        """The text of a scalar of the tree."""
        typed = cls(scalar.text)
        typed.plain = scalar.plain
        return typed


def plain_data(node: Node | None) -> Any:
    """The tree without its places: dictionaries, lists, ``TypedText`` texts, and None for an empty value."""
    if isinstance(node, Mapping):
        return {key.text: plain_data(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    return None if node is None or node.is_empty else TypedText.of(node)


class Misfit(NamedTuple):
    """What does not fit a model: a problem's parts, and the path of keys and positions that leads to it."""

    path: tuple[str | int, ...]
    place: Place
    code: str
    message: str
    hint: str
    #: Of a code that is an edition's own; the program's own codes have theirs.
    severity: Severity | None = None

    @property
    def name(self) -> str:
        """The last step of the path: a key, mostly."""
        return str(self.path[-1]) if self.path else ""


def validate(
    model: type[ModelT], node: Node, reword: Callable[[Misfit], Misfit | None] = lambda misfit: misfit
) -> tuple[ModelT | None, list[Problem]]:
    """An instance of the model made from the tree, or None and what is wrong with the tree.

    ``reword`` says what does not fit in the words of the file at hand; what it gives None for is not told.
    """
    try:
        return model.model_validate(plain_data(node)), []
    except ValidationError as failure:
        misfits = map(reword, _misfits(model, node, failure.errors(include_url=False)))
        return None, [Problem.at(*one[1:]) for one in misfits if one is not None]


def fitting(model: type[ModelT], node: Node) -> ModelT | None:
    """An instance of the model made from the tree, or None, for a part of what was validated as a whole."""
    try:
        return model.model_validate(plain_data(node))
    except ValidationError:
        return None


def _misfits(model: type[BaseModel], node: Node, errors: list[Any]) -> list[Misfit]:
    """One misfit for each place: a union tells the same thing once for each of its branches."""
    misfits: dict[tuple[Place, str], Misfit] = {}
    suggestions = Suggestions()
    for error in errors:
        missing = error["type"] == "missing"
        path = tuple(error.get("ctx", {}).get("path") or _within(node, error["loc"]))
        # Pydantic says [key] where a key is wrong in itself.
        on_key = missing or error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
        place = place_of(node, path[:-1] if missing else path, on_key)
        key = (place, str(path[-1]) if missing else "")
        if key not in misfits:
            misfits[key] = Misfit(path, place, *_words(model, error, path, suggestions))
    return list(misfits.values())


def _within(node: Node, location: Iterable[Any]) -> tuple[Any, ...]:
    """The part of an error's location that the tree has; pydantic adds the branches of unions to it."""
    path: list[Any] = []
    here: Node | None = node
    location = list(location)
    for position, step in enumerate(location):
        if isinstance(here, Mapping) and isinstance(step, str):
            below = here.get(step)
            if below is None and here.key(step) is None:
                if position == len(location) - 1:  # the missing key itself
                    path.append(step)
                continue
            path.append(step)
            here = below
        elif isinstance(here, Sequence) and isinstance(step, int):
            path.append(step)
            here = here.items[step]
    return tuple(path)


def place_of(node: Node, path: Iterable[Any], on_key: bool = False) -> Place:
    """The place of what a path leads to, or of the deepest thing on the way that is there.

    With ``on_key`` the place of the key, not of its value; a block of lines is always shown by its key.
    """
    here, place = node, _first_place(node)
    for step in path:
        if isinstance(here, Mapping) and isinstance(step, str):
            key, value = here.key(step), here.get(step)
            if key is None or value is None:
                return place
            in_block = not isinstance(value, Scalar) or value.is_empty
            place = key.place if on_key or in_block else value.place
            here = value
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
            place = here.place if isinstance(here, Scalar) else _first_place(here)
        else:
            return place
    return place


def _first_place(node: Node) -> Place:
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].place
    return node.place


def _words(
    model: type[BaseModel], error: Any, path: tuple[Any, ...], suggestions: Suggestions
) -> tuple[str, str, str]:
    """Code, message and hint for one of pydantic's errors."""
    kind, context = error["type"], error.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return (
            "unknown-key",
            f"The key {quoted(name)} means nothing here.",
            _nearest(name, keys_at(model, path[:-1]), suggestions),
        )
    if kind == "missing":
        return "missing-key", f"The key “{name}” is missing here.", f"Add a line for {name}, with its value."
    if error["input"] is None:
        return _empty(path)
    if "hint" in context:
        return kind, error["msg"], context["hint"]
    if kind == "wrong-value":
        return (
            kind,
            f"{error['msg'][0].upper()}{error['msg'][1:]}.",
            "Correct the name, or add what it names.",
        )
    hint = next((words for start, words in KINDS if kind.startswith(start)), None)
    if hint is None:
        hint = f"It does not fit: {error['msg']}."
    if kind == "literal_error":
        hint = f"Write {context['expected']}."
    if kind in LIMITS:
        limit, side = LIMITS[kind]
        hint = f"Write a whole number that is not {side} {context[limit]}."
    if "pattern" in context:
        hint = _pattern_hint(context["pattern"])
    if kind == "string_too_long":
        hint = f"Shorten it to {context['max_length']} letters or fewer."
    if kind.startswith(KEYS_BELONG):
        return "wrong-value", *_keys_belong(model, path, error["input"], hint)
    return "wrong-value", f"{_shown(error['input'], path)} is not what belongs here.", hint


def _empty(path: tuple[Any, ...]) -> tuple[str, str, str]:
    """Code, message and hint where a path leads to nothing."""
    if not path:
        return "empty-file", "The file says nothing.", "Fill it in, or delete it if it is not wanted."
    hint = "Write its value behind the colon."
    if not isinstance(path[-1], str):
        hint = "Write it, or take the entry out of the list."
    return "empty-value", f"{_named(path)} has no value.", hint


def _keys_belong(model: type[BaseModel], path: tuple[Any, ...], value: Any, hint: str) -> tuple[str, str]:
    """Message and hint where keys, or a list of them, belong and something else stands.

    ``hint`` is what there is to say where nobody can tell which keys are meant.
    """
    lines, keys = lines_to_write(model, path, value), keys_at(model, path)
    if isinstance(value, dict):
        where = f"under {_named(path, capital=False)}" if path else "here"
        message = f"A list belongs {where}, and its entries lack their hyphens."
    elif not (lines or keys):
        return f"{_shown(value, path)} is not what belongs here.", hint
    else:
        message = f"{_shown(value, path)} stands where keys belong."
        hint = f"Write lines of a key, a colon and a value. The keys are: {', '.join(keys)}."
    return message, f"Write:\n{lines}" if lines else hint


def _shown(value: Any, path: tuple[Any, ...]) -> str:
    if isinstance(value, str):
        return quoted(value)
    if path and isinstance(path[-1], str):
        return f"What stands under {_named(path)}"
    return _named(path) if path else "A list"


def _named(path: tuple[Any, ...], capital: bool = True) -> str:
    """What a path leads to: a key in quotation marks, or an entry of a list by its number."""
    if isinstance(path[-1], str):
        return quoted(path[-1])
    number, above = path[-1] + 1, next((step for step in reversed(path) if isinstance(step, str)), None)
    which = f"the {ORDINALS[number]} entry" if number < len(ORDINALS) else f"entry {number}"
    words = f"{which} of {quoted(above) if above else 'the list'}"
    return f"{words[0].upper() if capital else words[0]}{words[1:]}"


#: The number of a list's entry, as people say it.
ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
#: How pydantic's names begin for a value that should be keys, or a list of them.
KEYS_BELONG = ("model", "tuple")
#: What belongs in a field, by the beginning of pydantic's name for the error.
KINDS = (
    ("date", "Write a date as year-month-day, for example 2025-03-31."),
    ("bool", "Write true or false."),
    ("int", "Write a whole number."),
    ("string_too_short", "Write at least one letter."),
    ("string", "Write a text here, not a list or further keys."),
    ("model", "Further keys belong below this one, each on a line of its own, indented by two spaces."),
    ("dict", "Further keys belong below this one, each on a line of its own, indented by two spaces."),
    ("tuple", "A list belongs here: lines that each begin with a hyphen and a space."),
)

#: Where pydantic has the limit that a number is beyond, and on which side of it.
LIMITS = {"less_than_equal": ("le", "above"), "greater_than_equal": ("ge", "below")}
PATTERNS = {
    "^[hH][tT]": "Write the whole address, beginning with https://.",
    "^[^@": "Write an email address, for example name@example.org.",
    "^[+(]": "Write one telephone number in digits, for example 01632 960000, or 01632 960000 ext 4.",
    "^[A-Za-z0-9]": "Write the code in letters and digits without spaces, for example E23000014.",
    "^[A-Z][": "Write two to four letters or digits, the first a capital letter, for example NWe or D7.",
    "^[a-z][a-z0-9]*(-": "Use small letters and digits, begin with a letter, and write a hyphen between "
    "words, for example district-7.",
    "^[a-z][a-z0-9_]*$": "Use small letters, digits and underscores, and begin with a letter, for example "
    "group_2.",
    "^[a-z][a-z0-9_]*(": "Write the keys joined by dots, for example table.row.column.",
    "^[a-z0-9]+(-": "Use small letters and digits, and write a hyphen between words, for example north-west.",
    "^\\d{4}": "Write a reporting year, for example 2024-25, or 2024 for a calendar year.",
}


def _pattern_hint(pattern: str) -> str:
    for start, hint in PATTERNS.items():
        if pattern.startswith(start):
            return hint
    return "Use small letters and digits, and the same sign between words as the other keys."


def _nearest(name: str, known: list[str], suggestions: Suggestions) -> str:
    near = suggestions.nearest(name, known)
    if near:
        return f"Did you mean “{near}”?"
    return f"Delete it, or use one of: {', '.join(known)}." if known else "Delete it."


def nearest(name: str, known: Iterable[str], suggestions: Suggestions | None = None) -> str:
    """A hint that names the known word which is most like a wrong one, or else all of them.

    Where many words may be wrong, they share one ``suggestions``.
    """
    return _nearest(name, sorted(known), suggestions or Suggestions())
