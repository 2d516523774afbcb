"""One run over twenty broken files names them all, builds the sound areas and ends with status 1."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run
from tests.load.test_examples import EXAMPLES, Example, apply

REGISTER_ENTRY = """
- slug: synthetic-{word}
  name: Synthetic {word}
  facts: {{country: England, police_force: Synthetic {word} Police}}
"""


def broken_examples() -> list[Example]:
    """Twenty examples with an error that is in the area's own file."""
    own = "areas/synthetic-north/2024-25/"
    chosen = [e for e in EXAMPLES if e.path.startswith(own) and any(": error: " in x for x in e.expected)]
    return [e for e in chosen if all(x.startswith(e.path) for x in e.expected)][:20]


def test_twenty_broken_files_at_once(workspace: Path, mappa: Run) -> None:
    examples = broken_examples()
    assert len(examples) == 20
    expected = set()
    register = workspace / "content" / "areas.yaml"
    for number, example in enumerate(examples):
        word = chr(ord("a") + number) * 2
        register.write_text(register.read_text() + REGISTER_ENTRY.format(word=word))
        copy = workspace / "areas" / f"synthetic-{word}" / "2024-25"
        for file in (workspace / "areas" / "synthetic-north" / "2024-25").rglob("*"):
            if file.is_file():
                target = copy / file.relative_to(workspace / "areas" / "synthetic-north" / "2024-25")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
        path = example.path.replace("synthetic-north", f"synthetic-{word}")
        apply(Example(example.name, path, example.old, example.new, ()), workspace)
        for words in example.expected:
            file, place, severity, code = (
                words.replace(": ", " ").replace("synthetic-north", f"synthetic-{word}").split()
            )
            if severity == "error":
                expected.add(f"{file}:{place}: error: {code}")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    named = {line for line in run.stderr.splitlines() if ": error: " in line}
    assert named == expected
    for number in range(20):
        word = chr(ord("a") + number) * 2
        assert f"synthetic-{word} 2024-25" in run.stdout
        assert not (workspace / "output" / "2024-25" / f"synthetic-{word}").exists()
    for sound in ("2024-25/synthetic-north", "2024-25/synthetic-south", "2023-24/synthetic-north"):
        assert list((workspace / "output" / sound).glob("*.pdf")), sound
