"""The names that a text may put between double braces -> the words that stand for them in a report.

A name alone stands for a fact or a figure.  A filter behind it (``model/names.py``) says the figure in words,
as a share of another one, or by how much it changed on the year before.  What is suppressed or not there has
no share and no change: a phrase that is true stands for these, and ``unsaid`` gives the reason, which is a
problem where the words are an area's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.checks.words import names_in
from generator.languages import Language, number_words, wording
from generator.model.edition import Edition
from generator.model.figure import GAP_SIGN, Figure, Marker, as_typed
from generator.model.names import CHANGE, PERCENT_OF, NameUse, filter_fault, read_name
from generator.problems import Problem
from generator.report.earlier import YearBefore
from generator.report.phrases import Phrases
from generator.report.wording import figure_words
from generator.source.markdown import Reference, fill
from generator.source.texts import Text

#: The words of markers that a share has from its two figures: the first of them that either has.
SHARE_MARKERS: tuple[Marker, ...] = ("gap", "c", "x", "z")


class Unsaid(NamedTuple):
    """Why a share or a change cannot be told, in plain words, and what to do instead."""

    message: str
    hint: str


@dataclass(frozen=True, eq=False)
class Facts(Mapping[str, str]):
    """The words for each name of a report, and for each name with a filter, in the report's language."""

    edition: Edition
    language: Language
    #: The words for the facts and for the figures.
    plain: Mapping[str, str]
    figures: Mapping[str, Figure]
    before: YearBefore | None
    phrases: Phrases

    def __getitem__(self, name: str) -> str:
        """The words for what stands between two braces.

        Raises KeyError for what stands for nothing, jinja2.TemplateError if the phrases cannot be used.
        """
        if name in self.plain:
            return self.plain[name]
        use = read_name(name)
        if not self._is_known(use):
            raise KeyError(name)
        if use.behind is None:
            return self.plain[use.name]
        words = self._filtered(use)
        return words[:1].upper() + words[1:] if use.is_capital else words

    def __iter__(self) -> Iterator[str]:
        """The plain names."""
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    def unsaid(self, name: str) -> Unsaid | None:
        """Why the share or the change that stands between two braces cannot be told; None where it can.

        Silent of a figure that is not given yet: that is a problem of its own.
        """
        use = read_name(name)
        if use.behind is None or not self._is_known(use):
            return None
        if any(self.figures[one].marker == "gap" for one in use.names):
            return None
        if use.filter == PERCENT_OF:
            return self._unsaid_share(use)
        return self._unsaid_change(use.name) if use.filter == CHANGE else None

    def _is_known(self, use: NameUse) -> bool:
        known = all(name in self.plain for name in use.names)
        figures = all(name in self.figures for name in use.names)
        return known and filter_fault(use, figures) is None

    def _filtered(self, use: NameUse) -> str:
        figure = self.figures[use.name]
        if use.filter == PERCENT_OF:
            return self._share(use)
        if use.filter == CHANGE:
            return self._change(use.name)
        if figure.value is None:
            return self.plain[use.name]
        return number_words.in_words(figure.value, self.language, figure.per_cent)

    def _share(self, use: NameUse) -> str:
        part, whole = (self.figures[name] for name in use.names)
        both = (part.marker, whole.marker)
        if part.value is None or not whole.value or self._unsaid_share(use):
            marker: Marker = next((one for one in SHARE_MARKERS if one in both), "z")
            return figure_words(Figure(marker=marker), self.edition, self.language)
        of = partial(wording.share, language=self.language)
        words = of(part.value, whole.value)
        if part.value and words == of(0, 1):
            return self.phrases(self.language, "less_than", of(1, 1000))
        if part.value < whole.value and words == of(1, 1):
            return self.phrases(self.language, "more_than", of(999, 1000))
        return words

    def _unsaid_share(self, use: NameUse) -> Unsaid | None:
        for name in use.names:
            figure = self.figures[name]
            if figure.value is None:
                message = f"There is no share to tell: {name} is {as_typed(figure)}."
                return Unsaid(message, _hint("share", figure))
        if not self.figures[use.argument].value:
            return Unsaid(f"There is no share of nothing: {use.argument} is 0.", "Leave the share out.")
        part, whole = (self.edition.table_of(name).is_rate for name in use.names)
        if part != whole:
            rate, other = use.names if part else reversed(use.names)
            return Unsaid(
                f"{rate} is a rate, of which {other} is no part, nor the whole.", "Leave the share out."
            )
        return None

    def _change(self, key: str) -> str:
        now, then = self.figures[key], self._then(key)
        if now.marker == "gap":
            return GAP_SIGN
        if then is None or now.value is None or then.value is None or self._rests_on_another(key):
            return self.phrases(self.language, "not_comparable")
        difference = now.value - then.value
        if not difference:
            return self.phrases(self.language, "same")
        by = number_words.as_in_prose(max(difference, -difference), self.language)
        if now.per_cent:
            points = "point" if abs(difference) == 1 else "points"
            return self.phrases(self.language, f"{points}_{'higher' if difference > 0 else 'lower'}", by)
        is_count = now.is_count and not self.edition.table_of(key).is_rate
        up, down = ("more", "fewer") if is_count else ("higher", "lower")
        return self.phrases(self.language, up if difference > 0 else down, by)

    def _then(self, key: str) -> Figure | None:
        """The figure of the year before that counts the same; None if there is none."""
        return self.before.figures.get(self.before.comparable.get(key, "")) if self.before else None

    def _rests_on_another(self, key: str) -> bool:
        """Whether a rate and that of the year before are worked out from two population estimates."""
        return self.before is not None and self.edition.other_estimate(
            key.partition(".")[0], self.before.edition
        )

    def _unsaid_change(self, key: str) -> Unsaid | None:
        hint = "Leave the change out, or say in other words why there is none."
        if self.before is None:
            return Unsaid("There is no published report of the year before to compare with.", hint)
        year, now, then = self.before.edition, self.figures[key], self._then(key)
        if key in self.before.same and key not in self.before.comparable:
            definition = self.edition.redefinition(key.partition(".")[0], year.name)
            reason = ""
            if definition is not None:
                reason = f" {fill(definition.words.in_language(self.language), self)}"
            return Unsaid(f"{key} is counted otherwise than in {year.name}.{reason}", hint)
        if then is None:
            return Unsaid(f"There is no figure {key} in {year.name} to compare with.", hint)
        for figure, when in ((now, f"in {self.edition.name}"), (then, f"in {year.name}")):
            if figure.value is None:
                message = f"There is no change to tell: {key} is {as_typed(figure)} {when}."
                return Unsaid(message, _hint("change", figure))
        if self._rests_on_another(key):
            return Unsaid(f"{key} rests on another population estimate than in {year.name}.", hint)
        return None


def _hint(what: str, figure: Figure) -> str:
    if figure.marker == "c":
        return f"Leave the {what} out; what is suppressed must not be told in words either."
    return f"Leave the {what} out, or say in other words why there is none."


def unsaid(
    texts: Iterable[Text], names: Iterable[Reference], facts: Mapping[str, str], changes: bool = True
) -> Iterator[Problem]:
    """The shares and changes in an area's own words that cannot be told.

    ``texts`` are those words, of which those of YAML have their names in them; ``names`` are the others'.
    Without ``changes`` nothing is said of these: what there was the year before cannot be read.
    """
    assert isinstance(facts, Facts)
    in_yaml = (name for text in texts if text.literal for name in names_in(text))
    for reference in (*in_yaml, *names):
        is_told = changes or read_name(reference.target).filter != CHANGE
        reason = facts.unsaid(reference.target) if is_told else None
        if reason is not None:
            yield Problem.at(reference.place, "no-comparison", *reason)
