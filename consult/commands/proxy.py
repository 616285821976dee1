"""Reads what stands before the program (nginx), and says where it would write someone down or pass an address on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from consult.errors import BadText

# An address, of whoever comes or of whatever stood before.
_ADDRESS = re.compile(
    r"\$(binary_)?remote_(addr|port)|\$proxy_(add_x_forwarded_for|protocol_addr)|\$realip_\w+|\$http_(x_|forwarded)\w*"
)
MUST_BE_EMPTY = ("x-forwarded-for", "x-real-ip", "forwarded")
_TOKEN = re.compile(r"""#[^\n]*|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([;{}])|((?:\$\{\w+\}|[^\s;{}"'#])+)""")
_SIZE = re.compile(r"(\d+)([kmg]?)", re.IGNORECASE)
_TIMES = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}
# nginx's own, where nothing is said.
_BODY_SIZES = (("client_max_body_size", "1m"), ("client_body_buffer_size", "8k"))
_NO_LIMIT = 0


@dataclass(frozen=True, slots=True)
class Directive:
    """One line of a configuration, with the lines of its block; `told` is what holds where it stands."""

    name: str
    values: tuple[str, ...]
    inside: tuple["Directive", ...] = ()
    told: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


def read(file: Path) -> tuple[Directive, ...]:
    """Read a configuration, whole: `nginx.conf`, or what `nginx -T` prints. BadText when it is none."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadText("The proxy's configuration can not be read. Give what nginx -T prints.") from None
    tokens = [found.group(0) for found in _TOKEN.finditer(text) if not found.group(0).startswith("#")]
    found, rest = _block(tokens, {})
    if rest or not any(one.name == "http" for one in found):
        raise BadText("This is no whole configuration of nginx. Give what nginx -T prints.")
    return found


def faults(config: Sequence[Directive]) -> Iterator[str]:
    """Give a sentence for each place that writes down or passes on what it must not."""
    for one in _all(config):
        yield from _written(one)
        if one.name == "proxy_pass":
            yield from _passed_on(one)


def server_names(config: Sequence[Directive]) -> tuple[str, ...]:
    """Give every name the proxy answers to, once."""
    listed = (name for one in _all(config) if one.name == "server_name" for name in one.values)
    return tuple(dict.fromkeys(name for name in listed if name != "_"))


def _written(one: Directive) -> Iterator[str]:
    if one.name == "http" and ("off",) not in _own(one, "access_log"):
        yield "The proxy writes an access log unless http { } says: access_log off;"
    if one.name == "access_log" and one.values != ("off",):
        yield f"The proxy writes down who comes: access_log {' '.join(one.values)}. Set: access_log off;"
    if one.name == "error_log" and one.values[-1:] != ("emerg",) and one.values[:1] != ("/dev/null",):
        yield f"This log names addresses: error_log {' '.join(one.values)}. Set: error_log stderr emerg;"
    if one.name in {"proxy_store", "proxy_cache", "client_body_in_file_only", "mirror"} and one.values != ("off",):
        yield f"The proxy keeps or copies what passes: {one.name}. Take it out."
    if one.name in {"limit_req_zone", "limit_conn_zone"} and _ADDRESS.search(one.values[0]):
        yield f"{one.name} remembers addresses, and slows a shelter where all share one. Take it out."


def _passed_on(one: Directive) -> Iterator[str]:
    headers = {name.lower(): value for name, value in _said(one, "proxy_set_header")}
    for name, value in headers.items():
        if _ADDRESS.search(value):
            yield f'The proxy passes an address on: {name}. Set: proxy_set_header {name} "";'
    for name in MUST_BE_EMPTY:
        if headers.get(name) is None:
            yield f'The proxy passes {name} on as it came. Set: proxy_set_header {name} "";'
    whole = ("off",) in one.told.get("proxy_buffering", ()) or ("0",) in one.told.get("proxy_max_temp_file_size", ())
    if not whole:
        yield "The proxy may write what the program answers to its disk. Set: proxy_max_temp_file_size 0;"
    most, held = (_bytes(one, name, usual) for name, usual in _BODY_SIZES)
    if most > held or most == _NO_LIMIT:
        yield "The proxy may write what is sent to its disk. Set client_body_buffer_size as client_max_body_size."


def _bytes(one: Directive, name: str, usual: str) -> int:
    told = one.told.get(name, ((usual,),))[-1]
    found = _SIZE.fullmatch(told[0]) or _SIZE.fullmatch(usual)
    return int(found[1]) * _TIMES[found[2].lower()] if found else 0


def _said(one: Directive, name: str) -> Iterator[tuple[str, str]]:
    yield from ((values[0], values[1]) for values in one.told.get(name, ()) if len(values) > 1)


def _own(one: Directive, name: str) -> list[tuple[str, ...]]:
    return [inner.values for inner in one.inside if inner.name == name]


def _all(config: Sequence[Directive]) -> Iterator[Directive]:
    for one in config:
        yield one
        yield from _all(one.inside)


def _block(
    tokens: Sequence[str], told: Mapping[str, tuple[tuple[str, ...], ...]]
) -> tuple[tuple[Directive, ...], Sequence[str]]:
    """Read lines up to the end of a block. What a block says of one name takes the place of what was said around it."""
    lines: list[tuple[str, tuple[str, ...], Sequence[str] | None]] = []
    words: list[str] = []
    while tokens:
        sign, tokens = tokens[0], tokens[1:]
        if sign == "}":
            break
        if sign == ";":
            lines += [(words[0], tuple(words[1:]), None)] if words else []
            words = []
        elif sign == "{":
            within, tokens = _cut(tokens)
            lines += [(words[0], tuple(words[1:]), within)] if words else []
            words = []
        else:
            words.append(sign.strip("\"'") if sign[:1] in "\"'" else sign)
    here = dict(told)
    for name in {name for name, _, within in lines if within is None}:
        here[name] = tuple(values for other, values, within in lines if other == name and within is None)
    return tuple(
        Directive(name, values, _block(within, here)[0] if within is not None else (), here)
        for name, values, within in lines
    ), tokens


def _cut(tokens: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Cut a block's own tokens from what follows its end."""
    depth = 1
    for at, sign in enumerate(tokens):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return tokens[:at], tokens[at + 1 :]
    raise BadText("A block of the proxy's configuration has no end.")
