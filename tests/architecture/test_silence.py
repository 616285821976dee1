"""Nothing here can send a mail, a text or a request: no module for it is ever imported."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SENDERS = frozenset(
    [
        "smtplib",
        "email",
        "imaplib",
        "poplib",
        "nntplib",
        "telnetlib",
        "ftplib",
        "xmlrpc",
        "http.client",
        "urllib.request",
        "urllib3",
        "requests",
        "httpx",
        "aiohttp",
        "websocket",
        "websockets",
        "twilio",
        "vonage",
        "messagebird",
        "sendgrid",
        "mailgun",
        "postmarker",
        "boto3",
        "botocore",
        "slack_sdk",
        "telegram",
        "discord",
        "sentry_sdk",
        "rollbar",
        "bugsnag",
        "newrelic",
        "ddtrace",
        "opentelemetry",
        "segment",
        "mixpanel",
        "posthog",
        "paramiko",
        "aiosmtplib",
        "socket",
    ]
)


def _program() -> list[Path]:
    return [ROOT / "app.py", *(ROOT / "consult").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in {"import_module", "__import__"}:
                yield str(node.args[0].value)


def senders(source: str) -> set[str]:
    """Give what this source imports to send with."""
    return {name for name in _imported(source) if name in SENDERS or name.split(".")[0] in SENDERS}


@pytest.mark.requirement("ROUND-08")
def test_no_module_of_the_program_can_send_anything():
    """Fails when any module imports a mail, text, chat or HTTP client, an error reporter or a bare socket."""
    found = {str(file.relative_to(ROOT)): senders(file.read_text(encoding="utf-8")) for file in _program()}

    assert {name: sent for name, sent in found.items() if sent} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import smtplib",
        "from email.message import EmailMessage",
        "import urllib.request as web",
        "from urllib import request",
        "import importlib\nimportlib.import_module('requests')",
        "from http import client",
    ],
)
def test_a_sender_is_seen(source: str):
    """Fails when the rule above would let one of these pass."""
    assert senders(source)
