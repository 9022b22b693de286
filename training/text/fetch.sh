#!/bin/sh
# Fetches free English texts from Debian's archive, unpacks them beside each other and makes one corpus of them.
# Needs apt (with deb lines that work), dpkg-deb, gzip and python3; no root rights, and nothing is installed.
#   training/text/fetch.sh FOLDER     ->  FOLDER/corpus.txt, one piece of prose a row, and FOLDER/texts/*.txt of each package
set -eu

folder=${1:?usage: training/text/fetch.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
packages="anarchism debian-history dict-devil dict-gcide dict-jargon dict-wn fortunes r-cran-janeaustenr r-cran-tokenizers"

mkdir -p "$folder/packages" "$folder/unpacked"
for package in $packages; do
    if [ ! -d "$folder/unpacked/$package" ]; then
        (cd "$folder/packages" && apt-get download "$package")
        dpkg-deb -x "$folder/packages/$package"_*.deb "$folder/unpacked/$package"
    fi
done

python3 "$here/clean.py" "$folder/unpacked" "$folder/texts"
cat "$folder"/texts/*.txt > "$folder/corpus.txt"
wc -lc "$folder"/texts/*.txt
