#!/bin/sh
# Trains a shipped model anew from the data, with every step before it and the texts, fonts and pages that these need:
#   training/reproduce.sh iam-ondb|modern-latin|mdlstm-2016 [options of htr train, for every step]
# Each step is a recipe that goes on from the model of another one, and is kept in artifacts/STEP. A step that is
# done by the same recipes is not done again; one that was broken off goes on where it was.
set -eu

usage="usage: training/reproduce.sh RECIPE [options of htr train], such as training/reproduce.sh iam-ondb"
name=${1:?$usage}
shift
cd "$(dirname "$0")/.."

recipe=training/recipes/$name.json
[ -f "$recipe" ] || { echo "reproduce.sh: $recipe is not there; $usage" >&2; exit 2; }

# A recipe with those that it extends: what changes in any of them is another step.
whole() {
    cat "$1"
    extended=$(sed -n 's|.*"extends": "\([^"]*\)".*|\1|p' "$1")
    if [ -n "$extended" ]; then
        whole "training/recipes/$extended"
    fi
}

# The step that this one goes on from.
before=$(sed -n 's|.*"from": "artifacts/\([^/"]*\)/best\.safetensors".*|\1|p' "$recipe")
if [ -n "$before" ]; then
    training/reproduce.sh "$before" "$@"
fi

for language in english french; do
    for text in $(whole "$recipe" | grep -o "artifacts/text/$language/texts/[^;\"]*"); do
        [ -f "$text" ] || training/text/fetch.sh "artifacts/text/$language" "$language" # some may have come since
    done
done
for lines in $(whole "$recipe" | grep -o 'artifacts/pages/[^/;"]*'); do
    training/pages/fetch.sh artifacts/pages "${lines##*/}" >&2 # only what is not there
done
if whole "$recipe" | grep -q training/fonts/node_modules; then
    (cd training/fonts && { npm ls >/dev/null 2>&1 || npm install --no-package-lock >&2; }) # some may have come since
fi

# What the step is: its recipe, and the steps before it, since a model trained on from another one changes with it.
run=artifacts/$name
lineage() {
    [ -z "$before" ] || cat "artifacts/$before/finished"
    whole "$recipe"
}

if ! lineage | cmp -s - "$run/finished"; then
    if [ -d "$run" ] && ! lineage | cmp -s - "$run/begun"; then
        mv "$run" "$run-$(date +%Y%m%d-%H%M%S)" # of another recipe; nothing trained is thrown away
    fi
    mkdir -p "$run"
    lineage > "$run/begun"
    model=$(./htr train --recipe "$recipe" --output "$run" --resume "$@")
    [ -n "$model" ] || exit 130 # broken off: only a run that is over names its model
    lineage > "$run/finished"
fi
echo "$run/best.safetensors"
