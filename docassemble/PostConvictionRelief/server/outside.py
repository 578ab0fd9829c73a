"""Services that the person brings: whether they answer, asked before anything is started."""

from __future__ import annotations

from contextlib import suppress

from ..errors import Problem, ServerError
from ..settings import Settings
from . import ports


def check(settings: Settings) -> list[str]:
    """Ask each service that the settings name for a sign of life.

    Args:
        settings: the settings that the person gave.

    Returns:
        What is not started because the person brings it, for people.

    Raises:
        ServerError: one or more don't answer, or refuse us; all are named.
    """
    asked = {
        "PCR_DATABASE_URL": (settings.database_url, _ask_database, "database (yours)"),
        "PCR_REDIS_URL": (settings.redis_url, _ask_redis, "Redis (yours)"),
        "PCR_OFFICE": (settings.office, _ask_office, "LibreOffice (yours)"),
    }
    named = {variable: entry for variable, entry in asked.items() if entry[0]}
    complaints = {variable: ask(address) for variable, (address, ask, _) in named.items()}
    problems = [
        Problem(variable, complaint, "start that service, or correct or unset the setting")
        for variable, complaint in complaints.items()
        if complaint
    ]
    if problems:
        raise ServerError(problems)
    brought = [what for _, _, what in named.values()]
    if settings.s3_endpoint:
        make_bucket(settings)
        brought.append("S3 (yours)")
    return brought


def make_bucket(settings: Settings) -> None:
    """Make the archive's bucket, where it is missing.

    Args:
        settings: the settings in force, with endpoint, bucket and keys.

    Raises:
        ServerError: the S3 service doesn't answer, refuses our keys, or the bucket is another's.
    """
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

    client = boto3.client(
        "s3",
        endpoint_url=None if settings.s3_endpoint == "aws" else settings.s3_endpoint,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key or None,
        aws_secret_access_key=settings.s3_secret_key or None,
        config=Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 2}),
    )
    try:
        try:
            client.head_bucket(Bucket=settings.s3_bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
                raise
            # asked twice where the first answer was lost: then it is made, and ours
            with suppress(client.exceptions.BucketAlreadyOwnedByYou):
                client.create_bucket(Bucket=settings.s3_bucket, **_place(settings))
    except (BotoCoreError, ClientError) as error:
        raise ServerError(
            Problem(
                "PCR_S3_ENDPOINT",
                f"the bucket {settings.s3_bucket} can't be used ({_reason(error)})",
                "check address, bucket and keys of the S3 service",
            )
        ) from error


def _place(settings: Settings) -> dict[str, dict[str, str]]:
    """Where a new bucket lies: Amazon wants it said, except for its first region."""
    if settings.s3_endpoint != "aws" or settings.s3_region == "us-east-1":
        return {}
    return {"CreateBucketConfiguration": {"LocationConstraint": settings.s3_region}}


def _ask_database(url: str) -> str:
    import psycopg2

    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.Error as error:
        return f"the database does not let us in ({_reason(error)})"
    return ""


def _ask_redis(url: str) -> str:
    import redis

    try:
        redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5).ping()
    except redis.RedisError as error:
        return f"Redis does not let us in ({_reason(error)})"
    return ""


def _ask_office(address: str) -> str:
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        return "is not host:port"
    return "" if ports.answers(host, int(port)) else "LibreOffice does not answer there"


def _reason(error: Exception) -> str:
    """The first line of what a client library says."""
    return str(error).strip().split("\n")[0]
