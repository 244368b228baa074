"""Run all benchmarks and print their tables."""

from benchmarks.rules import report

if __name__ == "__main__":
    print(report.table())
