"""Figures read from bulletins: clean · lines · numeral · quantity · when · clause · subject · indicator · claim."""
