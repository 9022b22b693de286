#!/bin/sh
# Trains a shipped model anew from the data, with every step before it and the texts and fonts that these need:
#   training/reproduce.sh iam-ondb|modern-latin|mdlstm-2016 [options of htr train, for every step]
# Each step is a recipe that goes on from the model of another one, and is kept in artifacts/STEP. A step that is
# done by the same recipe is not done again; one that was broken off goes on where it was.
set -eu

usage="usage: training/reproduce.sh RECIPE [options of htr train], such as training/reproduce.sh iam-ondb"
name=${1:?$usage}
shift
cd "$(dirname "$0")/.."

recipe=training/recipes/$name.json
[ -f "$recipe" ] || { echo "reproduce.sh: $recipe is not there; $usage" >&2; exit 2; }

# The step that this one goes on from.
before=$(sed -n 's|.*"from": "artifacts/\([^/"]*\)/best\.safetensors".*|\1|p' "$recipe")
if [ -n "$before" ]; then
    training/reproduce.sh "$before" "$@"
fi

for language in english french; do
    if grep -q "artifacts/text/$language/" "$recipe" && [ ! -f "artifacts/text/$language/corpus.txt" ]; then
        training/text/fetch.sh "artifacts/text/$language" "$language"
    fi
done
if grep -q training/fonts/node_modules "$recipe"; then
    (cd training/fonts && { npm ls >/dev/null 2>&1 || npm install --no-package-lock >&2; }) # some may have come since
fi

run=artifacts/$name
if ! cmp -s "$recipe" "$run/finished"; then
    model=$(./htr train --recipe "$recipe" --output "$run" --resume "$@")
    [ -n "$model" ] || exit 130 # broken off: only a run that is over names its model
    cp "$recipe" "$run/finished"
fi
echo "$run/best.safetensors"
