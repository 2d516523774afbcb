from __future__ import annotations

from generator.model.report_id import ReportId
from generator.workspace import in_area


def test_a_report_is_named_by_its_language_if_that_is_not_the_first() -> None:
    assert str(ReportId("synthetic-north", "2024-25")) == "synthetic-north 2024-25"
    assert str(ReportId("synthetic-north", "2024-25", "cy")) == "synthetic-north 2024-25 cy"


def test_a_path_says_whose_it_is() -> None:
    of = {
        "areas/synthetic-north/2024-25/local/10-a.md": ("synthetic-north", "2024-25"),
        "areas/synthetic-north/2024-25": ("synthetic-north", "2024-25"),
        "areas/synthetic-north/area.yaml": ("synthetic-north", "area.yaml"),
        "areas/synthetic north": ("synthetic north", ""),
        "areas": ("", ""),
        "content/areas.yaml": ("", ""),
        "content/areas/synthetic-north": ("", ""),
    }
    assert {path: in_area(path) for path in of} == of
