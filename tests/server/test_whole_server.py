"""The whole server: started, asked, hurt, stopped and started again, as a person would do it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import boto3
import pytest
import redis
import requests
from botocore.exceptions import ClientError
from celery import Celery

from docassemble.PostConvictionRelief.server.accounts import SignIn
from docassemble.PostConvictionRelief.server.parts import PARTS, PartStatus, status
from docassemble.PostConvictionRelief.server.ports import is_free
from docassemble.PostConvictionRelief.server.processes import wait_until
from docassemble.PostConvictionRelief.server.state import StateFolder
from docassemble.PostConvictionRelief.settings import Settings
from tests.whole_server import S3_PORTS, WholeServer, whole_server

pytestmark = pytest.mark.server

# A part is ready in 10 to 15 seconds on a machine that has nothing else to do.
PATIENCE = 90


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeServer]:
    server = whole_server(tmp_path_factory.mktemp("whole") / "state")
    yield server
    server.must("stop")


@pytest.fixture
def server(place: WholeServer) -> WholeServer:
    """The server, running, whatever the test before has done to it."""
    place.must("start")
    return place


# ------------------------------------------------------------------------------ helpers


def parts(server: WholeServer) -> dict[str, PartStatus]:
    return {part.name: part for part in status(Settings.asked_for(server.environment))}


def sign_in(server: WholeServer, person: SignIn) -> tuple[requests.Session, requests.Response]:
    """Sign in as a browser does, and follow to where that leads."""
    browser = requests.Session()
    page = browser.get(f"{server.url}/", timeout=PATIENCE)
    assert page.url.startswith(f"{server.url}/user/sign-in")
    hidden = dict(re.findall(r'<input[^>]*name="(csrf_token|next)"[^>]*value="([^"]*)"', page.text))
    form = {name: unescape(value) for name, value in hidden.items()}
    form |= {"email": person.email, "password": person.password}
    return browser, browser.post(f"{server.url}/user/sign-in", data=form, timeout=PATIENCE)


def is_signed_in(browser: requests.Session, server: WholeServer) -> bool:
    profile = f"{server.url}/user/profile"
    return browser.get(profile, timeout=PATIENCE).url == profile


def archive(settings: Settings, secret: str) -> boto3.client:
    return boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=secret,
    )


def kill(server: WholeServer, part: str) -> None:
    """Kill the leader of a part; the kernel takes its time over a large process."""
    os.kill(parts(server)[part].pid, signal.SIGKILL)
    assert wait_until(lambda: not parts(server)[part].running, PATIENCE)


def processes_of(server: WholeServer) -> list[Path]:
    """Every process that carries the mark of one of this server's parts."""
    mark = f"PCR_PART={server.state}/".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes():
                found.append(entry)
        except OSError:
            continue
    return found


def all_ports(server: WholeServer) -> list[int]:
    own = server.environment
    s3 = int(own["PCR_S3_PORT"])
    single = (own[name] for name in ("PCR_WEB_PORT", "PCR_REDIS_PORT", "PCR_OFFICE_PORT"))
    return [*map(int, single), *range(s3, s3 + S3_PORTS)]


# -------------------------------------------------------------------------------- people


def test_a_start_says_where_to_go_and_who_may_sign_in(server: WholeServer) -> None:
    said = server.must("start")
    assert f"open     {server.url}\n" in said
    for role in ("attorney", "paralegal", "exemplar trainer"):
        person = server.people[role]
        assert re.search(rf"{role} +{re.escape(person.email)} +{person.password}\n", said)
    assert server.people["administrator"].password not in said


@pytest.mark.parametrize("role", ["attorney", "paralegal", "exemplar trainer"])
def test_each_person_signs_in_lands_at_home_and_signs_out(server: WholeServer, role: str) -> None:
    browser, landed = sign_in(server, server.people[role])
    assert "PostConvictionRelief" in landed.url
    assert "home.yml" in landed.url
    assert is_signed_in(browser, server)
    left = browser.get(f"{server.url}/user/sign-out", timeout=PATIENCE)
    assert left.url.startswith(f"{server.url}/user/sign-in")
    assert not is_signed_in(browser, server)


def test_a_wrong_password_lets_nobody_in(server: WholeServer) -> None:
    wrong = replace(server.people["attorney"], password="not-the-password")
    browser, _ = sign_in(server, wrong)
    assert not is_signed_in(browser, server)


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/interviews",
        "/user/register",
        "/interview?i=docassemble.PostConvictionRelief:data/questions/home.yml",
    ],
)
def test_who_has_not_signed_in_sees_the_sign_in_page_only(server: WholeServer, page: str) -> None:
    answer = requests.get(f"{server.url}{page}", timeout=PATIENCE)
    assert answer.url.startswith(f"{server.url}/user/sign-in")


@pytest.mark.parametrize(
    "page", ["/userlist", "/privilegelist", "/config", "/logs", "/updatepackage", "/playground"]
)
def test_an_attorney_can_not_open_the_administrators_pages(server: WholeServer, page: str) -> None:
    browser, _ = sign_in(server, server.people["attorney"])
    answer = browser.get(f"{server.url}{page}", timeout=PATIENCE)
    assert answer.status_code in (401, 403, 404) or "home.yml" in answer.url


# ------------------------------------------------------------------------------ services


def test_the_worker_takes_work_from_the_queue(server: WholeServer) -> None:
    secrets = StateFolder(server.state).secrets()
    port = server.environment["PCR_REDIS_PORT"]
    queue = Celery(broker=f"redis://:{secrets.redis}@127.0.0.1:{port}/5")
    queue.conf.update(task_serializer="pickle", accept_content=["pickle"])
    assert queue.control.ping(timeout=PATIENCE, limit=1) == [{"worker@localhost": {"ok": "pong"}}]


def test_redis_serves_nobody_without_its_password(server: WholeServer) -> None:
    stranger = redis.Redis(port=int(server.environment["PCR_REDIS_PORT"]))
    with pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_the_archive_serves_our_key_only(server: WholeServer) -> None:
    settings = server.settings
    ours = archive(settings, settings.s3_secret_key)
    ours.put_object(Bucket=settings.s3_bucket, Key="a/b", Body=b"words")
    assert ours.get_object(Bucket=settings.s3_bucket, Key="a/b")["Body"].read() == b"words"
    with pytest.raises(ClientError):
        archive(settings, "wrong").get_object(Bucket=settings.s3_bucket, Key="a/b")
    first = int(server.environment["PCR_S3_PORT"])
    for port in range(first, first + S3_PORTS):
        path = f"http://127.0.0.1:{port}/buckets/{settings.s3_bucket}/a/b"
        try:
            answer = requests.get(path, timeout=PATIENCE)
        except requests.RequestException:
            continue  # an inner port that doesn't speak http
        assert b"words" not in answer.content, path


def test_no_secret_is_in_a_command_line_or_a_log(server: WholeServer) -> None:
    sign_in(server, server.people["paralegal"])
    made = StateFolder(server.state).secrets()
    secrets = [text for name, text in vars(made).items() if name != "s3_access"]  # a key's name
    secrets += [person.password for person in server.people.values()]
    lines = [(entry / "cmdline").read_bytes() for entry in processes_of(server)]
    logs = [log.read_bytes() for log in (server.state / "log").iterdir()]
    assert len(lines) >= len(PARTS)
    assert logs
    for secret in secrets:
        assert not any(secret.encode() in text for text in [*lines, *logs])


def test_no_log_names_a_person(server: WholeServer) -> None:
    for person in server.people.values():
        sign_in(server, person)
    logs = "".join(log.read_text("utf-8") for log in (server.state / "log").iterdir())
    assert not [person for person in server.people.values() if person.email in logs]


def test_all_state_can_be_read_by_its_owner_only(server: WholeServer) -> None:
    for path in (server.state, server.state / "settings.env", server.state / "sign_ins.json"):
        assert path.stat().st_mode & 0o077 == 0


# --------------------------------------------------------------------- start, stop, status


def test_status_says_what_runs_and_how_much_memory_it_takes(server: WholeServer) -> None:
    said = server.must("status")
    for name in PARTS:
        assert re.search(rf"^{name} +process \d+ +\d+ MB$", said, re.MULTILINE), said
    total = re.search(r"^together +(\d+) MB$", said, re.MULTILINE)
    assert total
    assert 300 < int(total[1]) < 3000


def test_a_start_while_everything_runs_changes_nothing_and_says_so(server: WholeServer) -> None:
    before = parts(server)
    said = server.must("start")
    assert said.startswith("already running\n")
    assert {n: p.pid for n, p in parts(server).items()} == {n: p.pid for n, p in before.items()}


def test_other_settings_are_refused_while_it_runs(server: WholeServer) -> None:
    other = replace(server, environment={**server.environment, "PCR_S3_BUCKET": "elsewhere"})
    done = other.command("start")
    assert done.returncode == 1
    assert done.stderr.startswith("PCR_S3_BUCKET: differs from what the server runs with")
    assert done.stderr.endswith("run `make stop` first\n")


def test_a_part_that_died_is_started_and_the_others_go_on(server: WholeServer) -> None:
    before = parts(server)
    kill(server, "s3")
    done = server.command("status")
    assert done.returncode == 3
    assert re.search(r"^s3 +not running", done.stdout, re.MULTILINE)
    assert server.must("start").startswith("started in ")
    after = parts(server)
    assert after["s3"].running
    assert [name for name in PARTS if after[name].pid != before[name].pid] == ["s3"]


def test_parts_whose_records_were_lost_are_known_by_their_marks(server: WholeServer) -> None:
    before = parts(server)
    for record in (server.state / "processes").iterdir():
        record.unlink()
    assert server.must("start").startswith("already running\n")
    assert {n: p.pid for n, p in parts(server).items()} == {n: p.pid for n, p in before.items()}
    assert server.must("stop") == "ended: web, worker, office, s3, redis\n"
    assert processes_of(server) == []


def test_what_a_dead_leader_leaves_behind_is_cleared_away(server: WholeServer) -> None:
    leader = parts(server)["office"].pid
    kill(server, "office")
    server.must("start")
    assert parts(server)["office"].pid != leader


def sockets_left_in_tmp(server: WholeServer) -> list[Path]:
    """Those of our ports, but for what an older service had left there before we started."""
    started = (server.state / "secrets.json").stat().st_mtime
    found = (s for port in all_ports(server) for s in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"))
    return [socket for socket in found if socket.stat().st_mtime > started]


def test_stop_ends_all_and_nothing_else_and_a_restart_finds_what_was_kept(
    server: WholeServer,
) -> None:
    settings, people = server.settings, server.people
    archive(settings, settings.s3_secret_key).put_object(
        Bucket=settings.s3_bucket, Key="kept", Body=b"a packet"
    )
    assert len(processes_of(server)) >= len(PARTS)
    with subprocess.Popen(["sleep", "600"]) as somebody:
        said = server.must("stop")
        assert somebody.poll() is None
        somebody.kill()
    assert said == "ended: web, worker, office, s3, redis\n"
    assert processes_of(server) == []
    assert [port for port in all_ports(server) if not is_free(port)] == []
    assert not sockets_left_in_tmp(server)
    assert not (server.state / "settings.env").exists()
    assert server.must("stop") == "nothing was running\n"

    server.must("start")
    prepared_again = server.state / "log" / "prepare.log"
    assert not prepared_again.exists()
    assert server.people == people
    assert is_signed_in(sign_in(server, people["attorney"])[0], server)
    client = archive(server.settings, server.settings.s3_secret_key)
    answer = client.get_object(Bucket=settings.s3_bucket, Key="kept")
    assert answer["Body"].read() == b"a packet"


def test_new_passwords_are_made_when_the_file_of_sign_ins_is_removed(server: WholeServer) -> None:
    before = server.people["attorney"]
    (server.state / "sign_ins.json").unlink()
    server.must("start")
    after = server.people["attorney"]
    assert after.password != before.password
    assert is_signed_in(sign_in(server, after)[0], server)
    assert not is_signed_in(sign_in(server, before)[0], server)
