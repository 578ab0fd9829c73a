"""docassemble's configuration, written anew at each start from the settings in force."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import yaml

from ..errors import Problem, ServerError, SettingsError
from ..settings import Settings
from .state import StateFolder

PACKAGE = "docassemble.PostConvictionRelief"
HOME_INTERVIEW = f"{PACKAGE}:data/questions/home.yml"
# from_list: else docassemble speaks of a list of interviews, which nobody has here.
_HOME_PAGE = f"/interview?i={quote(HOME_INTERVIEW, safe='')}&from_list=1"
_STYLES = f"/packagestatic/{PACKAGE}/pcr.css"
# docassemble itself uses the database of Redis that the address names, and the two after it.
_QUEUE_DATABASE = 5
_TWELVE_HOURS = 12 * 60 * 60


def redis_url(settings: Settings, password: str) -> str:
    """The Redis in force: the person's own, else ours with its password."""
    return settings.redis_url or f"redis://:{password}@127.0.0.1:{settings.redis_port}"


def write_configuration(settings: Settings, state: StateFolder) -> None:
    """Write `config.yml`, readable by its owner only, for it holds secrets.

    Args:
        settings: the settings in force.
        state: the state folder.

    Raises:
        ServerError: LibreOffice is missing or the file can't be written.
        SettingsError: the database's address can't be given to docassemble.
    """
    values = {
        **_people_and_pages(settings),
        **_services(settings, state),
        **_folders(state),
        **_switched_off(),
    }
    state.write(state.configuration, yaml.safe_dump(values, sort_keys=False, allow_unicode=True))


def _people_and_pages(settings: Settings) -> dict[str, object]:
    """Who may do what, and where people land."""
    secure = urlsplit(settings.url).scheme == "https"
    return {
        "appname": "Post-Conviction Relief",
        "brandname": "Post-Conviction Relief",
        "default title": "Post-Conviction Relief",
        "login page title": "Post-Conviction Relief",
        "login page tab title": "Sign in",
        "login page extra css": f'<link href="{_STYLES}" rel="stylesheet">',
        "exitpage": settings.url,
        "url root": settings.url.rstrip("/"),
        "external hostname": urlsplit(settings.url).hostname,
        "behind https load balancer": secure,
        "default interview": HOME_INTERVIEW,
        "session list interview": HOME_INTERVIEW,
        "root redirect url": _HOME_PAGE,
        "page after login": _HOME_PAGE,
        "allow anonymous access": False,
        "allow registration": False,
        "allow forgot password": False,  # it would need a mail server
        "show interviews link": False,
        "user can delete account": False,
        "session lifetime seconds": _TWELVE_HOURS,
        # A page may set the variables that its question asks for, and no others.
        "restrict input variables": True,
        "language": "en",
        "locale": "en_US.utf8",
        "os locale": "en_US.UTF-8 UTF-8",
        "timezone": "America/Los_Angeles",
        "country": "US",
        # Left out, the default would print each person's address in every line.
        "log format": "docassemble: i=%(yamlfile)s %(message)s",
        "preloaded modules": _preloaded_modules(),
    }


def _services(settings: Settings, state: StateFolder) -> dict[str, object]:
    made = state.secrets()
    redis = redis_url(settings, made.redis)
    return {
        "secretkey": made.docassemble,
        "db": _database(settings, state),
        "redis": redis,
        "rabbitmq": _queue(redis),
        "web server": "none",
        **_office_programs(state),
    }


def _queue(redis: str) -> str:
    """The worker's queue, in a database of Redis that docassemble leaves alone."""
    parts = urlsplit(redis)
    number = parts.path.strip("/") or "0"
    if not number.isdigit():
        raise SettingsError(
            Problem("PCR_REDIS_URL", "names no database by number", "give redis://host:port/0")
        )
    return urlunsplit(parts._replace(path=f"/{int(number) + _QUEUE_DATABASE}"))


def _database(settings: Settings, state: StateFolder) -> dict[str, object]:
    """The database as docassemble wants it: in pieces, which it puts together unquoted."""
    if not settings.database_url:
        # docassemble appends `:@/name`; behind the question mark that is an ignored parameter.
        return {"prefix": f"sqlite:///{state.database}?timeout=30&x=", "name": "docassemble"}
    parts = urlsplit(settings.database_url)
    name = parts.path.lstrip("/")
    if parts.scheme not in ("postgresql", "postgres") or not name or "%" in parts.netloc:
        raise SettingsError(
            Problem(
                "PCR_DATABASE_URL",
                "is not postgresql://user:password@host:port/name, or has signs written as %xx",
                "correct it; give the database's user a password of letters and digits",
            )
        )
    given = {
        "name": name,
        "user": parts.username,
        "password": parts.password,
        "host": parts.hostname,
        "port": parts.port,
    }
    return {
        "prefix": "postgresql+psycopg2://",
        **{key: value for key, value in given.items() if value},
    }


def _office_programs(state: StateFolder) -> dict[str, object]:
    program = shutil.which("soffice")
    if program is None:
        raise ServerError(
            Problem(
                "soffice",
                "LibreOffice Writer is not installed",
                "run `make setup`, or install Debian's `libreoffice-writer-nogui`",
            )
        )
    return {
        # docassemble takes LibreOffice for absent where this one is; we don't use Pandoc.
        "pandoc": program,
        "libreoffice": program,
        "libreoffice macro file": str(state.home / "libreoffice-macros.xba"),
    }


def _folders(state: StateFolder) -> dict[str, object]:
    return {
        "uploads": str(state.docassemble / "files"),
        "packages": sys.prefix,
        "log": str(state.log),
        "flask log": str(state.log / "flask.log"),
        "celery flask log": str(state.log / "celery-flask.log"),
        "ready file": str(state.docassemble / "ready"),
    }


def _switched_off() -> dict[str, object]:
    """What this service doesn't offer: doors that nobody watches stay shut."""
    return {
        "debug": False,
        "allow demo": False,
        "allow configuration editing": False,
        "allow log viewing": False,
        "allow updates": False,
        "enable api": False,
        "enable email server": False,
        "enable faxing": False,
        "enable monitor": False,
        "enable playground": False,
        "enable sms interface": False,
        "enable training": False,
        "enable translation": False,
        "enable tts": False,
    }


def _preloaded_modules() -> list[str]:
    """The modules that interviews use: docassemble finds none in a package installed editable."""
    web = Path(__file__).parent.parent / "web"
    return [f"{PACKAGE}.web"] + [
        f"{PACKAGE}.web.{module.stem}"
        for module in sorted(web.glob("*.py"))
        if module.stem != "__init__"
    ]
