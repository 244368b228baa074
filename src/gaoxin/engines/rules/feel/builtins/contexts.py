"""Context functions (clause 10.3.4.7)."""

from gaoxin.engines.rules.feel.builtins.registry import builtin
from gaoxin.engines.rules.feel.errors import Failure
from gaoxin.engines.rules.feel.values import Value, one


@builtin("get value(m: context, key: string)", opaque=True)
def get_value(context: dict[str, Value], key: str) -> Value:
    """The value of an entry."""
    if key not in context:
        raise Failure(f"there is no entry {key!r}")
    return context[key]


@builtin("get value(m: context, key: list)", opaque=True)
def get_nested_value(context: dict[str, Value], keys: list[Value]) -> Value:
    """The value at the end of a path of keys."""
    value: Value = context
    for key in keys:
        if not isinstance(value, dict) or not isinstance(key, str) or key not in value:
            raise Failure(f"there is no entry {key!r}")
        value = value[key]
    return value


@builtin("get entries(m: context)", opaque=True)
def get_entries(context: dict[str, Value]) -> list[Value]:
    """The entries as contexts of key and value."""
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context(entries: list)", opaque=True)
def context_from(entries: list[Value]) -> dict[str, Value]:
    """A context from entries of key and value; no key may come twice."""
    found: dict[str, Value] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or "value" not in entry:
            raise Failure("an entry is a context with a key and a value")
        if entry["key"] in found:
            raise Failure(f"the key {entry['key']!r} comes twice")
        found[entry["key"]] = entry["value"]
    return found


@builtin("context put(context: context, key: string, value: Any)", opaque=True)
def context_put(context: dict[str, Value], key: str, value: Value) -> dict[str, Value]:
    """The context with one entry added or replaced."""
    return {**context, key: value}


@builtin("context put(context: context, keys: list, value: Any)", opaque=True)
def context_put_nested(context: dict[str, Value], keys: list[Value], value: Value) -> dict[str, Value]:
    """The context with the entry at the end of a path of keys added or replaced."""
    if not keys or not isinstance(keys[0], str):
        raise Failure("the keys are a list of strings, not empty")
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = context.get(keys[0])
    if not isinstance(inner, dict):
        raise Failure(f"the entry {keys[0]!r} is no context")
    return {**context, keys[0]: context_put_nested(inner, keys[1:], value)}


@builtin("context merge(contexts: list)", opaque=True)
def context_merge(contexts: list[Value]) -> dict[str, Value]:
    """The entries of all contexts; later ones win."""
    merged: dict[str, Value] = {}
    for each in contexts:
        if not isinstance(each, dict):
            raise Failure(f"{one(each)} stands where a context is expected")
        merged |= each
    return merged
