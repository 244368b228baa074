"""Renew the vendored browser files: `python tools/vendor.py` (developers only; needs npm)."""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/gaoxin/frame/static/vendor"

PACKAGES = {
    "@fontsource-variable/inter": "5.3.0",
    "@tabler/core": "1.6.1",
    "@tabler/icons": "3.51.0",
    "echarts": "6.1.0",
    "esbuild": "0.28.2",
}

# Both languages are part of the core. A radar is drawn on polar axes: the radar chart draws a missing value as 0.
ECHARTS = """
import { use } from "echarts/core";
import { BarChart, LineChart, MapChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendPlainComponent, MarkLineComponent, PolarComponent, TooltipComponent }
  from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
use([BarChart, LineChart, MapChart, SankeyChart, AriaComponent, GridComponent, LegendPlainComponent,
  MarkLineComponent, PolarComponent, TooltipComponent, CanvasRenderer]);
export { init, registerMap } from "echarts/core";
"""

ICONS = """
alert-octagon alert-triangle api arrow-back-up arrow-left arrow-right bell building-community calendar check
chevron-down chevron-left chevron-right chevron-up circle-check circle-x clipboard-check clock coin columns copy
database device-mobile device-tv download edit external-link eye file-certificate file-diff file-spreadsheet
file-text filter fingerprint help-circle hierarchy history home info-circle key language layout-dashboard license
link list-check lock login logout map menu-2 message-report minus moon player-pause player-play plus printer qrcode
refresh report-analytics search selector send settings shield-check sort-ascending sort-descending star sun table
target timeline trash trending-down trending-up upload user users world x
"""

SOURCE_MAP = re.compile(r"\s*(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)\s*$")

MIT = """The MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
# Tabler's package carries no licence file; it says MIT and names these holders in the head of its style sheet.
TABLER = (
    "Copyright 2018-2026 The Tabler Authors; codecalm.net Paweł Kuna\n"
    "Contains Bootstrap, Copyright 2011-2026 The Bootstrap Authors (MIT)\n\n" + MIT
)

LICENCES = {
    "@fontsource-variable/inter": ("OFL-1.1", "inter.woff2", "LICENSE"),
    "@popperjs/core": ("MIT", "in tabler.min.js", "LICENSE.md"),
    "@tabler/core": ("MIT", "tabler.min.css, tabler.min.js", ""),
    "@tabler/icons": ("MIT", "icons.svg", "LICENSE"),
    "echarts": ("Apache-2.0", "echarts.min.js", "LICENSE"),
    "tslib": ("0BSD", "in echarts.min.js", "LICENSE.txt"),
    "zrender": ("BSD-3-Clause", "in echarts.min.js", "LICENSE"),
}


def run(work: Path, *command: str) -> None:
    """Run one command of the tool chain in the temporary folder."""
    program = shutil.which(command[0])
    if program is None:
        raise SystemExit(f"{command[0]} was not found: install Node.js 20 or newer and try again.")
    subprocess.run([program, *command[1:]], cwd=work, check=True)  # noqa: S603


def install(work: Path) -> Path:
    """Fetch the pinned packages and return their folder."""
    pinned = [f"{name}@{version}" for name, version in PACKAGES.items()]
    run(work, "npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *pinned)
    return work / "node_modules"


def copy_tabler(modules: Path) -> None:
    """Copy the kit without source-map comments, which name files that are not here."""
    for path in ("css/tabler.min.css", "js/tabler.min.js"):
        text = (modules / "@tabler/core/dist" / path).read_text(encoding="utf-8")
        (OUT / Path(path).name).write_text(SOURCE_MAP.sub("\n", text), encoding="utf-8")


def build_echarts(work: Path, modules: Path) -> None:
    """Bundle only the charts that charts.js draws."""
    (work / "echarts.js").write_text(ECHARTS, encoding="utf-8")
    banner = f"/*! Apache ECharts {PACKAGES['echarts']}, custom build, Apache-2.0; see LICENSES.txt */"
    options = ["--bundle", "--minify", "--format=iife", "--global-name=echarts", "--target=es2019"]
    quiet = ["--legal-comments=none", "--log-level=error", f"--banner:js={banner}"]
    target = f"--outfile={OUT / 'echarts.min.js'}"
    define = '--define:process.env.NODE_ENV="production"'
    run(work, str(modules / ".bin/esbuild"), "echarts.js", *options, *quiet, define, target)


def symbol(modules: Path, name: str) -> str:
    """One icon as a symbol of the sprite."""
    text = (modules / f"@tabler/icons/icons/outline/{name}.svg").read_text(encoding="utf-8")
    body = re.sub(r'^.*?<svg[^>]*>|</svg>.*$|<path stroke="none"[^>]*/>', "", text, flags=re.S)
    look = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{" ".join(body.split())}</symbol>'


def write_sprite(modules: Path) -> None:
    """Write all icons into one file."""
    symbols = "\n".join(symbol(modules, name) for name in ICONS.split())
    (OUT / "icons.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n', encoding="utf-8"
    )


def copy_font(modules: Path) -> None:
    """Copy the Latin part of the typeface; Chinese uses the system's own."""
    files = modules / "@fontsource-variable/inter/files"
    shutil.copyfile(files / "inter-latin-wght-normal.woff2", OUT / "inter.woff2")


def licence(modules: Path, name: str) -> str:
    """Name, version and licence text of one package."""
    spdx, used, path = LICENCES[name]
    version = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))["version"]
    text = (modules / name / path).read_text(encoding="utf-8") if path else TABLER
    notice = modules / name / "NOTICE"
    extra = "\n\n" + notice.read_text(encoding="utf-8") if notice.exists() else ""
    return f"{'=' * 80}\n{name} {version} — {spdx} — {used}\n{'=' * 80}\n\n{(text + extra).strip()}\n"


def write_licences(modules: Path) -> None:
    """Write what the packages ask to be passed on."""
    text = "\n".join(licence(modules, name) for name in LICENCES)
    (OUT / "LICENSES.txt").write_text(text.replace("\r\n", "\n"), encoding="utf-8")


def write_sums() -> None:
    """List the digests, so that `sha256sum -c SHA256SUMS` tells of any change."""
    paths = [path for path in sorted(OUT.iterdir()) if path.name != "SHA256SUMS"]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (OUT / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Fetch, build and write everything."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        modules = install(work)
        copy_tabler(modules)
        build_echarts(work, modules)
        write_sprite(modules)
        copy_font(modules)
        write_licences(modules)
    write_sums()


if __name__ == "__main__":
    main()
