"""What all scenes share: the manifest, pages, tables, forms, the shell around them."""
