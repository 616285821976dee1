"""The doctor: telling names are refused, open folders, old copies and money that does not balance are found."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import delete
from sqlmodel import select
from typer.testing import CliRunner

from consult import cli
from consult.commands import checks, host_names
from consult.commands.checks import Mark
from consult.house import settle
from consult.money.tables import Honorarium
from tests import factories

CONVENOR = "TESS. TESS is a group of services across Nova Scotia. YWCA Halifax runs it."


def marks(seen):
    return {one.mark for one in seen}


def said(seen, mark=Mark.FIX):
    return "\n".join(one.said for one in seen if one.mark is mark)


def with_settings(house, **changed):
    from dataclasses import replace

    return replace(house, settings=house.settings.model_copy(update=changed))


def certificate(file, clock, *hosts, organisation="A group", days=90):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, hosts[0]), x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)]
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.requirement("SAFE-05")
@pytest.mark.parametrize(
    "name",
    [
        "survivors.example.ca",
        "anti-trafficking.example.ca",
        "sex-work.example.ca",
        "consult.example.ca",
        "ns-advisory.example.ca",
        "HONORARIA.example.ca",
        "ywcahalifax.ca",
        "feedback.tess-ns.ca",
        "violences.example.ca",
        "traite.example.ca",
        "h\u00e9bergement.example.ca",
        "h\u00e9bergement.example.ca".encode("idna").decode(),
    ],
)
def test_a_name_that_says_what_this_is_is_told(name):
    """Fails when a stem, a whole word, a convenor's short name or an accent gets past."""
    assert host_names.telling(name, CONVENOR)


@pytest.mark.requirement("SAFE-05")
@pytest.mark.parametrize(
    "name",
    [
        "feedback.example.ca",
        "avis.example.ca",
        "therapeutic.example.ca",
        "syllabus.example.ca",
        "retraite.example.ca",
        "localhost",
        "10.0.0.1",
        "essex.example.ca",
        "",
    ],
)
def test_a_neutral_name_may_stay(name):
    """Fails when words are looked for inside others, and good names are refused."""
    assert host_names.telling(name, CONVENOR) == []


@pytest.mark.requirement("SAFE-05")
def test_every_name_in_a_certificate_is_looked_at(house, clock, tmp_path):
    """Fails when only the first name is read: one certificate for two hosts shows both to everyone."""
    good = certificate(tmp_path / "good.pem", clock, "feedback.example.ca")
    shared = certificate(tmp_path / "shared.pem", clock, "feedback.example.ca", "survivors.example.ca")
    owned = certificate(tmp_path / "owned.pem", clock, "feedback.example.ca", organisation="Anti-Trafficking Project")

    assert marks(checks.names(house, [good])) == {Mark.WELL}
    assert "survivors.example.ca" in said(checks.names(house, [shared]))
    assert "Anti-Trafficking Project" in said(checks.names(house, [owned]))


def test_a_certificate_that_ends_or_is_none_is_told(house, clock, tmp_path):
    """Fails when a file that is no certificate ends in a traceback, or an end comes unsaid."""
    ending = certificate(tmp_path / "ending.pem", clock, "feedback.example.ca", days=3)
    (tmp_path / "none.pem").write_text("nothing")

    assert "3 days left" in said(checks.names(house, [ending]))
    assert "no certificate" in said(checks.names(house, [tmp_path / "none.pem"]))
    assert "no certificate" in said(checks.names(house, [tmp_path / "not-there.pem"]))


def test_a_folder_that_others_may_read_is_told(house):
    """Fails when the keyring or a file in an open folder is not looked at."""
    before = marks(checks.folders(house.settings))
    house.settings.keyring_folder.chmod(0o750)
    after = said(checks.folders(house.settings))

    assert before == {Mark.WELL}
    assert str(house.settings.keyring_folder) in after


def test_keys_among_the_copies_are_told(house):
    """Fails when a keyring inside the backup folder passes: a key in a copy outlives its box."""
    inside = with_settings(house, keyring=house.settings.backup_folder / "keys")

    assert "can not be destroyed" in said(checks.folders(inside.settings))


def test_an_address_without_tls_is_told(house):
    """Fails when a public site over plain http passes."""
    assert "https" in said(checks.settings(with_settings(house, site_address="http://feedback.example.ca").settings))
    told = with_settings(house, site_address="https://feedback.example.ca", contact="Kim", outside_contact="Lee")
    assert said(checks.settings(told.settings)) == ""


@pytest.mark.requirement("OPS-04")
def test_nobody_to_ask_is_told(house):
    """Fails when a house without someone to ask, inside or outside the partnership, passes."""
    nobody = with_settings(house, contact="", outside_contact="")
    inside = with_settings(house, contact="Kim", outside_contact="")

    assert said(checks.settings(nobody.settings)).count("nobody is. Set CONSULT_") == 2
    assert said(checks.settings(inside.settings)).endswith("Set CONSULT_OUTSIDE_CONTACT.")


RECIPE = Path(__file__).parents[2] / "docs/running/nginx.conf"


def test_the_proxy_that_ships_is_read_and_passes(house):
    """Fails when the shipped recipe is found to write someone down, or a real one is not asked for."""
    public = with_settings(house, site_address="https://feedback.example.ca")

    assert marks(checks.the_proxy(house, RECIPE)) == {Mark.WELL}
    assert [one.mark for one in checks.the_proxy(public, None)] == [Mark.LOOK]
    assert list(checks.the_proxy(house, None)) == []


@pytest.mark.requirement("SAFE-10")
@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("access_log off;", "", "writes an access log unless"),
        ("access_log off;", "access_log off;\n access_log /var/log/nginx/a.log;", "access_log /var/log/nginx/a.log"),
        ("server_name feedback.example.ca;\n    ssl_c", "access_log a.log;\n ssl_c", "access_log a.log"),
        ("error_log stderr emerg;", "error_log /var/log/nginx/error.log;", "names addresses"),
        ("error_log stderr emerg;", "error_log /var/log/nginx/error.log warn;", "names addresses"),
        ('X-Forwarded-For "";', "X-Forwarded-For $proxy_add_x_forwarded_for;", "passes an address on: x-forwarded-for"),
        ('X-Real-IP "";', "X-Real-IP $remote_addr;", "passes an address on: x-real-ip"),
        ('Forwarded "";', 'Forwarded "for=$binary_remote_addr";', "passes an address on: forwarded"),
        ('proxy_set_header Forwarded "";', "", "passes forwarded on as it came"),
        ("proxy_read_timeout 60s;", "proxy_set_header Host $host;", "passes x-real-ip on as it came"),
        ("proxy_max_temp_file_size 0;\n  proxy_buffering off;", "", "write what the program answers"),
        ("client_body_buffer_size 64k;", "", "write what is sent to its disk"),
        ("client_max_body_size 64k;", "client_max_body_size 0;", "write what is sent to its disk"),
        ("gzip off;", "proxy_cache kept;", "keeps or copies what passes: proxy_cache"),
        ("gzip off;", "limit_req_zone $binary_remote_addr zone=a:1m rate=1r/s;", "remembers addresses"),
        (
            "server_name feedback.example.ca;\n    ssl",
            "server_name survivors.example.ca;\n    ssl",
            "says what this is",
        ),
        ("http {", "mail {", "no whole configuration"),
        ("pid /run/nginx.pid;", "pid {", "has no end"),
    ],
)
def test_a_proxy_that_tells_is_told(house, tmp_path, was, becomes, told):
    """Fails when a recipe that logs, passes an address on, keeps what passes, or bears a telling name passes."""
    text = RECIPE.read_text()
    assert was in text
    file = tmp_path / "nginx.conf"
    file.write_text(text.replace(was, becomes))

    assert told in said(checks.the_proxy(house, file))


def test_a_proxy_file_that_is_not_there_is_told(house, tmp_path):
    """Fails with a traceback where a file is missing or is no text."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")

    assert "can not be read" in said(checks.the_proxy(house, tmp_path / "none"))
    assert "can not be read" in said(checks.the_proxy(house, tmp_path / "bytes"))


@pytest.mark.parametrize(("days", "expected"), [(0, ""), (3, "3 days old"), (40, "one.sqlite3")])
def test_the_age_of_copies_is_told(house, clock, days, expected):
    """Fails when a copy older than promised stays unsaid, or a stale newest one does."""
    copy = house.settings.backup_folder / "one.sqlite3"
    copy.write_bytes(b"x")
    at = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(copy, (at, at))
    found = said(checks.copies(house))

    assert expected in found
    assert bool(found) == bool(expected)


def test_what_a_count_wrote_is_no_backup(house, clock):
    """Fails when the copy of one round passes for a backup of the house."""
    (house.settings.backup_folder / "count-1.jsonl").write_text("{}")

    assert "There is no backup" in said(checks.copies(house))


def test_money_that_does_not_balance_is_told(house, cheap_hashes):
    """Fails when the ledger is not checked."""
    factories.opened(house)
    before = checks.money(house)
    with house.database.writing() as session:
        lost = session.exec(select(Honorarium)).first()
        session.exec(delete(Honorarium).where(Honorarium.key == lost.key))
    after = checks.money(house)

    assert before.mark is Mark.WELL
    assert after.mark is Mark.FIX
    assert "does not balance" in after.said


def test_swap_is_told(tmp_path):
    """Fails when memory may be written to the disk unsaid."""
    table = tmp_path / "swaps"
    table.write_text("Filename Type Size\n/dev/sda2 partition 1\n")

    assert "Swap is on" in said(checks.machine(table))
    assert "Swap" not in said(checks.machine(tmp_path / "none"))


@pytest.mark.requirement("SAFE-05")
def test_the_command_ends_with_1_and_says_why(house):
    """Fails when a telling host name lets `consult doctor` end well."""
    settle(with_settings(house, site_address="https://survivors.example.ca"))
    try:
        ended = CliRunner().invoke(cli.app, ["doctor"])
    finally:
        settle(None)

    assert ended.exit_code == 1
    assert 'says what this is: "surviv"' in ended.stdout
    assert "FIX" in ended.stdout
