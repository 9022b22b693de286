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

# Installs the codec with apt where that is permitted; otherwise says what to install. $1: who speaks.
require_codec() {
    has_codec && return 0

    local root=()
    if [ "$(id -u)" != 0 ]; then root=(sudo -n); fi
    if command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
        echo "$1: installing the image codec Leptonica (liblept5) with apt …" >&2
        local install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive
            apt-get install -y -q --no-install-recommends liblept5)
        local log
        if log=$("${install[@]}" 2>&1 </dev/null) ||
            log=$("${root[@]}" apt-get update -q 2>&1 </dev/null && "${install[@]}" 2>&1 </dev/null); then
            has_codec && return 0
        fi
        printf '%s\n' "$log" >&2
        echo "$1: apt could not install liblept5; see above." >&2
    fi

    echo "$1: the image codec Leptonica is missing. Install it and try again:" \
        "'apt-get install liblept5' (Debian, Ubuntu; as root), 'dnf install leptonica' (Fedora), 'brew install leptonica' (macOS)." >&2
    return 1
}

# Stops where there is no .NET SDK. $1: who speaks.
require_sdk() {
    command -v dotnet >/dev/null && return 0
    echo "$1: the .NET 10 SDK is missing ('dotnet' is not on the PATH). Install it from https://dot.net and try again." >&2
    return 1
}
