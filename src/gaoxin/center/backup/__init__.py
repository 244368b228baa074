"""The whole of a deployment in one file, taken while it runs, and put back."""
