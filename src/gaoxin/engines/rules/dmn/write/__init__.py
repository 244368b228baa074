"""Writing decision models: elements as XML, a layout for diagrams, and policies as models."""

from gaoxin.engines.rules.dmn.write.document import Version, write_definitions

__all__ = ["Version", "write_definitions"]
