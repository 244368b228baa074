"""Faults that people can mend end in one line and exit code 2, never in a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gaoxin.base.text import Text
from gaoxin.cli.say import refuse


@contextmanager
def guarded() -> Iterator[None]:
    """Tell the faults of packs, sheets and files as one line."""
    from gaoxin.base.result import Refused
    from gaoxin.engines.packs.read import PackError
    from gaoxin.engines.rules.guided import AuthoringError
    from gaoxin.engines.sheets import SheetError

    try:
        yield
    except (PackError, AuthoringError) as error:
        refuse(error.text, error.where)
    except SheetError as error:
        refuse(error.text)
    except Refused as error:
        refuse(error.message)
    except FileNotFoundError as error:
        refuse(Text("找不到这个文件", "no such file"), str(error.filename))
    except (PermissionError, IsADirectoryError) as error:
        refuse(Text("没有读写这个文件的权限，或它是目录", "cannot read or write here"), str(error.filename))
    except BrokenPipeError:
        raise  # the reader of our output has left, as `head` does; click ends quietly
    except OSError as error:
        reason = error.strerror or str(error)
        refuse(
            Text(
                f"读写失败：{reason}；请检查磁盘空间", f"reading or writing failed: {reason}; check the disk"
            )
        )
