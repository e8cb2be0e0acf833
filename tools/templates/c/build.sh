#!/bin/sh
# Needs clang and wasm-ld (Debian: apt install clang lld).
set -eu
cd "$(dirname "$0")"
clang --target=wasm32 -nostdlib -ffreestanding -Os -Wall -Wextra -Wl,--no-entry -o tool.wasm tool.c
