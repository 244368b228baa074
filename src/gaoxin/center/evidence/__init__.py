"""What is held of firms: values with their source, in valid and recorded time."""
