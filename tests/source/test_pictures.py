"""Pictures as people have them, and what is published of them."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from generator.source.pictures import (
    LONGEST_SIDE,
    MOST_BYTES,
    MOST_PIXELS,
    CleanPicture,
    PictureFault,
    clean_picture,
)

#: Words that may not be in a published picture.
SECRET = "12 Victim Road"
SIGNATURES = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def clean(data: bytes, name: str) -> CleanPicture:
    picture = clean_picture(data, name)
    assert isinstance(picture, CleanPicture), picture
    assert clean_picture(data, name) == picture, "the same bytes in give the same bytes out"
    shown = Image.open(io.BytesIO(picture.data))
    assert shown.format == SIGNATURES[picture.ending] and shown.size == (picture.width, picture.height)
    assert max(shown.size) <= LONGEST_SIDE
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background"} | {
        "timestamp",
        "duration",
        "transparency",
    }, shown.info
    assert not shown.getexif() and not getattr(shown, "text", {})
    return picture


def fault(data: bytes, name: str) -> PictureFault:
    picture = clean_picture(data, name)
    assert isinstance(picture, PictureFault), picture
    return picture


def shown(data: bytes, name: str) -> Image.Image:
    return Image.open(io.BytesIO(clean(data, name).data)).convert("RGB")


def near(one: Any, other: Any, by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def quarters(mode: str = "RGB", size: int = 64) -> Image.Image:
    """Red, green above blue, white."""
    picture = Image.new("RGB", (size, size), "white")
    half = size // 2
    for colour, corner in (("#ff0000", (0, 0)), ("#00ff00", (half, 0)), ("#0000ff", (0, half))):
        picture.paste(colour, (*corner, corner[0] + half, corner[1] + half))
    return picture.convert(mode)


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(1).randbytes(3 * size[0] * size[1]))


def exif(orientation: int = 1) -> Image.Exif:
    fields = Image.Exif()
    fields[0x0112], fields[0x010E], fields[0x013B], fields[0x010F] = orientation, SECRET, SECRET, SECRET
    fields.get_ifd(0x8825).update({1: "N", 2: (52.0, 28.0, 1.0), 3: "W", 4: (1.0, 54.0, 1.0)})
    return fields


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("Description", SECRET, zip=True)
    return info


XMP = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.jpg",
            encoded(
                quarters(), "JPEG", exif=exif(), comment=SECRET, xmp=XMP, icc_profile=PROFILE, dpi=(9, 9)
            ),
        ),
        ("a.png", encoded(quarters(), "PNG", exif=exif(), pnginfo=texts(), icc_profile=PROFILE, dpi=(9, 9))),
        ("a.webp", encoded(quarters(), "WEBP", exif=exif(), xmp=XMP, icc_profile=PROFILE, lossless=True)),
        ("a.gif", encoded(quarters("P"), "GIF", comment=SECRET)),
    ],
)
@pytest.mark.parametrize("more", [b"", b"<script>alert(1)</script>" + SECRET.encode()])
def test_nothing_but_the_picture_goes_out(name: str, data: bytes, more: bytes) -> None:
    assert SECRET.encode() in data or name == "a.png"
    picture = clean(data + more, name)
    for word in (
        SECRET.encode(),
        b"script",
        b"Exif",
        b"ICC",
        b"iCCP",
        b"eXIf",
        b"tEXt",
        b"XMP",
        b"xmp",
        b"pHYs",
    ):
        assert word not in picture.data
    image = shown(data + more, name)
    assert near(image.getpixel((4, 4)), (255, 0, 0)) and near(image.getpixel((60, 60)), (255, 255, 255))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_turned_as_the_camera_was_held(kind: str, orientation: int) -> None:
    """The corner at which the red quarter stands, and the one of the green, by EXIF 2.32, 4.6.4."""
    corners = {1: "tl tr", 2: "tr tl", 3: "br bl", 4: "bl br", 5: "tl bl", 6: "tr br", 7: "br tr", 8: "bl tl"}
    places = {"tl": (8, 8), "tr": (56, 8), "bl": (8, 56), "br": (56, 56)}
    image = shown(encoded(quarters(), kind, exif=exif(orientation)), f"a.{kind.lower()}")
    red, green = (places[corner] for corner in corners[orientation].split())
    assert near(image.getpixel(red), (255, 0, 0), 12) and near(image.getpixel(green), (0, 255, 0), 12)


def test_a_picture_that_lies_is_turned_with_its_sides() -> None:
    picture = clean(encoded(Image.new("RGB", (300, 200)), "JPEG", exif=exif(6)), "a.jpg")
    assert (picture.width, picture.height) == (200, 300)


@pytest.mark.parametrize(
    "bytes_of_exif", [b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0nonsense" * 9]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_exif_that_nobody_can_read_harms_no_picture(kind: str, bytes_of_exif: bytes) -> None:
    clean(encoded(quarters(), kind, exif=bytes_of_exif), f"a.{kind.lower()}")


def test_a_photograph_of_a_phone_is_made_smaller() -> None:
    data = encoded(noise((504, 378)).resize((4032, 3024)), "JPEG", quality=100, exif=exif(6))
    picture = clean(data, "IMG_0001.JPG")
    assert (picture.width, picture.height, picture.ending) == (1500, 2000, "jpg")
    assert len(picture.data) < len(data) / 4


def test_of_several_pictures_in_one_file_the_first_goes_out() -> None:
    """As phones write them: the second may be a map of depth, or what was cut away."""
    data = encoded(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 64), "#123456")])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    picture = clean(data, "a.jpg")
    assert len(picture.data) < len(data) and picture.data.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize(("kind", "ending"), [("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")])
def test_of_a_film_the_first_frame_goes_out(kind: str, ending: str) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("#00ff00", "#0000ff")]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(quarters(), kind, save_all=True, append_images=frames, duration=100, **options)
    picture = clean(data, f"a.{ending}")
    assert picture.ending == "png" and getattr(Image.open(io.BytesIO(picture.data)), "n_frames", 1) == 1
    assert near(shown(data, f"a.{ending}").getpixel((4, 4)), (255, 0, 0))


def test_colours_for_printing_become_colours_of_a_screen() -> None:
    """Adobe writes them the other way round, and so does Pillow."""
    assert near(
        shown(encoded(quarters("CMYK"), "JPEG", quality=95), "a.jpg").getpixel((4, 4)), (255, 0, 0), 12
    )
    picture = Image.new("CMYK", (8, 8), (0, 0, 0, 255))
    assert near(shown(encoded(picture, "JPEG"), "a.jpg").getpixel((4, 4)), (0, 0, 0))


def test_the_colours_are_those_of_the_profile() -> None:
    """In a profile with red and blue exchanged, what is stored as blue is seen as red."""
    exchanged = bytearray(PROFILE)
    for tag, _ in ((b"rXYZ", 0), (b"bXYZ", 0)):
        assert exchanged.count(tag) == 1
    red, blue = exchanged.index(b"rXYZ"), exchanged.index(b"bXYZ")
    exchanged[red : red + 4], exchanged[blue : blue + 4] = b"bXYZ", b"rXYZ"
    for mode in ("RGB", "RGBA", "P"):
        data = encoded(Image.new("RGB", (8, 8), "#0000ff").convert(mode), "PNG", icc_profile=bytes(exchanged))
        assert near(shown(data, "a.png").getpixel((4, 4)), (255, 0, 0)), mode
    for wrong in (b"nonsense", PROFILE[:200]):
        data = encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 255)), "JPEG", icc_profile=wrong)
        assert near(shown(data, "a.jpg").getpixel((4, 4)), (0, 0, 0))
    assert near(
        shown(encoded(Image.new("L", (8, 8), 90), "PNG", icc_profile=PROFILE), "a.png").getpixel((4, 4)),
        [90] * 3,
    )


def png(width: int, height: int, bits: int, colour: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of chunks, which Pillow would not write."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    pieces = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*piece) for piece in pieces)


SIXTEEN = {
    "grey": (png(2, 1, 16, 0, b"\0\x40\x00\xff\xff"), (64, 64, 64)),
    "grey, white as transparent": (
        png(2, 1, 16, 0, b"\0\x40\x00\xff\xff", (b"tRNS", b"\xff\xff")),
        (64, 64, 64),
    ),
    "colours": (png(2, 1, 16, 2, b"\0\x40\0\x80\0\xc0\0\xff\xff\xff\xff\xff\xff"), (64, 128, 192)),
    "colours, white as transparent": (
        png(2, 1, 16, 2, b"\0\x40\0\x80\0\xc0\0\xff\xff\xff\xff\xff\xff", (b"tRNS", b"\xff" * 6)),
        (64, 128, 192),
    ),
    "grey with transparency": (png(2, 1, 16, 4, b"\0\x40\0\xff\xff\xff\xff\0\0"), (64, 64, 64)),
    "colours with transparency": (
        png(2, 1, 16, 6, b"\0\x40\0\x80\0\xc0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0"),
        (64, 128, 192),
    ),
}


@pytest.mark.parametrize("what", SIXTEEN)
def test_sixteen_bits_become_eight(what: str) -> None:
    data, colour = SIXTEEN[what]
    assert near(shown(data, "a.png").getpixel((0, 0)), colour, 1)
    if "transparen" in what:
        alpha = Image.open(io.BytesIO(clean(data, "a.png").data)).getchannel("A")
        assert [alpha.getpixel((x, 0)) for x in (0, 1)] == [255, 0]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_way_to_keep_colours(mode: str) -> None:
    picture = quarters("L").convert(mode) if mode in ("1", "L", "LA") else quarters(mode)
    before = picture.convert("RGB").getpixel((60, 60))
    data = encoded(picture, "PNG")
    assert near(shown(data, "a.png").getpixel((60, 60)), before)
    assert len(clean(data, "a.png").data) < len(data) + 500


def test_what_is_transparent_keeps_no_colour() -> None:
    """A picture of a letter whose name was rubbed out holds the name still."""
    picture = quarters("RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    picture.putpixel((0, 0), (1, 2, 3, 255))
    cleaned = Image.open(io.BytesIO(clean(encoded(picture, "PNG"), "a.png").data))
    assert cleaned.mode == "RGBA" and {colour for _, colour in cleaned.getcolors() or ()} == {
        (0, 0, 0, 0),
        (1, 2, 3, 255),
    }
    assert Image.open(io.BytesIO(clean(encoded(quarters("RGBA"), "PNG"), "a.png").data)).mode != "RGBA"
    palette = quarters("P")
    data = encoded(palette, "PNG", transparency=palette.getpixel((60, 60)))
    assert Image.open(io.BytesIO(clean(data, "a.png").data)).getpixel((60, 60)) == (0, 0, 0, 0)


def test_a_drawing_stays_as_it_is_and_a_photograph_becomes_one() -> None:
    screen = Image.new("P", (1900, 1400))
    screen.putpalette([value for colour in ((255, 255, 255), (20, 40, 60), (200, 0, 0)) for value in colour])
    for position in range(0, 1900, 7):
        screen.paste(1 + position % 2, (position, 0, position + 2, position % 1400))
    data = encoded(screen, "PNG")
    picture = clean(data, "a.png")
    assert picture.ending == "png" and len(picture.data) < 1.2 * len(data)
    assert shown(data, "a.png").tobytes() == screen.convert("RGB").tobytes()
    photograph = noise((60, 45)).resize((720, 540), Image.Resampling.BICUBIC)
    photograph = Image.blend(photograph, noise((720, 540)), 0.06)
    assert clean(encoded(photograph, "PNG"), "a.png").ending == "jpg"
    assert clean(encoded(photograph, "WEBP", quality=80), "a.webp").ending == "jpg"
    photograph.putalpha(Image.linear_gradient("L").resize(photograph.size))
    assert clean(encoded(photograph, "PNG"), "a.png").ending == "webp"


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")]
)
def test_a_single_pixel_is_a_picture(kind: str, ending: str) -> None:
    picture = clean(encoded(Image.new("RGB", (1, 1)), kind), f"a.{ending}")
    assert (picture.width, picture.height) == (1, 1)


def test_a_strip_keeps_a_pixel_of_height() -> None:
    picture = clean(encoded(Image.new("RGB", (9000, 2)), "PNG"), "a.png")
    assert (picture.width, picture.height) == (2000, 1)


@pytest.mark.parametrize("name", ["a.jpeg", "a.JPG", "a.jfif", "a.b.jpg", "two words.jpg", "tŷ.jpg"])
def test_the_endings_of_a_jpeg(name: str) -> None:
    assert clean(encoded(quarters(), "JPEG"), name).ending == "jpg"


@pytest.mark.parametrize(
    ("name", "kind", "words", "mend"),
    [
        ("a.png", "JPEG", "is a JPEG picture, but its name ends in .png.", ".jpg"),
        ("a.jpg", "PNG", "is a PNG picture, but its name ends in .jpg.", ".png"),
        ("evil.js", "GIF", "is a GIF picture, but its name ends in .js.", ".gif"),
        ("a.svg", "WEBP", "is a WEBP picture, but its name ends in .svg.", ".webp"),
        ("a", "PNG", "is a PNG picture, but its name has no ending.", ".png"),
        ("png", "PNG", "is a PNG picture, but its name has no ending.", ".png"),
    ],
)
def test_an_ending_that_says_something_else(name: str, kind: str, words: str, mend: str) -> None:
    told = fault(encoded(quarters(), kind), name)
    assert told.message == words and mend in told.hint


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99
OTHERS = {
    "HEIC": HEIC,
    "AVIF": encoded(quarters(), "AVIF"),
    "TIFF": encoded(quarters(), "TIFF"),
    "BMP": encoded(quarters(), "BMP"),
    "SVG": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "PDF": encoded(quarters(), "PDF"),
    "film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42",
    "Word": b"PK\3\4" + b"\0" * 99,
    "no picture": b"alert(1)",
    "empty": b"",
}


@pytest.mark.parametrize("what", OTHERS)
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "evil.js"])
def test_what_is_no_picture_for_a_page(what: str, name: str) -> None:
    told = fault(OTHERS[what], name)
    assert what in told.message and ("JPEG" in told.hint or what == "film")


TOO_LARGE: dict[str, Callable[[], bytes]] = {
    "a.png": lambda: png(100_000, 100_000, 1, 0, b""),
    "b.png": lambda: png(8000, MOST_PIXELS["PNG"] // 8000 + 1, 8, 6, b""),
    "a.gif": lambda: b"GIF89a" + struct.pack("<HH", 65535, 65535) + encoded(quarters("P"), "GIF")[10:],
    "a.jpg": lambda: encoded(Image.new("L", (10_001, 10_000)), "JPEG"),
    "a.webp": lambda: encoded(Image.new("RGB", (16_383, 2500)), "WEBP", lossless=True, method=0),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_picture_with_too_many_pixels_is_not_decoded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = TOO_LARGE[name]()
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    told = fault(data, name)
    assert "too many pixels" in told.message and "2,000" in told.hint


def test_a_file_with_too_many_bytes_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.Image.open", lambda *_, **__: pytest.fail("opened"))
    assert "50 MB" in fault(bytes(MOST_BYTES + 1), "a.png").message


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")]
)
def test_a_picture_that_is_cut_short_or_damaged_raises_nothing(
    kind: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as the PDF engine does in its process
    data = encoded(noise((60, 60)), kind)
    assert "cannot be read" in fault(data[: len(data) // 2], f"a.{ending}").message
    generator = random.Random(2)
    for _ in range(200):
        damaged = bytearray(data)
        for _ in range(generator.randrange(1, 9)):
            damaged[generator.randrange(len(data))] = generator.randrange(256)
        assert clean_picture(bytes(damaged[: generator.randrange(len(data))]), f"a.{ending}")
        assert clean_picture(bytes(damaged), f"a.{ending}")


def test_a_png_without_width_or_height_is_none() -> None:
    for width, height in ((0, 1), (1, 0), (0, 0)):
        assert "can be read" in fault(png(width, height, 8, 0, b""), "a.png").message


def test_a_text_that_would_fill_the_memory_harms_nothing() -> None:
    text = b"Comment\0\0" + zlib.compress(bytes(200_000_000))
    told = clean_picture(png(1, 1, 8, 0, b"\0\0", (b"zTXt", text)), "a.png")
    assert isinstance(told, PictureFault | CleanPicture)
