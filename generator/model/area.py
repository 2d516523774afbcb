"""An area: its entry in the register, and what its own file adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, RootModel
from pydantic_core import PydanticCustomError

from generator.languages import Language
from generator.model.base import LONGEST_SLUG, EditionName, Key, Model, Words, any_case

#: What stands beside the areas' folders in a year's folder of the website: its texts, comparison and data.
RESERVED_SLUGS = ("about", "compare", "data")


def _refuse_reserved(slug: str) -> str:
    """The slug.  Raises PydanticCustomError for one whose pages would replace the year's own."""
    if slug in RESERVED_SLUGS:
        raise PydanticCustomError(
            "wrong-value",
            "“{slug}” cannot be an area's slug: pages of the year stand under this name.",
            {"slug": slug, "hint": "Choose another slug, and rename the area's folder likewise."},
        )
    return slug


#: A slug begins with a letter, so that it is never taken for a year, as every edition begins with a digit.
Slug = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=LONGEST_SLUG, examples=["district-7"]),
    AfterValidator(_refuse_reserved),
]
#: An address of the web; its scheme may have capital letters (RFC 3986, 3.1).
Address = Annotated[str, Field(pattern=r"^[hH][tT][tT][pP][sS]?://[^\s]+$")]
#: A code by which others know an area in their data: E23000014.
Code = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=40, examples=["E23000014"])
]
Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


def _in_small_letters(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _status_schema(schema: dict[str, Any]) -> None:
    for key in ("enum", "type"):
        schema.pop(key, None)
    schema.update(any_case("draft", "final"))


Status = Annotated[
    Literal["draft", "final"], BeforeValidator(_in_small_letters), Field(json_schema_extra=_status_schema)
]
#: One number as people write it: brackets around the code, hyphens, dots, an extension or option behind it.
TELEPHONE = (
    r"^[+(]{0,2}[0-9]([ ()./‐‑–-]*[0-9]){2,}\)?"
    r"([ ,;]*\(?([Ee][Xx][Tt]([Ee][Nn][Ss][Ii][Oo][Nn])?|[Xx]|[Oo][Pp][Tt]([Ii][Oo][Nn])?)[.: ]*[0-9]+\)?)?$"
)


def _without_name(facts: dict[str, Words]) -> dict[str, Words]:
    if "name" in facts:
        hint = "Choose another key: a text writes {{ area.name }} for the area's name."
        raise PydanticCustomError("wrong-value", "“name” is the area's name, no other fact.", {"hint": hint})
    return facts


class Tile(Model):
    """A square of the map of the areas, which shows neighbours roughly as they lie."""

    column: int = Field(ge=1, le=8)
    """Its column, from the west."""
    row: int = Field(ge=1, le=12)
    """Its row, from the north."""
    letters: str = Field(pattern=r"^[A-Z][A-Za-z0-9]{1,3}$", examples=["NWe"])
    """What stands in it where the screen is too narrow for the name."""


class Area(Model):
    """An area that writes a report each year, as the register has it."""

    slug: Slug
    """The name of its folder and its place in addresses."""
    name: Words
    """The name that readers see."""
    code: Code | None = None
    """The code by which others' data know it, such as E23000014."""
    other_codes: tuple[Code, ...] = ()
    """Where it is made up of several areas that have codes: those of the others."""
    facts: Annotated[dict[Key, Words], AfterValidator(_without_name)] = {}
    """What else is told of it: words under keys of your own, the same keys for every area."""
    tile: Tile | None = None
    """Its place on the maps of the areas; an area without one stands in the list alone."""
    neighbours: tuple[Slug, ...] = ()
    """The areas that it borders on, by their slugs; one of the two that says so is enough."""
    districts: tuple[Words, ...] = ()
    """The places in it by whose names readers look for it, such as its districts."""

    @property
    def codes(self) -> tuple[str, ...]:
        """All its codes, that of its largest part first."""
        return (*((self.code,) if self.code else ()), *self.other_codes)

    def called(self, name: Words | None) -> Area:
        """The area under the name that it had in some year; as it is where that is None."""
        return self if name is None else self.model_copy(update={"name": name})

    def named(self, language: Language) -> dict[str, str]:
        """The names by which texts call what is told of it -> the words: ``area.name``, ``area.country``."""
        facts = {f"area.{key}": words.in_language(language) for key, words in self.facts.items()}
        return {"area.name": self.name.in_language(language), **facts}


class Register(RootModel[tuple[Area, ...]]):
    """The areas, in the order in which readers find them."""


def usual_facts(areas: Iterable[Area]) -> frozenset[str]:
    """The keys of the facts that areas have; where they differ, those of the most areas."""
    counts = Counter(frozenset(area.facts) for area in areas)
    return counts.most_common(1)[0][0] if counts else frozenset()


def area_names(areas: Iterable[Area]) -> frozenset[str]:
    """The names of what texts of every area may tell of it."""
    return frozenset({"area.name", *(f"area.{key}" for key in usual_facts(areas))})


class Contact(Model):
    """Whom a reader may ask."""

    name: Words
    """Who it is: an office or a service, not a person."""
    telephone: str | None = Field(None, pattern=TELEPHONE, examples=["01632 960000"])
    """A telephone number, with its extension if it has one."""
    email: Email | None = Field(None, examples=["name@example.org"])
    """An email address."""
    website: Address | None = Field(None, examples=["https://www.example.org"])
    """A website, from https:// on."""


class Link(Model):
    """A website that a reader may want."""

    title: Words
    """What the website is."""
    url: Address = Field(examples=["https://www.example.org"])
    """Its address, from https:// on."""


class AreaDetails(Model):
    """area.yaml: what an area tells that does not change with the year."""

    names: dict[EditionName, Words] = {}
    """What the area was called in a year, by the year, where that was another name than in the register."""
    contacts: tuple[Contact, ...] = ()
    """Whom a reader may ask."""
    links: tuple[Link, ...] = ()
    """Websites that a reader may want."""
    status: Status = "final"
    """Whether the area's reports may be published, or are drafts for the preview alone."""
