"""The base is cheap to import: no numbers library, no spreadsheet library."""

import subprocess
import sys


def test_base_imports_nothing_heavy():
    modules = [
        "money",
        "number",
        "dates",
        "period",
        "clock",
        "uscc",
        "industry",
        "zone",
        "result",
        "currency",
        "width",
        "text",
        "vocabulary",
    ]
    program = "import sys\n" + "\n".join(f"import gaoxin.base.{name}" for name in modules)
    program += "\nprint(sorted({'polars', 'numpy', 'python_calamine', 'xlsxwriter'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
