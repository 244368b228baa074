"""The process that does long work: takes jobs off the queue; what a killed worker left is taken up again."""

import os


def main() -> None:
    """Hand back what a worker that died was doing, then work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoxin.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from gaoxin.center.jobs import hand_back, worker_name

    hand_back()
    call_command("db_worker", interval=0.5, startup_delay=False, queue_name="*", worker_id=worker_name())


if __name__ == "__main__":
    main()
