"""The DMN technology compatibility kit, where it lies beside the repository."""

from pathlib import Path

import pytest

from gaoxin.engines.rules.dmn import tck

KIT = Path(__file__).parents[3] / "shared" / "dmn-tck"
FOLDERS = sorted(folder for level in tck.LEVELS for folder in (KIT / level).glob("*") if folder.is_dir())
NOT_RUN = {"0076-feel-external-java": "functions in Java are not run; they give null and a reason"}

if not FOLDERS:
    pytest.skip(f"the kit is not at {KIT}", allow_module_level=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_folder(folder):
    outcomes = tck.run_folder(folder)
    assert outcomes
    assert all(each.told for each in outcomes), "a null without a reason"
    if folder.name in NOT_RUN:
        assert all("not supported" in each.found for each in outcomes if not each.passed)
    else:
        assert [each for each in outcomes if not each.passed] == []
