"""Keeping a workspace for another process: everything that exists in it, without what only lives in this one.

Where the state points to a living part (the clock, the carrier of payloads, whoever watches), the name of that
part is kept in its place, and the part that goes by this name takes it when the state is restored.
"""

from __future__ import annotations

import pickle
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def kept(state: object, living: Mapping[str, object]) -> bytes:
    """Return the state as bytes."""
    written = BytesIO()
    _Keeper(written, living).dump(state)
    return written.getvalue()


def restored(content: bytes, living: Mapping[str, object]) -> Any:  # noqa: ANN401 - whatever was kept
    """Return a state that was kept, around other living parts. Only for what this very program wrote."""
    return _Restorer(BytesIO(content), living).load()


class _Keeper(pickle.Pickler):
    def __init__(self, written: BytesIO, living: Mapping[str, object]) -> None:
        super().__init__(written, protocol=pickle.HIGHEST_PROTOCOL)
        self._names = {id(part): name for name, part in living.items()}

    def persistent_id(self, part: object) -> str | None:
        return self._names.get(id(part))


class _Restorer(pickle.Unpickler):
    def __init__(self, content: BytesIO, living: Mapping[str, object]) -> None:
        super().__init__(content)
        self._living = living

    def persistent_load(self, name: str) -> object:
        return self._living[name]
