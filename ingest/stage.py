"""Where the typed rows of one delivery are until its outcome is known: in memory, or in an unfinished Parquet file in its own folder.

What belongs here: keeping batches and writing Parquet in one step. Not here: what is in the rows.
Ten million rows with four pseudonyms take four gigabytes as a frame and a few hundred megabytes on disk.
"""

import os
from pathlib import Path
from types import TracebackType

import polars as pl
import pyarrow.parquet as pq

from ingest.result import put_in_place

_UNFINISHED = ".rows.tmp"


class Stage:
    """Batches with one schema. With a folder they go to a file (mode 0600) that disappears on leaving; without, they stay in memory."""

    def __init__(self, schema: dict[str, type[pl.DataType] | pl.DataType], folder: Path | None = None) -> None:
        self._schema, self._path = schema, folder / _UNFINISHED if folder else None
        self._frames: list[pl.DataFrame] = []
        self._writer: pq.ParquetWriter | None = None
        self.height = 0

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()
        if self._path:
            self._path.unlink(missing_ok=True)

    def add(self, frame: pl.DataFrame) -> None:
        """Keep one batch, in the order of the file."""
        self.height += frame.height
        if self._path is None:
            self._frames.append(frame)
            return
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self._writer is None:
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="lz4", write_statistics=False)
        self._writer.write_table(table)

    def scan(self) -> pl.LazyFrame:
        """All rows so far, lazily. After this nothing can be added."""
        self._close()
        if self._path is None or not self._path.exists():
            return pl.concat([pl.DataFrame(schema=self._schema), *self._frames]).lazy()
        return pl.scan_parquet(self._path, glob=False)

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def write_parquet(frame: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """Write Parquet (zstd, mode 0600) so that a kill at any moment leaves no half file under that name."""
    unfinished = path.with_name(f".{path.name}.tmp")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    frame.lazy().sink_parquet(unfinished, compression="zstd", compression_level=1, maintain_order=True)
    file = os.open(unfinished, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
    put_in_place(unfinished, path)
