#!/usr/bin/env bash
# Trains on a GPU with torch, in one command:
#   training/cuda.sh pack [FOLDER]                       here: a program that needs no .NET, the shim's source, the recipes
#   FOLDER/training/cuda.sh --recipe FILE --train FILE   there: builds the shim against that machine's PyTorch, and trains
# The other machine needs PyTorch (that of python3, or of $PYTHON) and a C++ compiler, but neither .NET nor a network.
# Whatever follows goes to `htr train`; --device cuda is added where it is missing, and --output runs/cuda. While it trains,
# the GPU's use is written to gpu.csv in the run's folder, and at the end a summary to cuda.txt: lines/s, GPU use, CER, minutes.
set -euo pipefail

root=$(readlink -f "${BASH_SOURCE[0]}")
root=${root%/training/*}

pack() {
    local folder=${1:-artifacts/cuda}
    "$root/htr" publish
    mkdir -p "$folder"/{training,src/HandwritingLstm.LibTorch}
    cp -r "$root/publish" "$folder/"
    cp -r "$root/src/HandwritingLstm.LibTorch/native" "$folder/src/HandwritingLstm.LibTorch/"
    cp -r "$root/training/recipes" "$root/training/cuda.sh" "$folder/training/"
    # The image codec and .NET's Unicode library, which the other machine may lack.
    local library
    mkdir -p "$folder/libraries"
    for library in /usr/lib/*/{liblept.so.5,libicuuc.so.[0-9][0-9],libicui18n.so.[0-9][0-9]}; do
        [ ! -e "$library" ] || copy_libraries "$library" "$folder/libraries"
    done
    echo "cuda.sh: packed $folder ($(du -sh "$folder" | cut -f 1)); data sets are to be carried beside it" >&2
}

# A library and what it needs, but for those of C and C++, which must be the other machine's.
copy_libraries() {
    cp -L "$1" "$2/"
    ldd "$1" | sed -n 's/.* => \(\/[^ ]*\).*/\1/p' |
        grep -vE '/(libc|libm|libpthread|libdl|librt|libresolv|ld-linux[^/]*|libstdc\+\+|libgcc_s|libgomp)\.so' | xargs -r -I{} cp -L {} "$2/"
}

# The value of an option among the arguments, or a default. $1: the option, $2: the default.
value_of() {
    local option=$1 value=$2
    shift 2
    while [ $# -gt 0 ]; do
        case $1 in
            "$option") value=${2-} ;;
            "$option="*) value=${1#*=} ;;
        esac
        shift
    done
    echo "$value"
}

# The mean of a column of gpu.csv.
mean_of() {
    awk -F ', *' -v column="$2" 'NR > 1 { sum += $column; rows++ } END { if (rows) printf "%.0f", sum / rows; else printf "-" }' "$1"
}

gpu_name() {
    command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | head -n 1 || echo none
}

train() {
    local device output program watcher="" status=0 started
    device=$(value_of --device "" "$@")
    output=$(value_of --output "$(value_of -o "" "$@")" "$@")
    if [ -z "$device" ]; then
        device=cuda
        set -- "$@" --device cuda
    fi
    if [ -z "$output" ]; then
        output=runs/cuda
        set -- "$@" --output "$output"
    fi

    program=$root/publish/htr
    [ -x "$program" ] || program=$root/htr
    if [ -z "${HTR_TORCH:-}" ]; then
        HTR_TORCH=$("$root/src/HandwritingLstm.LibTorch/native/build.sh" "${TORCH_SHIM_FOLDER:-$root/artifacts/torch}")
        export HTR_TORCH
    fi
    # What the machine has itself goes before what was carried.
    if [ -d "$root/libraries" ] && [ "$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -cE 'liblept\.so\.5|libicui18n\.so')" -lt 2 ]; then
        export LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$root/libraries
    fi

    local watch
    watch=$(mktemp)
    if command -v nvidia-smi >/dev/null; then
        nvidia-smi --query-gpu=utilization.gpu,memory.used,power.draw --format=csv,nounits --loop=2 >"$watch" 2>/dev/null &
        watcher=$!
    fi
    started=$SECONDS
    "$program" train "$@" || status=$?
    if [ -n "$watcher" ]; then kill "$watcher" 2>/dev/null || true; fi
    [ -d "$output" ] && mv "$watch" "$output/gpu.csv"
    [ "$status" -eq 0 ] || exit "$status"

    # The history's columns are named in its first row. The first row waits for the GPU's libraries to load.
    awk -F , -v seconds="$((SECONDS - started))" -v use="$(mean_of "$output/gpu.csv" 1)" -v gpu="$(gpu_name)" '
        NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
        { rows++; if (rows == 1) first = $place["lines_per_second"]; else speed += $place["lines_per_second"]; if ($place["cer"] != "" && (best == "" || $place["cer"] < best)) best = $place["cer"] }
        END {
            if (rows > 1) first = speed / (rows - 1)
            printf "cuda.sh: %.1f lines/s, GPU (%s) in use %s %%, best CER %s, %.1f minutes\n", first, gpu, use, (best == "" ? "-" : best), seconds / 60
        }
    ' "$output/history.csv" | tee "$output/cuda.txt" >&2
}

case ${1-} in
    "" | -h | --help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" ;;
    pack) shift; pack "$@" ;;
    *) train "$@" ;;
esac
