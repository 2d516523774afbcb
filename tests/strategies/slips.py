"""What a hand, an editor or a stranger does to the files of a workspace."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.conftest import DATA

BASE = DATA / "workspace"
#: The files of the workspace that the others are laid over, all of them text.
BASE_FILES = tuple(
    path.relative_to(BASE).as_posix() for path in sorted(BASE.rglob("*")) if path.suffix in (".yaml", ".md")
)

#: Short texts that mean something to YAML, to Markdown, to HTML or to a file system.
SLIPS = (
    *(
        "{{",
        "}}",
        "{{ x",
        "[",
        "]",
        "{",
        "}",
        "- ",
        '"',
        "'",
        ": ",
        ":",
        "\t",
        "#",
        "# ",
        " #",
        "|",
        "---\n",
        "...\n",
    ),
    *(
        "null",
        "true",
        "0",
        "-1",
        "1e9",
        "071",
        "3,483",
        "&a [*a]",
        "*a",
        "!!python/name:os.system",
        "<<: *a",
        "? ",
    ),
    *(
        "![x](",
        "](",
        "[^1]",
        "[^1]: ",
        "```",
        "~~~",
        "    ",
        "> ",
        "1. ",
        "<!--",
        "-->",
        "<script>",
        "<p class=x>",
    ),
    *(
        "\\",
        "&#x202e;",
        "&nbsp;",
        "\u202e",
        "\u200b",
        "\u00a0",
        "\x00",
        "\x1b[31m",
        "\r",
        "\u2028",
        "\ufeff",
        "😀",
    ),
    *("../../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "//example.org", "images/x.png"),
)
#: What takes long where a reader goes back over what it has read.
REPEATED = (
    "[",
    "(",
    "{{ ",
    "> ",
    "- ",
    "*a ",
    "_a",
    "`",
    "![",
    "[^",
    "a:\n ",
    "|",
    "&a ",
    "<",
    "\\",
    "{a: ",
    "\n- - ",
    "é",
)
NAMES = (
    *(
        "local/10-a page.md",
        'local/x"><iframe>.md',
        "local/tŷ.md",
        "local/.hidden.md",
        "foreword.cy.md",
        "Foreword.md",
    ),
    *(
        "local/../x.md",
        "images/evil.js",
        "images/photo.png",
        "statistics.yml",
        "extra/local/1.md",
        "local/1.md/2.md",
    ),
)


@st.composite
def _changed(draw: st.DrawFn, text: bytes) -> bytes:
    """A file after one slip."""
    at = draw(st.integers(0, len(text)))
    before, after = text[:at], text[at:]
    return draw(
        st.one_of(
            st.sampled_from(SLIPS).map(lambda slip: before + slip.encode() + after),
            st.sampled_from(REPEATED).map(lambda slip: before + slip.encode() * 3000 + after),
            st.binary(min_size=1, max_size=4).map(lambda other: before + other + after[len(other) :]),
            st.text(max_size=40).map(lambda other: before + other.encode("utf-8", "replace") + after),
            st.just(before),
            st.just(before + after.partition(b"\n")[2]),
            st.just(text + before),
            st.just(text.replace(b"\n", b"\r\n")),
            st.just(text.decode("utf-8", "replace").encode("utf-16")),
        )
    )


@st.composite
def hostile_workspaces(draw: st.DrawFn) -> dict[str, bytes]:
    """A workspace with up to four slips in its files, or with files that do not belong there."""
    files: dict[str, bytes] = {}
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.integers(0, 5)):
            path = draw(st.sampled_from(BASE_FILES))
            text = files.get(path) or (BASE / path).read_bytes()
        else:
            path = f"areas/synthetic-north/2024-25/{draw(st.sampled_from(NAMES))}"
            text = draw(
                st.sampled_from([b"---\ntitle: A page\n---\nText.\n", b"", b"\x89PNG\r\n\x1a\n" + bytes(40)])
            )
        files[path] = draw(_changed(text))
    return files


def lay_over(files: dict[str, bytes], root: Path) -> None:
    """Writes files into a workspace; a path that the file system does not take is left out."""
    for path, data in files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError:
            continue
