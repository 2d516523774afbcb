"""Templates: macros that give pieces and words, and errors that are one kind, whatever goes wrong."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError
from markupsafe import Markup

from generator.render.templates import Templates
from tests.conftest import frame_for

FILES = {
    "pieces.jinja": (
        "{% macro piece(name) %}<b>{{ name }}</b>{% endmacro %}"
        "{% macro words(name) %}{{ _('Hello') }} {{ name }}{% endmacro %}"
        "{% macro wrong(name) %}{{ name.nothing.more }}{% endmacro %}"
        "{% macro sum(name) %}{{ 1 + name }}{% endmacro %}"
        "{% macro known() %}{{ language }} {{ lang }} {{ preview }} {{ site.base }}{% endmacro %}"
    ),
    "page.jinja": "{% from 'pieces.jinja' import piece %}{{ piece(name) }}{{ preview }}",
    "broken.jinja": "{% if %}",
}
CATALOGUE = 'msgid "Hello"\nmsgstr "Helo"\n'


def templates() -> Templates:
    return Templates(FILES, {"cy": CATALOGUE}, frame=frame_for(preview=True))


def test_a_macro_gives_html_and_words_give_plain_text() -> None:
    piece = templates().macro("pieces.jinja", "en", "piece")
    assert piece("A & B") == Markup("<b>A &amp; B</b>")
    assert piece(Markup("<i>A</i>")) == Markup("<b><i>A</i></b>")
    words = templates().words("pieces.jinja", "cy", "words", "A & <B>")
    assert words == "Helo A & <B>" and type(words) is str
    assert templates().page("page.jinja", "en", name="<A>") == "<b>&lt;A&gt;</b>True"


def test_every_macro_knows_the_language_and_what_all_pages_share() -> None:
    assert templates().words("pieces.jinja", "cy", "known") == "cy cy True "
    assert templates().words("pieces.jinja", "en", "known") == "en en-GB True "


@pytest.mark.parametrize(
    ("template", "macro", "value"),
    [
        ("pieces.jinja", "absent", "A"),
        ("pieces.jinja", "wrong", "A"),
        ("pieces.jinja", "sum", "A"),
        ("pieces.jinja", "known", "A"),
        ("absent.jinja", "piece", "A"),
        ("broken.jinja", "piece", "A"),
    ],
)
def test_whatever_goes_wrong_in_a_template_is_a_template_s_error(
    template: str, macro: str, value: str
) -> None:
    with pytest.raises(TemplateError):
        templates().macro(template, "en", macro)(value)


def test_a_page_that_lacks_a_value_is_a_template_s_error() -> None:
    with pytest.raises(TemplateError):
        templates().page("page.jinja", "en")
