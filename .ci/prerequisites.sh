# Sourced by htr and test.sh: what the machine must have before anything is built. Messages go to stderr.

# True when the image codec Leptonica is installed (or the stack does not need it). Looks without starting a process.
has_codec() {
    [ "${Stack:-system}" = nuget ] && return 0
    local library
    for library in /usr/lib/*/liblept{,onica}.so.[56] /usr/lib{64,}/liblept{,onica}.so.[56] \
        /usr/local/lib/liblept{,onica}.{so.[56],dylib} /opt/homebrew/lib/liblept{,onica}.dylib; do
        [ -e "$library" ] && return 0
    done
    return 1
}

# Installs a Debian package where that is permitted; says so, and why not where it fails. $1: who speaks, $2: what it is, $3: the package.
install_with_apt() {
    local root=()
    if [ "$(id -u)" != 0 ]; then root=(sudo -n); fi
    command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null || return 1

    echo "$1: installing $2 ($3) with apt …" >&2
    local install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$3")
    local log
    if log=$("${install[@]}" 2>&1 </dev/null) ||
        log=$("${root[@]}" apt-get update -q 2>&1 </dev/null && "${install[@]}" 2>&1 </dev/null); then
        return 0
    fi

    printf '%s\n' "$log" >&2
    echo "$1: apt could not install $3; see above." >&2
    return 1
}

# Installs the codec, or says what to install. $1: who speaks.
require_codec() {
    has_codec && return 0
    install_with_apt "$1" "the image codec Leptonica" liblept5 && has_codec && return 0
    echo "$1: the image codec Leptonica is missing. Install it and try again:" \
        "'apt-get install liblept5' (Debian, Ubuntu; as root), 'dnf install leptonica' (Fedora), 'brew install leptonica' (macOS)." >&2
    return 1
}

# True when HarfBuzz is installed, which draws synthetic lines.
has_harfbuzz() {
    local library
    for library in /usr/lib/*/libharfbuzz.so.0 /usr/lib{,64}/libharfbuzz.so.0 /usr/local/lib/libharfbuzz.{so.0,0.dylib} /opt/homebrew/lib/libharfbuzz.0.dylib; do
        [ -e "$library" ] && return 0
    done
    return 1
}

# Installs HarfBuzz, or says what to install; only the tests and htr synthesize need it. $1: who speaks.
require_harfbuzz() {
    has_harfbuzz && return 0
    install_with_apt "$1" "HarfBuzz" libharfbuzz0b && has_harfbuzz && return 0
    echo "$1: HarfBuzz is missing. Install it and try again:" \
        "'apt-get install libharfbuzz0b' (Debian, Ubuntu; as root), 'dnf install harfbuzz' (Fedora), 'brew install harfbuzz' (macOS)." >&2
    return 1
}

# Installs poppler's programs, or says what to install; only the tests and PDF scans need them. $1: who speaks.
require_poppler() {
    command -v pdftotext >/dev/null && return 0
    install_with_apt "$1" "poppler's programs" poppler-utils && command -v pdftotext >/dev/null && return 0
    echo "$1: pdftotext is missing. Install it and try again:" \
        "'apt-get install poppler-utils' (Debian, Ubuntu; as root), 'dnf install poppler-utils' (Fedora), 'brew install poppler' (macOS)." >&2
    return 1
}

# Stops where there is no .NET SDK. $1: who speaks.
require_sdk() {
    command -v dotnet >/dev/null && return 0
    echo "$1: the .NET 10 SDK is missing ('dotnet' is not on the PATH). Install it from https://dot.net and try again." >&2
    return 1
}
