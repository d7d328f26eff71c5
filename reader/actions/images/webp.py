"""Decodes a WebP at a smaller size with Pillow's decoder; Pillow itself decodes all pixels, four times each.

Only for the process that reads one image. The structures are those of ``webp/decode.h``, unchanged since 2012.
"""

import ctypes
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p

from PIL import Image

VERSION = 0x0200
"""Of the interface; only the first byte must be that of the decoder."""

RGBA = 1
"""The decoder's constant for four bytes a pixel."""


class _Features(Structure):
    _fields_ = (
        ("width", c_int), ("height", c_int), ("has_alpha", c_int), ("has_animation", c_int), ("format", c_int),
        ("pad", c_uint32 * 5),
    )  # fmt: skip


class _Pixels(Structure):
    _fields_ = (("rgba", POINTER(c_uint8)), ("stride", c_int), ("size", c_size_t))


class _Planes(Structure):
    _fields_ = (
        *((name, POINTER(c_uint8)) for name in "yuva"),
        *((f"{name}_stride", c_int) for name in "yuva"),
        *((f"{name}_size", c_size_t) for name in "yuva"),
    )


class _Either(ctypes.Union):
    _fields_ = (("pixels", _Pixels), ("planes", _Planes))


class _Output(Structure):
    _fields_ = (
        ("colorspace", c_int), ("width", c_int), ("height", c_int), ("is_external", c_int), ("buffer", _Either),
        ("pad", c_uint32 * 4), ("private", c_void_p),
    )  # fmt: skip


class _Options(Structure):
    _fields_ = (
        *(
            (name, c_int)
            for name in (
                "bypass_filtering", "no_fancy_upsampling", "use_cropping", "left", "top", "crop_width", "crop_height",
                "use_scaling", "scaled_width", "scaled_height", "use_threads", "dithering", "flip", "alpha_dithering",
            )
        ),
        ("pad", c_uint32 * 5),
    )  # fmt: skip


class _Config(Structure):
    _fields_ = (("input", _Features), ("output", _Output), ("options", _Options))


def read_small(data: bytes, size: tuple[int, int], wanted: tuple[int, int]) -> Image.Image | None:
    """Return an image of ``size`` scaled to at most twice the wanted pixels; None if that is not possible.

    It is not possible if it is animated, or the decoder cannot be loaded. Raises ValueError for a false header.
    """
    try:
        from PIL import _webp  # Pillow's module with the decoder

        library = ctypes.CDLL(_webp.__file__)  # finds the libraries that it is linked with, too
        begin, decode, free = (
            getattr(library, name)
            for name in ("WebPInitDecoderConfigInternal", "WebPDecode", "WebPFreeDecBuffer")
        )
        features = library.WebPGetFeaturesInternal
    except (ImportError, OSError, AttributeError):
        return None
    features.argtypes = (c_char_p, c_size_t, POINTER(_Features), c_int)
    decode.argtypes = (c_char_p, c_size_t, POINTER(_Config))
    config = _Config()
    if not begin(byref(config), VERSION):
        return None
    if features(data, len(data), byref(config.input), VERSION):
        raise ValueError("the image cannot be read")
    if config.input.has_animation:
        return None
    if (config.input.width, config.input.height) != size:
        raise ValueError("the image is not as large as it says")
    width, height = (min(side, 2 * most) for side, most in zip(size, wanted, strict=True))
    config.options.use_scaling, config.output.colorspace = 1, RGBA
    config.options.scaled_width, config.options.scaled_height = width, height
    if decode(data, len(data), byref(config)):
        raise ValueError("the image cannot be read")
    pixels = config.output.buffer.pixels
    rows = ctypes.string_at(pixels.rgba, pixels.stride * (height - 1) + 4 * width)
    free(byref(config.output))
    return Image.frombuffer("RGBA", (width, height), rows, "raw", "RGBA", pixels.stride, 1)
