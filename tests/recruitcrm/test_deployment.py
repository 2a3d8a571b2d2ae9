"""What containers and production need is there, and named as the product names it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
OURS = ("migrate", "web", "worker", "ticker")
PRODUCTION = {
    "PRODUCTION": "yes",
    "SECRET_KEY": "r8Qz3kVx1mTn5wLp9sYd2fGh7jBc4vXa6eRu0iOoPq8Zw3Et5K",
    "BASE_URL": "https://crm.example.com",
    "DATABASE_URL": "postgres://nobody@localhost/nothing",
    "REDIS_URL": "redis://localhost",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return described


def ask_settings(question: str = "0", **changes: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, for settings are read once."""
    code = f"from recruitcrm import settings; print({question})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **PRODUCTION, **changes},
        capture_output=True,
        text=True,
    )


def test_compose_has_every_part_of_the_product(compose):
    assert set(compose["services"]) == {*OURS, "postgres", "redis"}
    assert compose["services"]["postgres"]["image"] == "postgres:18"
    assert "--appendonly yes" in compose["services"]["redis"]["command"]


def test_every_part_has_a_health_check_and_starts_again(compose):
    for name, service in compose["services"].items():
        if name != "migrate":  # which runs once
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name


def test_the_commands_that_compose_gives_exist(compose):
    known = get_commands()
    given = [compose["services"][name].get("command", "") for name in OURS]
    given += [" ".join(compose["services"][name]["healthcheck"]["test"]) for name in OURS[1:]]
    commands = [name for text in given for name in re.findall(r"manage\.py (\w+)", text)]
    assert sorted(set(commands)) == ["healthy", "migrate", "ticker", "work"]
    assert set(commands) <= set(known)


def test_every_volume_that_is_used_is_declared(compose):
    used = {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service["volumes"]
    }
    assert used == set(compose["volumes"])


def test_nothing_but_the_web_server_is_reachable_and_that_from_this_machine_only(compose):
    ports = {name: service.get("ports") for name, service in compose["services"].items()}
    assert {name for name, port in ports.items() if port} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in ports["web"])


def test_what_compose_asks_for_is_in_the_example_environment():
    asked = re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text())
    offered = re.findall(r"^(?:# )?(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(asked) <= set(offered)


def test_every_setting_that_the_guide_names_is_read_somewhere():
    guide = (ROOT / "docs" / "how-to" / "production.md").read_text()
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=[a-z]+)?`", guide))
    named = {re.sub(r"^OIDC_[A-Z]+_", "_", name) for name in named} - {"PUBLIC"}  # of PostgreSQL
    reading = ("settings.py", "issuers.py", "../gunicorn.conf.py", "../docker-compose.yml")
    read = "".join((ROOT / "recruitcrm" / name).read_text() for name in reading)
    read = read.replace("{name}_", " _")  # the issuers' have their word in the middle
    assert named >= {"SECRET_KEY", "EMAIL_URL", "PROXY_SSL_HEADER", "_IS_SECOND_FACTOR"}
    assert {name for name in named if not re.search(rf"\b{name}\b", read)} == set()


def test_the_commands_that_the_guide_gives_exist():
    guide = (ROOT / "docs" / "how-to" / "production.md").read_text()
    assert set(re.findall(r"manage\.py (\w+)", guide)) <= set(get_commands())


GUIDES = ["docs/how-to/keep-every-word.md", "docs/how-to/report-every-week.md"]
PAGES = ["README.md", "docs/security.md", "docs/how-to/production.md", *GUIDES]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_of_the_docs_leads_to_is_there(name):
    path = ROOT / name
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("name", GUIDES)
def test_every_key_that_a_guide_names_is_on_the_page_of_keys(name):
    guide = (ROOT / name).read_text()
    page = (ROOT / "templates" / "processes" / "keys.html").read_text()
    named = set(re.findall(r"`([A-Z?])`", guide))
    assert named >= {"J", "K", "C", "P"}
    assert {key for key in named if f'kbd-sm">{key}<' not in page} == set()


def test_decisions_have_numbers_of_their_own():
    numbers = [file.name[:4] for file in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_container_runs_without_the_rights_of_root_and_the_tools_of_a_builder():
    last_stage = (ROOT / "Dockerfile").read_text().split("\nFROM ")[-1]
    assert re.search(r"^USER recruitcrm$", last_stage, re.MULTILINE)
    assert "npm" not in last_stage
    assert "pip" not in last_stage


def test_lock_files_carry_hashes_and_name_no_registry():
    for name in ("production", "development", "build"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        pins = re.findall(r"^[a-z0-9][^ ]*==", text, re.MULTILINE)
        assert pins, name
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
    assert '"resolved": "http' not in (ROOT / "package-lock.json").read_text()


def test_production_starts_with_a_strong_secret_and_named_servers():
    said = ask_settings("settings.SESSION_COOKIE_NAME, settings.OWN_REDIS, settings.DEMO")
    assert said.stdout.strip() == "__Host-session False False", said.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-trying-out-" + "x" * 40}, "SECRET_KEY"),
        ({"DEMO": "yes"}, "DEMO"),
        ({"DEBUG": "yes"}, "DEBUG"),
        ({"BASE_URL": "http://crm.example.com"}, "BASE_URL"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"REDIS_URL": ""}, "REDIS_URL"),
    ],
)
def test_production_refuses_to_start_and_says_why(changes, words):
    said = ask_settings(**changes)
    assert said.returncode != 0
    assert "ImproperlyConfigured" in said.stderr
    assert words in said.stderr.splitlines()[-1]


def test_for_trying_out_nothing_need_be_set():
    empty = dict.fromkeys(PRODUCTION, "")
    said = ask_settings(
        "settings.OWN_POSTGRESQL, settings.DEMO, settings.MAIL_GOES_OUT, bool(settings.SECRET_KEY),"
        "settings.BASE_URL, settings.DATABASES['default']['NAME']",
        **empty,
        EMAIL_URL="",
    )
    assert said.stdout.split() == [
        *("True", "True", "False", "True", "http://127.0.0.1:8000", "recruitcrm")
    ], said.stderr


def test_mail_goes_out_once_a_server_is_named():
    said = ask_settings(
        "settings.MAIL_GOES_OUT, settings.EMAIL_HOST, settings.EMAIL_USE_TLS",
        EMAIL_URL="smtp+tls://us:word@mail.example.com:587",
    )
    assert said.stdout.strip() == "True mail.example.com True", said.stderr


@pytest.mark.django_db
def test_health_says_well_when_the_database_answers(client, redis_server):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json()["database"] is response.json()["redis"] is True


@pytest.mark.django_db
def test_health_is_no_failure_without_redis_for_the_pages_work(client, redis_server):
    redis_server.stop()
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json()["redis"] is False
    assert "redis" in response.json()["trouble"]


@pytest.mark.django_db
def test_pages_are_sent_with_a_strict_policy(client):
    headers = client.get("/account/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
