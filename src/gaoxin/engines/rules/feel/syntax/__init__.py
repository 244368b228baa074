"""From text to tree: a hand-written lexer and a recursive descent, one module for each family of forms."""
