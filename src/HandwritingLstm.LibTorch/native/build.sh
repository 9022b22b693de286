#!/usr/bin/env bash
# Builds the shim against the machine's libtorch, once: artifacts/torch/libhtrtorch.so in the repository, or in folder $1.
# libtorch is looked for in CMAKE_PREFIX_PATH, then in the PyTorch of python3 (or of $PYTHON), which may have CUDA, then
# among the system's libraries (Debian's libtorch-dev). With cmake, or where there is none, with the C++ compiler alone.
# Prints the library's path.
set -euo pipefail

here=$(readlink -f "${BASH_SOURCE[0]}")
here=${here%/*}
output=${1:-$here/../../../artifacts/torch}
mkdir -p "$output"
output=$(readlink -f "$output")
library=$output/libhtrtorch.so
log=$output/build.log
origin=$output/origin # what the shim was built against

if ! command -v c++ >/dev/null; then
    echo "c++ is missing, which builds the torch shim. Install it and try again: 'apt-get install g++' (Debian, Ubuntu; as root)." >&2
    exit 1
fi

# A folder with include/ and lib/, and whether it was built with the new ABI of libstdc++ (wheels before 2.6 were not).
prefix="" abi=1
if [ -n "${CMAKE_PREFIX_PATH:-}" ]; then
    for folder in ${CMAKE_PREFIX_PATH//[:;]/ }; do
        for folder in "$folder" "$folder/../.."; do # torch.utils.cmake_prefix_path names share/cmake in it
            if [ -z "$prefix" ] && [ -e "$folder/include/ATen/ATen.h" ]; then prefix=$(readlink -f "$folder"); fi
        done
    done
    abi=${TORCH_CXX11_ABI:-1}
elif found=$("${PYTHON:-python3}" -c 'import os, torch; folder = os.path.dirname(torch.__file__); assert os.path.exists(folder + "/include/ATen/ATen.h"); print(folder); print(int(torch.compiled_with_cxx11_abi()))' 2>/dev/null); then
    prefix=${found%$'\n'*} abi=${found##*$'\n'}
elif [ -e /usr/include/ATen/ATen.h ]; then
    prefix=/usr
fi
if [ -z "$prefix" ]; then
    echo "libtorch is missing. Install it and try again: 'pip install torch' (with CUDA), 'apt-get install libtorch-dev' (Debian, Ubuntu; as root;" \
        "no CUDA), or name a folder with its include/ and lib/ in CMAKE_PREFIX_PATH." >&2
    exit 1
fi

if [ -f "$library" ] && [ "$(cat "$origin" 2>/dev/null)" = "$prefix" ] && [ -z "$(find "$here" -newer "$library" -type f -print -quit)" ]; then
    echo "$library"
    exit
fi

with_cmake() {
    rm -rf "$output/build" # another libtorch's paths would be kept
    cmake -S "$here" -B "$output/build" -DCMAKE_BUILD_TYPE=Release "-DCMAKE_PREFIX_PATH=$prefix" "-DTORCH_CXX11_ABI=$abi" &&
        cmake --build "$output/build" --parallel && mv "$output/build/libhtrtorch.so" "$library"
}

with_compiler() {
    local include=() libraries=(-ltorch -ltorch_cpu -lc10)
    # The compiler's own folder may not be named once more: its headers are included in an order.
    if [ "$prefix" != /usr ]; then
        include=(-isystem "$prefix/include")
        libraries+=("-L$prefix/lib" "-Wl,-rpath,$prefix/lib")
    fi
    c++ -std=c++17 -O2 -fPIC -shared -fvisibility=hidden "-D_GLIBCXX_USE_CXX11_ABI=$abi" "${include[@]}" \
        -isystem "$prefix/include/torch/csrc/api/include" "$here"/*.cpp -o "$library" -Wl,--no-as-needed "${libraries[@]}"
}

echo "building the torch shim against $prefix, about a minute …" >&2
rm -f "$library"
if command -v cmake >/dev/null; then way=with_cmake; else way=with_compiler; fi
if ! "$way" >"$log" 2>&1 </dev/null; then
    grep -E 'error|Error' "$log" | head -n 5 >&2 || true
    echo "the torch shim could not be built; the whole log is in $log" >&2
    exit 1
fi
touch "$library"
echo "$prefix" >"$origin"
echo "$library"
