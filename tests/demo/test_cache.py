"""What was played once is found again whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo.cache import Cache, hash_of_code

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def played(tmp_path: Path) -> Path:
    directory = tmp_path / "played"
    directory.mkdir()
    (directory / "ceiling.db").write_bytes(b"rows" * 1000)
    (directory / "workspace").write_bytes(b"people")
    return directory


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_what_was_kept_is_found_by_its_name_alone(cache: Cache, played: Path) -> None:
    assert cache.find("a") is None
    place = cache.keep("a", played)
    assert cache.find("a") == place
    assert cache.find("b") is None
    assert (place / "workspace").read_bytes() == b"people"


def test_only_the_newest_stays(cache: Cache, played: Path) -> None:
    cache.keep("a", played)
    cache.keep("b", played)
    assert [path.name for path in cache.directory.iterdir()] == ["b"]


def test_keeping_the_same_once_more_replaces_it(cache: Cache, played: Path) -> None:
    cache.keep("a", played)
    (played / "workspace").write_bytes(b"others")
    assert (cache.keep("a", played) / "workspace").read_bytes() == b"others"


@pytest.mark.parametrize("name", ["ceiling.db", "workspace", "digest"])
@pytest.mark.parametrize("content", [None, b"", b"rows"])
def test_what_was_damaged_is_not_found(cache: Cache, played: Path, name: str, content: bytes | None) -> None:
    damaged = cache.keep("a", played) / name
    if content is None:
        damaged.unlink()
    else:
        damaged.write_bytes(content)
    assert cache.find("a") is None


def test_the_same_code_has_the_same_hash() -> None:
    assert hash_of_code() == hash_of_code()
