"""Words of content in templates: in the page's language, with the facts that they name, escaped."""

from __future__ import annotations

import json

from markupsafe import Markup

from generator.languages.catalogues import as_json
from generator.model.base import Translated
from generator.render.templates import Templates
from tests.conftest import frame_for


def test_a_phrase_has_its_facts_and_is_escaped() -> None:
    templates = Templates({"a.jinja": '{{ phrase(words, {"area.name": "A & B"}) }}'}, {}, frame_for())
    words = Translated(en="In {{ area.name }}, {{ other }} < 1", cy="Yn {{ area.name }}")
    assert templates.page("a.jinja", "en", words=words) == "In A &amp; B, {{ other }} &lt; 1"
    assert templates.page("a.jinja", "cy", words=words) == "Yn A &amp; B"
    assert templates.page("a.jinja", "en", words="{{ area.name }}") == "A &amp; B"


def test_json_has_letters_and_no_entities() -> None:
    assert json.loads(as_json(Markup("Health &amp; care"))) == "Health & care"
