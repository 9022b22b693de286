#!/usr/bin/env python3
"""Makes the image files of this folder that the tests cannot write themselves (Debian: python3-pil).

Every file shows the same 48×32 picture, so that one test can judge them all:
top left black, top right red, bottom left blue, bottom right white.
"""
import pathlib
from PIL import Image

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 48, 32


def picture():
    image = Image.new("RGB", (WIDTH, HEIGHT), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, WIDTH // 2, HEIGHT // 2))
    image.paste((255, 0, 0), (WIDTH // 2, 0, WIDTH, HEIGHT // 2))
    image.paste((0, 0, 255), (0, HEIGHT // 2, WIDTH // 2, HEIGHT))
    return image


def save(image, name, **options):
    image.save(HERE / name, **options)


rgb = picture()
grey = rgb.convert("L")
save(rgb, "rgb.jpg", quality=95, subsampling=0)
save(rgb, "progressive.jpg", quality=95, subsampling=0, progressive=True)
save(grey, "grey.jpg", quality=95)
save(rgb.convert("CMYK"), "cmyk.jpg", quality=95)  # written as Adobe does: inverted

# Stored so that a viewer that obeys the tag shows the picture above.
UNDO = {
    1: None, 2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM,
    5: Image.TRANSPOSE, 6: Image.ROTATE_90, 7: Image.TRANSVERSE, 8: Image.ROTATE_270,
}
for orientation, undo in UNDO.items():
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = grey if undo is None else grey.transpose(undo)
    save(stored, f"exif{orientation}.jpg", quality=95, exif=exif)
    if orientation in (3, 5, 8):
        stored = rgb if undo is None else rgb.transpose(undo)
        save(stored, f"turned{orientation}.tif", compression="tiff_lzw", tiffinfo={0x0112: orientation})

save(rgb, "lossy.webp", quality=95)
save(rgb, "lossless.webp", lossless=True)
save(rgb.convert("RGBA"), "extended.webp", lossless=True, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
white = Image.new("RGB", (WIDTH, HEIGHT), (255, 255, 255))
save(rgb, "animated.webp", save_all=True, append_images=[white], lossless=True)
save(rgb.quantize(4), "still.gif")
save(rgb.quantize(4), "animated.gif", save_all=True, append_images=[white.quantize(4)], duration=100)
save(rgb, "rgb.jp2", irreversible=False)
save(grey, "grey.jp2", irreversible=False)
save(rgb.quantize(4), "palette.png")

for name, mode, compression in [
    ("lzw.tif", "RGB", "tiff_lzw"), ("deflate.tif", "L", "tiff_adobe_deflate"), ("packbits.tif", "L", "packbits"),
    ("jpeg.tif", "RGB", "jpeg"),
]:
    save(rgb.convert(mode), name, compression=compression)
save(rgb.convert("CMYK"), "cmyk.tif", compression="tiff_lzw")
save(grey.point(lambda v: 255 if v > 128 else 0).convert("1"), "fax.tif", compression="group4")
