#!/usr/bin/env bash
# What apt must bring before the tests can run. Quiet, and does nothing, where all of it is there.
# The .NET SDK itself is expected: it is the one thing that a user of this project has.
set -euo pipefail

# command:package; git lists the files that the repository tests read, Chromium opens the HTML report.
needed=(git:git chromium:chromium)

missing=()
for entry in "${needed[@]}"; do
    command -v "${entry%%:*}" >/dev/null 2>&1 || missing+=("${entry##*:}")
done

if [ "${#missing[@]}" -eq 0 ]; then
    exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install: ${missing[*]}" >&2
    exit 1
fi

run=()
if [ "$(id -u)" -ne 0 ]; then
    run=(sudo -n)
fi

export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
