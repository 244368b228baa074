"""`python -m gaoxin.cli`, where the command itself is not on the path."""

from gaoxin.cli import main

main()
