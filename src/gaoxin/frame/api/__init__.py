"""What the interfaces of all scenes share: who asks, how answers and errors look, paging, writes done once."""
