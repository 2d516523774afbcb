"""A sheet that was laid out and drawn -> bytes, and back: the next process need not do it again.

Left out is what only laying out and drawing read, the layouts of lines, and what each process has of its own,
the fonts.  A sheet with charts or pictures cannot be written.

Made for WeasyPrint 70.
"""

from __future__ import annotations

import io
import pickle
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.document import Page
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
from weasyprint.text.line_break import Layout

from generator.pdf.drawing import drawing_of, remember_drawing

#: What a font has that belongs to its process, and what keeps that alive.
OWN = ("hb_font", "hb_face", "file_content")
ALIVE = "pango_font"

#: That of the fonts that were found, by the description's key: each page of a sheet has its fonts again.
_found: WeakKeyDictionary[FontConfiguration, dict[int, dict[str, Any]]] = WeakKeyDictionary()


def write(pages: list[Page], fits: bool) -> bytes | None:
    """A sheet's pages, drawn, and whether each has lines enough, as bytes; None if it cannot be written."""
    drawings = [drawing_of(page) for page in pages]
    if None in drawings:
        return None
    out = io.BytesIO()
    try:
        _Pickler(out, protocol=5).dump((pages, fits, drawings))
    except Exception:  # whatever it is, the next build lays the sheet out
        return None
    return out.getvalue()


def read(data: bytes, configuration: FontConfiguration) -> tuple[list[Page], bool] | None:
    """What ``write`` was given; None if another version wrote it, or a font of the sheet is not to be had."""
    unpickler = _Unpickler(io.BytesIO(data))
    unpickler.configuration = configuration
    try:
        pages, fits, drawings = unpickler.load()
        fonts = [(key, font) for drawing in drawings for key, font in drawing.fonts.items()]
        if not all(_complete(font, key, configuration) for key, font in fonts):
            return None
    except Exception:  # whatever it is, the sheet can be laid out
        return None
    for page, drawing in zip(pages, drawings, strict=True):
        remember_drawing(page, drawing)
    return pages, fits


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        return "fonts" if isinstance(value, FontConfiguration) else None

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Layout):
            return _nothing, ()
        if isinstance(value, Font):
            return _font, ({name: own for name, own in vars(value).items() if name not in (*OWN, ALIVE)},)
        if isinstance(value, AbsolutePlaceholder):
            return _placeholder, (), vars(value), None, None, _fill
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    configuration: FontConfiguration

    def persistent_load(self, name: str) -> FontConfiguration:
        return self.configuration


def _nothing() -> None:
    return None


def _placeholder() -> AbsolutePlaceholder:
    """One without its box, of which nothing may be asked until it is filled."""
    return AbsolutePlaceholder.__new__(AbsolutePlaceholder)


def _fill(placeholder: AbsolutePlaceholder, state: dict[str, Any]) -> None:
    placeholder.__dict__.update(state)


def _font(state: dict[str, Any]) -> Font:
    font = Font.__new__(Font)
    font.__dict__.update(state)
    return font


def _complete(font: Font, key: int, configuration: FontConfiguration) -> bool:
    """Gives a font that was read what belongs to this process; False if the system chooses another font."""
    known = _found.setdefault(configuration, {})
    if key not in known:
        own = _look_up(font, key, configuration)
        if own is None:
            return False
        known[key] = own
    font.__dict__.update(known[key])
    return True


def _look_up(font: Font, key: int, configuration: FontConfiguration) -> dict[str, Any] | None:
    context = ffi.gc(pango.pango_font_map_create_context(configuration.font_map), gobject.g_object_unref)
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(wanted, ffi.new("char[]", font.family.encode()))
    pango.pango_font_description_set_style(wanted, font.style)
    pango.pango_font_description_set_weight(wanted, font.weight)
    pango.pango_font_description_set_absolute_size(wanted, pango.pango_units_from_double(font.font_size))
    found = pango.pango_font_map_load_font(configuration.font_map, context, wanted)
    if found == ffi.NULL:
        return None
    found = ffi.gc(found, gobject.g_object_unref)
    own_key, description, size = get_pango_font_key(found)
    if own_key != key:
        return None
    fresh = Font(found, description, size)
    return {name: getattr(fresh, name) for name in OWN} | {ALIVE: found}
