"""A cluster, a dataset with every kind of wrong row, and what one machine says of it."""

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from gaoxin.center.demo.firms import firms
from gaoxin.center.demo.sheet import sheet
from gaoxin.center.library import open_library
from gaoxin.center.matching import match, table
from gaoxin.engines.rules.cluster.errors import ClusterError
from gaoxin.engines.rules.cluster.java import check_parts
from tests.cluster.standalone import Standalone

FIRMS, GROUP = 1800, 150


@dataclass(frozen=True)
class Local:
    """A dataset in one file, and the lines and wrong rows that one machine makes of it."""

    dataset: Path
    frame: pl.DataFrame
    lines: pl.DataFrame
    wrong: pl.DataFrame
    rows: list[int]


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Local:
    frame = sheet(firms(FIRMS)).frame
    path = tmp_path_factory.mktemp("data") / "firms.parquet"
    frame.write_parquet(path, row_group_size=GROUP)
    done = match(path, open_library(["demo"]), dt.date(2026, 6, 1))
    return Local(path, frame, table(done), done.sheet.error_table, list(done.sheet.wrong_rows))


@pytest.fixture(scope="session")
def needs_spark() -> None:
    """Skip where Spark cannot run; fail there under `make test-cluster`, which promises that it can."""
    try:
        check_parts()
    except ClusterError as error:
        (pytest.fail if os.environ.get("GAOXIN_CLUSTER") == "required" else pytest.skip)(error.text.en)


@pytest.fixture(scope="session")
def cluster(needs_spark: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standalone]:
    started = Standalone(tmp_path_factory.mktemp("spark"))
    yield started
    started.stop()
