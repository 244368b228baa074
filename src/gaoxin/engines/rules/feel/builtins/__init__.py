"""The built-in functions of clause 10.3.4, one module for each family."""
