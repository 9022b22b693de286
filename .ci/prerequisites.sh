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

# Installs packages with apt where that is permitted. $1: who speaks; the rest: what for, then the packages.
install() {
    local speaker=$1 purpose=$2
    shift 2
    local root=()
    if [ "$(id -u)" != 0 ]; then root=(sudo -n); fi
    command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null || return 1
    echo "$speaker: installing $purpose ($*) with apt …" >&2
    local install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get install -y -q --no-install-recommends -o Acquire::Retries=3 "$@")
    local log
    if log=$("${install[@]}" 2>&1 </dev/null) ||
        log=$("${root[@]}" apt-get update -q 2>&1 </dev/null && "${install[@]}" 2>&1 </dev/null); then
        return 0
    fi
    printf '%s\n' "$log" >&2
    echo "$speaker: apt could not install $*; see above." >&2
    return 1
}

# Installs what a check does not find, or says what to install.
# $1: who speaks, $2: what it is, $3: the check, $4 to $6: its package in Debian, in Fedora, in Homebrew.
require_package() {
    "$3" && return 0
    if install "$1" "$2" "$4" && "$3"; then return 0; fi
    echo "$1: $2 is missing. Install it and try again:" \
        "'apt-get install $4' (Debian, Ubuntu; as root), 'dnf install $5' (Fedora), 'brew install $6' (macOS)." >&2
    return 1
}

# $1: who speaks.
require_codec() {
    require_package "$1" "the image codec Leptonica" has_codec liblept5 leptonica leptonica
}

# Installs Debian's libtorch, which has no CUDA, and what the shim is built with, where there is no libtorch. $1: who speaks.
install_torch() {
    [ "${Stack:-system}" = nuget ] && return 0
    [ -n "${HTR_TORCH:-}" ] && return 0 # somebody has built the shim elsewhere
    [ -e /usr/include/ATen/ATen.h ] && command -v cmake >/dev/null && command -v c++ >/dev/null && return 0
    install "$1" "libtorch, to test with" libtorch-dev g++ cmake
}

# Builds the shim over the machine's libtorch, once. Fails, with a line that says why, where that cannot be done. $1: who speaks.
require_torch() {
    [ "${Stack:-system}" = nuget ] && return 0
    [ -n "${HTR_TORCH:-}" ] && return 0
    local message
    message=$("${BASH_SOURCE[0]%/*}/../src/HandwritingLstm.LibTorch/native/build.sh" 2>&1 >/dev/null) && return 0
    printf '%s\n' "$message" | sed "s/^/$1: /" >&2
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

# Only the tests and htr synthesize need it. $1: who speaks.
require_harfbuzz() {
    require_package "$1" HarfBuzz has_harfbuzz libharfbuzz0b harfbuzz harfbuzz
}

# True when poppler's programs are installed, which make images of PDF scans.
has_poppler() {
    command -v pdftotext >/dev/null
}

# Only the tests and PDF scans need them. $1: who speaks.
require_poppler() {
    require_package "$1" pdftotext has_poppler poppler-utils poppler-utils poppler
}

# Stops where there is no .NET SDK. $1: who speaks.
require_sdk() {
    command -v dotnet >/dev/null && return 0
    echo "$1: the .NET 10 SDK is missing ('dotnet' is not on the PATH). Install it from https://dot.net and try again." >&2
    return 1
}
