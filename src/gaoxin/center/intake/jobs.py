"""Imports as jobs of the worker."""

from django_tasks import task

from gaoxin.center.intake.work import recover, work_off


@task()
def import_job(batch: int) -> None:
    """Do what the batch waits for."""
    work_off(batch)


def recover_imports() -> None:
    """Mark imports whose process died; for `gaoxin tick`."""
    recover()
