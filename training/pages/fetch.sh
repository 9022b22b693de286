#!/bin/sh
# Fetches transcribed pages that anyone may use (CC BY 4.0) from the public repositories of their editors, and cuts their lines out.
# Needs git, and htr (./htr publish) beside this repository's README; about 1 GB.
#   training/pages/fetch.sh FOLDER [SET]     ->  FOLDER/SET/checked.csv and its images, of every set or of one
# Lines with marks of an edition, with characters that modern-latin does not know, and short cells of tables are left out. None of these
# pages is of the sets that the models are measured on.
set -eu

folder=${1:?usage: training/pages/fetch.sh FOLDER [SET]}
only=${2:-}
here=$(cd "$(dirname "$0")/../.." && pwd)
found=

# take SET REPOSITORY COMMIT SHORTEST PART: the lines of at least SHORTEST characters, of one folder of it or of all
take() {
    if [ -n "$only" ] && [ "$only" != "$1" ]; then
        return
    fi
    found=yes
    if [ -f "$folder/$1/checked.csv" ]; then
        return
    fi
    scans=$folder/scans/$1
    if [ ! -d "$scans" ]; then
        rm -rf "$scans.part" # of a call that was broken off
        mkdir -p "$scans.part"
        git -C "$scans.part" init --quiet
        git -C "$scans.part" fetch --quiet --depth 1 "$2" "$3"
        git -C "$scans.part" checkout --quiet FETCH_HEAD
        find "$scans.part" -name '*.xml' -exec sed -i 's/&amp;amp;/\&amp;/g' {} + # written as XML twice
        mv "$scans.part" "$scans"
    fi
    "$here/htr" cut "$scans/data/$5" --output "$folder/$1" --without '[]⟦⟧^¬' --shortest "$4" --writer page --model modern-latin ||
        [ $? -eq 1 ] # a page that does not fit its file is named, and stops no other
    [ -f "$folder/$1/truth.csv" ] || exit 1
    # Lines of which a model reads something else, or that end in the gutter of a book.
    "$here/htr" lint --truth "$folder/$1/truth.csv" --model modern-latin --output "$folder/$1/checked.csv" ||
        [ -f "$folder/$1/checked.csv" ] || exit 1
}

take timeus https://github.com/HTR-United/timeuscorpus df8ee63837dabe79c511e8aa748f465da5e2d5e5 1 ""
take lectaurep https://github.com/HTR-United/lectaurep-repertoires 3d1c86cf5389265a1ce8b620301d36b4709eb435 12 lectaurep-random-set-2
take cremma-18 https://github.com/HTR-United/CREMMA-MSS-18 e4a89141807513b61c1f750d83da820314c777d8 1 ""
take doniau-danest https://github.com/alix-tz/dataset-celestine-doniau-danest 645616d5cc8ffd0d84fd63284cde0647f17a1167 1 ""

[ -n "$found" ] || { echo "fetch.sh: there is no set $only, but timeus, lectaurep, cremma-18 and doniau-danest" >&2; exit 2; }
