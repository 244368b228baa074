"""Run all benchmarks and print their tables."""

from benchmarks import claims, sheet
from benchmarks.rules import report

if __name__ == "__main__":
    print(report.table())
    print()
    print(sheet.table())
    print()
    print(claims.table())
