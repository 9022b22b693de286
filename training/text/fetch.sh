#!/bin/sh
# Fetches free texts from Debian's archive, unpacks them beside each other and makes one corpus of them.
# Needs apt (with deb lines that work), dpkg-deb, gzip and python3; no root rights, and nothing is installed.
#   training/text/fetch.sh FOLDER [english|french]     ->  FOLDER/corpus.txt, one piece of prose a row, and FOLDER/texts/*.txt of each package
set -eu

folder=${1:?usage: training/text/fetch.sh FOLDER [english|french]}
language=${2:-english}
here=$(cd "$(dirname "$0")" && pwd)
case $language in
    english) packages="anarchism debian-history dict-devil dict-gcide dict-jargon dict-wn fortunes r-cran-janeaustenr r-cran-tokenizers" ;;
    french) packages="debian-faq-fr debian-reference-fr gimp-help-fr stardict-xmlittre wfrench" ;;
    *) echo "fetch.sh: the language is $language, but must be english or french" >&2; exit 2 ;;
esac

mkdir -p "$folder/packages" "$folder/unpacked"
for package in $packages; do
    if [ ! -d "$folder/unpacked/$package" ]; then
        rm -rf "$folder/packages/$package"_*.deb "$folder/packages/$package.part" # of a call that was broken off, or an older version
        (cd "$folder/packages" && apt-get download "$package")
        dpkg-deb -x "$folder/packages/$package"_*.deb "$folder/packages/$package.part"
        mv "$folder/packages/$package.part" "$folder/unpacked/$package"
    fi
done

python3 "$here/clean.py" "$language" "$folder/unpacked" "$folder/texts"
cat "$folder"/texts/*.txt > "$folder/corpus.part"
mv "$folder/corpus.part" "$folder/corpus.txt"
wc -lc "$folder"/texts/*.txt
