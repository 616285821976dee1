"""Answers as numbers by what their sentences mean, with a small model that runs on this machine alone."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from consult.words.suggesting.pieces import pieces, with_ends
from consult.words.suggesting.shapes import Rows
from consult.words.suggesting.shipped import BrokenVectors, is_there, read_sound

MODEL = "minilm.onnx"
WIDTH = 384
MOST_PIECES = 256
BATCH = 16


def can_run() -> bool:
    """Say whether the extra `vectors` is installed, and the model with it."""
    return find_spec("onnxruntime") is not None and is_there(MODEL)


def by_sentences(texts: Sequence[str]) -> Rows:
    """
    Give one unit row of 384 a text: all-MiniLM-L6-v2 (Apache-2.0) as int8; of a long text the first 256 pieces.

    Texts run in batches of like length. BrokenVectors where the model can not be read.
    """
    ids = [with_ends(one, MOST_PIECES) for one in pieces().numbers(texts)]
    rows = np.zeros((len(ids), WIDTH), dtype=np.float32)
    by_length = np.argsort([len(one) for one in ids], kind="stable")
    for start in range(0, len(ids), BATCH):
        batch = by_length[start : start + BATCH]
        rows[batch] = _run([ids[at] for at in batch])
    # Of picture signs alone the model knows nothing; a row of zeros leaves them to the words they share.
    rows[[not pieces().telling[one].any() for one in ids]] = 0
    return rows


def _run(ids: Sequence[Sequence[int]]) -> Rows:
    longest = max(len(one) for one in ids)
    numbers = np.zeros((len(ids), longest), dtype=np.int64)
    for at, one in enumerate(ids):
        numbers[at, : len(one)] = one
    lengths = np.array([len(one) for one in ids])[:, None]
    shown = (np.arange(longest) < lengths).astype(np.int64)
    made: Rows = _session().run(["vectors"], {"ids": numbers, "mask": shown})[0]
    return made


@cache
def _session() -> Any:
    content = read_sound(MODEL)
    try:
        import onnxruntime  # noqa: PLC0415 - only there with the extra `vectors`

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # One thread: waiting threads would turn and burn the other core. The fused form of skip and norm is ten
        # times slower than its parts.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
    except Exception:  # noqa: BLE001 - onnxruntime has no root of its own errors, and their words name paths
        raise BrokenVectors from None
