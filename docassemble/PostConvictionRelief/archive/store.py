"""The S3 service, as the archive needs it: put if absent, get, keys, exists.

Any S3 service will do that honours `If-None-Match: *` on PUT (SeaweedFS, Amazon since 2024,
MinIO): the archive rests on that one promise for versions, packets and the ledger. No object is
ever overwritten or deleted. Each is sent with its SHA-256 and checked against it when read. What
answers without the signs of an S3 service (a proxy's page, say) has neither stored nor found
anything, whatever its status.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, FlexibleChecksumError
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from ..errors import ArchiveError, NotFound, Problem, SettingsError, StorageUnavailable
from ..settings import Settings

CONNECT_SECONDS = 2
READ_SECONDS = 8
ATTEMPTS = 2

_ABSENT = {"404", "NoSuchKey", "NotFound"}
_PRESENT = {"412", "PreconditionFailed"}
_REFUSED = {
    "403",
    "AccessDenied",
    "ExpiredToken",
    "InvalidAccessKeyId",
    "InvalidToken",
    "SignatureDoesNotMatch",
}


class ObjectStore:
    """One bucket of one S3 service. Safe to share between threads."""

    def __init__(
        self, endpoint: str, bucket: str, region: str, access_key: str, secret_key: str
    ) -> None:
        """Nothing is sent until the first use.

        Args:
            endpoint: address of the service, or `aws` for Amazon's own.
            bucket: the bucket that holds the archive.
            region: the bucket's region.
            access_key: access key; empty with `aws`: the machine's own role or profile.
            secret_key: secret key.
        """
        self.endpoint = endpoint
        self.bucket = bucket
        self._region = region
        self._access_key = access_key
        self._secret_key = secret_key

    @classmethod
    def from_settings(cls, settings: Settings) -> ObjectStore:
        """The store that the settings name; without an endpoint, the SeaweedFS that we start.

        Raises:
            SettingsError: there is no key, and the service is not Amazon's.
        """
        if settings.s3_endpoint != "aws" and not (
            settings.s3_access_key and settings.s3_secret_key
        ):
            raise SettingsError(
                Problem(
                    "PCR_S3_ACCESS_KEY, PCR_S3_SECRET_KEY",
                    "no key is set for the S3 service",
                    "set both, or name with PCR_SETTINGS the settings file that `make run` writes",
                )
            )
        return cls(
            settings.s3_endpoint or f"http://127.0.0.1:{settings.s3_port}",
            settings.s3_bucket,
            settings.s3_region,
            settings.s3_access_key,
            settings.s3_secret_key,
        )

    def ensure_bucket(self) -> None:
        """Make the bucket when it is not there; to be called once at start.

        Raises:
            StorageUnavailable: the service doesn't answer or refuses.
        """
        try:
            with self._translated(self.bucket):
                self._client.head_bucket(Bucket=self.bucket)
        except NotFound:
            amazon = self.endpoint == "aws" and self._region != "us-east-1"
            place = {"CreateBucketConfiguration": {"LocationConstraint": self._region}}
            # of two that start at once one makes it; and one may ask again, its answer being lost
            made_before = suppress(self._client.exceptions.BucketAlreadyOwnedByYou)
            with self._translated(self.bucket), made_before:
                self._client.create_bucket(Bucket=self.bucket, **(place if amazon else {}))

    def put_if_absent(self, key: str, data: bytes, media_type: str) -> bool:
        """Write an object unless one is there (`If-None-Match: *`); of two writers one wins.

        Returns:
            True when this call wrote it. False when an object was there; it is untouched.

        Raises:
            StorageUnavailable: the service doesn't answer or refuses.
        """
        with self._translated(key):
            try:
                answer = self._client.put_object(
                    Bucket=self.bucket,
                    Key=key,
                    Body=data,
                    ContentType=media_type,
                    ChecksumSHA256=b64encode(hashlib.sha256(data).digest()).decode("ascii"),
                    IfNoneMatch="*",
                )
            except ClientError as error:
                if _code(error) in _PRESENT:
                    return False
                raise
            _told(answer, "ETag")
        return True

    def put_once(self, key: str, data: bytes, media_type: str) -> bool:
        """Write an object unless another one is there; doing it again does no harm.

        Unlike `put_if_absent`, an object with the very same content counts as written: a repeated
        request whose first answer was lost is no conflict.

        Returns:
            True when the object now holds `data`; False when it holds something else.

        Raises:
            StorageUnavailable: the service doesn't answer or refuses.
        """
        return self.put_if_absent(key, data, media_type) or self.get(key) == data

    def get(self, key: str) -> bytes:
        """An object's bytes, checked against the SHA-256 it was sent with.

        Raises:
            NotFound: there is none.
            ArchiveError: the bytes are damaged.
            StorageUnavailable: the service doesn't answer or refuses.
        """
        with self._translated(key):
            answer = self._client.get_object(Bucket=self.bucket, Key=key, ChecksumMode="ENABLED")
            _told(answer, "ETag")
            data: bytes = answer["Body"].read()
        return data

    def exists(self, key: str) -> bool:
        """Whether there is such an object.

        Raises:
            StorageUnavailable: the service doesn't answer or refuses.
        """
        try:
            with self._translated(key):
                _told(self._client.head_object(Bucket=self.bucket, Key=key), "ETag")
        except NotFound:
            return False
        return True

    def keys(self, prefix: str) -> tuple[str, ...]:
        """All keys below a prefix, in order.

        Raises:
            StorageUnavailable: the service doesn't answer or refuses.
        """
        return self._listed(prefix, "", lambda page: [o["Key"] for o in page.get("Contents", [])])

    def folders(self, prefix: str) -> tuple[str, ...]:
        """The names one level below a prefix that ends in `/`, in order, without slashes.

        Raises:
            StorageUnavailable: the service doesn't answer or refuses.
        """
        return self._listed(
            prefix,
            "/",
            lambda page: [
                p["Prefix"].removeprefix(prefix).rstrip("/") for p in page.get("CommonPrefixes", [])
            ],
        )

    def _listed(
        self, prefix: str, delimiter: str, names: Callable[[dict[str, Any]], list[str]]
    ) -> tuple[str, ...]:
        pages = self._client.get_paginator("list_objects_v2")
        with self._translated(prefix):
            found = [
                name
                for page in pages.paginate(Bucket=self.bucket, Prefix=prefix, Delimiter=delimiter)
                for name in names(_told(page, "IsTruncated"))
            ]
        return tuple(sorted(found))

    @cached_property
    def _client(self) -> Any:
        """boto3's client; a service on this machine is never asked through a proxy."""
        aws = self.endpoint == "aws"
        local = not aws and urlsplit(self.endpoint).hostname in ("127.0.0.1", "::1", "localhost")
        session = boto3.session.Session(
            aws_access_key_id=self._access_key or None,
            aws_secret_access_key=self._secret_key or None,
            region_name=self._region,
        )
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            max_pool_connections=16,
            s3={"addressing_style": "auto" if aws else "path"},
            proxies={} if local else None,
        )
        return session.client("s3", endpoint_url=None if aws else self.endpoint, config=config)

    @contextmanager
    def _translated(self, key: str) -> Iterator[None]:
        """Turn the library's errors into ours, each with one clear sentence."""
        try:
            yield
        except FlexibleChecksumError as error:
            raise ArchiveError(
                Problem(key, "is damaged: its bytes don't match its SHA-256", "restore a backup")
            ) from error
        except ClientError as error:
            raise self._problem(key, error) from error
        except (BotoCoreError, ResponseParserError, HTTPError) as error:
            raise StorageUnavailable(
                Problem(
                    self.endpoint,
                    f"the S3 service does not answer ({type(error).__name__})",
                    "start it (`make run`) or correct PCR_S3_ENDPOINT, then store again",
                )
            ) from error

    def _problem(self, key: str, error: ClientError) -> ArchiveError:
        code = _code(error)
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if code == "NoSuchBucket":
            return StorageUnavailable(
                Problem(
                    self.endpoint,
                    f"the S3 service has no bucket {self.bucket!r}",
                    "create it or correct PCR_S3_BUCKET",
                )
            )
        if code in _ABSENT:
            return NotFound(Problem(key, "is not in the archive", "check the address"))
        if code in _REFUSED:
            return StorageUnavailable(
                Problem(
                    self.endpoint,
                    f"the S3 service refuses our key ({code})",
                    "correct PCR_S3_ACCESS_KEY and PCR_S3_SECRET_KEY, or the bucket's policy",
                )
            )
        busy = status >= 500 or status == 409 or code == "SlowDown"
        kind = StorageUnavailable if busy else ArchiveError
        return kind(
            Problem(
                self.endpoint,
                f"the S3 service can't do it ({code})",
                "try again; if it stays, look into the service's log",
            )
        )


def _told(answer: dict[str, Any], sign: str) -> dict[str, Any]:
    """An answer, if it holds what every answer of an S3 service to such a question holds."""
    if sign not in answer:
        raise ResponseParserError(f"no {sign}")
    return answer


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
