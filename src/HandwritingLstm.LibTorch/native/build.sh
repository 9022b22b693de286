#!/usr/bin/env bash
# Builds the shim against the machine's libtorch, once: artifacts/torch/libhtrtorch.so in the repository, or in folder $1.
# libtorch is looked for in CMAKE_PREFIX_PATH, then among the system's libraries (Debian's libtorch-dev), then in the
# PyTorch of python3. Prints the library's path.
set -euo pipefail

here=$(readlink -f "${BASH_SOURCE[0]}")
here=${here%/*}
output=${1:-$here/../../../artifacts/torch}
mkdir -p "$output"
output=$(readlink -f "$output")
library=$output/libhtrtorch.so
log=$output/build.log

if [ -f "$library" ] && [ -z "$(find "$here" -newer "$library" -type f -print -quit)" ]; then
    echo "$library"
    exit
fi

for tool in cmake c++; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is missing, which builds the torch shim. Install it and try again: 'apt-get install cmake g++' (Debian, Ubuntu; as root)." >&2
        exit 1
    fi
done

options=()
if [ -z "${CMAKE_PREFIX_PATH:-}" ] && ! compgen -G '/usr/include/ATen/ATen.h' >/dev/null; then
    if found=$(python3 -c 'import os, torch; folder = os.path.dirname(torch.__file__); assert os.path.exists(folder + "/include/ATen/ATen.h"); print(folder); print(int(torch.compiled_with_cxx11_abi()))' 2>/dev/null); then
        options=("-DCMAKE_PREFIX_PATH=${found%$'\n'*}" "-DTORCH_CXX11_ABI=${found##*$'\n'}")
    else
        echo "libtorch is missing. Install it and try again: 'apt-get install libtorch-dev' (Debian, Ubuntu; as root)," \
            "'pip install torch', or name a folder with its include/ and lib/ in CMAKE_PREFIX_PATH." >&2
        exit 1
    fi
fi

echo "building the torch shim, about a minute …" >&2
if ! { cmake -S "$here" -B "$output/build" -DCMAKE_BUILD_TYPE=Release "${options[@]}" &&
    cmake --build "$output/build" --parallel; } >"$log" 2>&1 </dev/null; then
    grep -E 'error|Error' "$log" | head -n 5 >&2 || true
    echo "the torch shim could not be built; the whole log is in $log" >&2
    exit 1
fi
mv "$output/build/libhtrtorch.so" "$library"
touch "$library"
echo "$library"
