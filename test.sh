#!/usr/bin/env bash
# The gate: builds (warnings are errors), checks the format, runs every test.
# The last line, alone, is `N passed, N failed`, with `, N skipped` where tests were skipped.
set -uo pipefail

root=$(readlink -f "${BASH_SOURCE[0]}")
cd "${root%/*}" || exit 1
. .ci/prerequisites.sh

passed=0 failed=0 skipped=0

finish() {
    local line="$passed passed, $failed failed"
    if [ "$skipped" -gt 0 ]; then line+=", $skipped skipped"; fi
    echo "$line"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# A step that is not a test counts as one failed test when it fails, so that the last line never looks green.
step() {
    echo "== $*"
    "$@" 2>&1 </dev/null && return 0
    echo "== failed: $*"
    failed=$((failed + 1))
    return 1
}

require_sdk test.sh && require_codec test.sh && require_harfbuzz test.sh && require_poppler test.sh || { failed=1; finish; }
{ install_torch test.sh && require_torch test.sh; } || echo "== without libtorch the tests of torch are skipped"

step dotnet build HandwritingLstm.sln -c Release -v quiet -nologo -nodeReuse:false || finish
step dotnet format HandwritingLstm.sln --no-restore --verify-no-changes || true

output=$(mktemp)
trap 'rm -f "$output"' EXIT
for folder in tests/*.Tests; do
    name=${folder##*/}
    echo "== $name"
    dotnet "$folder/bin/Release/net10.0/$name.dll" --progress off --no-ansi >"$output" 2>&1 </dev/null
    code=$?
    cat "$output"

    # The runner's summary: lines such as "  succeeded: 12".
    count() { sed -n "s/^ *$1: *\([0-9][0-9]*\)\$/\1/p" "$output" | tail -n 1; }
    successes=$(count succeeded) failures=$(count failed) skips=$(count skipped)
    passed=$((passed + ${successes:-0}))
    skipped=$((skipped + ${skips:-0}))
    # A crash leaves no summary, and a run without tests has no failure: both end with a code other than 0.
    if [ "$code" -ne 0 ] && [ "${failures:-0}" -eq 0 ]; then
        echo "== $name ended with exit code $code"
        failures=1
    fi
    failed=$((failed + ${failures:-0}))
done

finish
