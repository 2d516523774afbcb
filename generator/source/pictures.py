"""The bytes of a picture as someone took it -> the bytes that are published, or why there are none.

A photograph says where, when, with what and by whom it was taken, and often holds a smaller copy of what was
cut away.  So nothing but the picture itself goes out: it is decoded, turned upright, made no larger than a
page needs, and written anew.  The same bytes in give the same bytes out.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

#: The longer side of a published picture, in pixels: the width of a page on a screen of double density.
LONGEST_SIDE = 2000
#: The largest file that is read, in bytes.
MOST_BYTES = 50_000_000
#: The most pixels that are decoded.  A JPEG is decoded at a smaller scale, all others whole: 40 million
#: pixels, which is more than a sheet of A4 at 600 dots an inch, then take up to 0.8 GB (WebP).
MOST_PIXELS = {"JPEG": 100_000_000, "PNG": 40_000_000, "GIF": 40_000_000, "WEBP": 40_000_000}
#: The kinds of picture that are read, by Pillow's names, with the endings that their names may have.
ENDINGS = {"JPEG": ("jpg", "jpeg", "jfif", "jpe"), "PNG": ("png",), "GIF": ("gif",), "WEBP": ("webp",)}
#: The one field of EXIF that is read: how the camera was held (EXIF 2.32, 4.6.4).
ORIENTATION = 0x0112
#: The quality of JPEG and lossy WebP, of 100.
QUALITY = 85
#: A PNG beyond this size, in bytes, that is so many times as large as the same picture with some loss, is a
#: photograph, and goes out as one: a drawing or a picture of a screen is about as large either way.
LARGE_PNG, TIMES_AS_LARGE = 200_000, 4


class CleanPicture(NamedTuple):
    """A picture as it is published: its bytes, the ending that a name of it has, and its size in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


class PictureFault(NamedTuple):
    """Why a file is not shown, in words that stand behind its name, and what its author can do."""

    message: str
    hint: str


class _OtherKind(NamedTuple):
    """A kind of file that is put where a picture belongs, and what its author can do."""

    name: str
    hint: str


NO_PICTURE = "is no picture that can be read: its content is something else, or damaged."
SAVE_AGAIN = "Save the picture again as JPEG or PNG, and put the new file into images/."
EXPORT = "Export it as JPEG or PNG, put the new file into images/, and write its name here."
HEIC = _OtherKind(
    "a photograph in Apple's HEIC format, which browsers do not show",
    "Open it in Preview (Mac) or Photos (Windows), save it as JPEG, and write the new file's name here.",
)
SVG = _OtherKind("an SVG drawing, which could hold a script", EXPORT)
#: What other files begin with, behind so many bytes, and what they are; the first that fits.
OTHER_KINDS = (
    *((4, b"ftyp" + brand, HEIC) for brand in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1")),
    (4, b"ftypavi", _OtherKind("an AVIF picture, which not every browser shows", EXPORT)),
    (4, b"ftyp", _OtherKind("a film", "Show a picture of it, and link to where the film can be seen.")),
    (0, b"II*\0", _OtherKind("a TIFF picture, which browsers do not show", EXPORT)),
    (0, b"MM\0*", _OtherKind("a TIFF picture, which browsers do not show", EXPORT)),
    (0, b"BM", _OtherKind("a BMP picture, which not every browser shows", EXPORT)),
    (0, b"8BPS", _OtherKind("a Photoshop document", EXPORT)),
    (0, b"%PDF", _OtherKind("a PDF", EXPORT)),
    (0, b"PK\3\4", _OtherKind("a Word document, a presentation or a zip file", EXPORT)),
)
#: Within how many bytes a drawing says that it is one.
HEAD = 1000


def clean_picture(data: bytes, name: str) -> CleanPicture | PictureFault:
    """The picture in a file of this name, as it is published, or why it is not.

    Of several frames it is the first.  Nothing that the bytes hold raises.
    """
    from PIL import Image, UnidentifiedImageError  # takes 40 ms, and most reports have no picture

    if len(data) > MOST_BYTES:
        return too_large(len(data))
    with warnings.catch_warnings(), _cut_short_is_a_fault():  # warnings are of metadata, which is left out
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=tuple(ENDINGS)) as image:
                # What several pictures in one file are, for Pillow; phones write depth and brightness so.
                kind = "JPEG" if image.format == "MPO" else str(image.format)
                return _fault_of(image, kind, name) or _written(_cleaned(image), kind)
        except UnidentifiedImageError:
            return _unknown(data)
        except Image.DecompressionBombError:
            return _too_many_pixels("", min(MOST_PIXELS.values()))
        except Exception:  # a decoder that meets wrong bytes raises whatever it comes upon
            return PictureFault("cannot be read as a picture: it is damaged or cut short.", SAVE_AGAIN)


@contextmanager
def _cut_short_is_a_fault() -> Iterator[None]:
    """Has Pillow refuse what is cut short, also in a process in which the PDF engine told it not to."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def too_large(size: int) -> PictureFault:
    """What is said of a file of so many bytes, more than ``MOST_BYTES``."""
    return PictureFault(
        f"has {size / 1_000_000:,.0f} MB; {MOST_BYTES / 1_000_000:.0f} MB is the most.",
        f"Save it smaller: {LONGEST_SIDE:,} pixels on the longer side are enough.",
    )


def _too_many_pixels(size: str, most: int) -> PictureFault:
    return PictureFault(
        f"has too many pixels{size}; {most / 1_000_000:.0f} million is the most.",
        f"Save it smaller: {LONGEST_SIDE:,} pixels on the longer side are enough.",
    )


def _fault_of(image: Image, kind: str, name: str) -> PictureFault | None:
    """What is wrong with a picture of which the first bytes alone have been read."""
    ending = name.rpartition(".")[2].lower()
    if "." not in name or ending not in ENDINGS[kind]:
        says = f"its name ends in .{ending}" if "." in name else "its name has no ending"
        return PictureFault(
            f"is a {kind} picture, but {says}.",
            f"Give it a name that ends in .{ENDINGS[kind][0]}, in the folder and here.",
        )
    width, height = image.size
    if width * height > MOST_PIXELS[kind]:
        return _too_many_pixels(f" ({width:,} by {height:,})", MOST_PIXELS[kind])
    return None


def _unknown(data: bytes) -> PictureFault:
    """What is said of a file that is none of the kinds of picture that are read."""
    if not data:
        return PictureFault("is an empty file.", SAVE_AGAIN)
    head = data[:HEAD].lower()
    kind = next((kind for skip, start, kind in OTHER_KINDS if data.startswith(start, skip)), None)
    kind = SVG if kind is None and b"<svg" in head else kind
    return PictureFault(f"is {kind.name}.", kind.hint) if kind else PictureFault(NO_PICTURE, SAVE_AGAIN)


def _cleaned(image: Image) -> Image:
    """The first frame of a picture: upright, no larger than a page needs, in L, RGB or RGBA of sRGB."""
    # Where nothing speaks against it, a JPEG is already decoded at a smaller scale.
    plain = image if image.mode in ("L", "RGB", "CMYK") and not image.has_transparency_data else _plain(image)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    coloured = _in_srgb(_turned(plain, image), image.info.get("icc_profile"))
    if coloured.mode != "RGBA":
        return coloured
    if coloured.getchannel("A").getextrema() == (255, 255):
        return coloured.convert("RGB")
    # What is wholly transparent keeps no colour: it may be what somebody hid.
    return coloured.convert("RGBa").convert("RGBA")


def _plain(image: Image) -> Image:
    """The same picture without a palette and with 8 bits for each colour."""
    image.load()
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        transparent = image.info.get("transparency")
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        if transparent is not None:
            image.info["transparency"] = transparent // 257
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _turned(picture: Image, source: Image) -> Image:
    """The picture as its source says that it is to be seen, if that says anything sensible."""
    from PIL.Image import Transpose

    try:
        orientation = source.getexif().get(ORIENTATION)
    except Exception:  # what is not as EXIF wants it is as good as none
        return picture
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[orientation]) if orientation in turns else picture


def _in_srgb(picture: Image, profile: bytes | None) -> Image:
    """The picture in the colours that a browser takes it to have; a profile that does not fit is ignored."""
    from PIL import ImageCms

    mode = picture.mode
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            picture = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGBA" if mode == "RGBA" else "RGB",
            )  # type: ignore[assignment]  # None only where the picture itself is changed
    return picture.convert("RGB" if mode == "CMYK" else mode)


def _written(picture: Image, kind: str) -> CleanPicture:
    """The bytes of a picture that was of a kind; nothing of the file that it came from is in them."""
    from PIL import Image

    # Pillow writes comments and profiles that a picture still has: so it gets a new one, of pixels alone.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if kind == "JPEG":
        return CleanPicture(_encoded(bare, "JPEG"), "jpg", *bare.size)
    png = _encoded(_with_palette(bare), "PNG")
    if len(png) > LARGE_PNG:
        lossy, ending = ("WEBP", "webp") if bare.mode == "RGBA" else ("JPEG", "jpg")
        data = _encoded(bare, lossy)
        if len(data) * TIMES_AS_LARGE < len(png):
            return CleanPicture(data, ending, *bare.size)
    return CleanPicture(png, "png", *bare.size)


def _with_palette(picture: Image) -> Image:
    """The picture with a palette, if it has few enough colours that none of them changes."""
    from PIL.Image import Dither

    colours = picture.getcolors(256) if picture.mode == "RGB" else None
    if not colours:
        return picture
    small = picture.quantize(len(colours), dither=Dither.NONE)
    return small if small.convert("RGB").tobytes() == picture.tobytes() else picture


def _encoded(picture: Image, kind: str) -> bytes:
    """The bytes of a picture; PNG makes no use of a quality."""
    out = io.BytesIO()
    picture.save(out, kind, quality=QUALITY, optimize=kind == "JPEG")
    return out.getvalue()
