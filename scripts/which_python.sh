#!/usr/bin/env bash
# Which Python makes the environment: python3, or the distribution's own where python3 is the same version of the
# language built without optimisation (as pyenv builds it by default; documents are read 6 % slower by that).
#   scripts/which_python.sh [THE DISTRIBUTION'S]
set -euo pipefail
own="${1:-/usr/bin/python3}" # distributions build theirs optimised, and not all of these say so

# version of the language; whether the build says that it was optimised; fails where it cannot make an environment
about() {
  "$1" -c 'import ensurepip, sys, sysconfig, venv
said = " ".join(str(sysconfig.get_config_var(k)) for k in ("CONFIG_ARGS", "PY_CFLAGS_NODIST", "PY_LDFLAGS_NODIST"))
print("%d.%d" % sys.version_info[:2], any(word in said for word in ("--enable-optimizations", "-fprofile-use", "-flto")))' \
    2>/dev/null
}

if mine=$(about python3) && [ "${mine#* }" = False ] && theirs=$(about "$own") && [ "${mine% *}" = "${theirs% *}" ]; then
  echo "$own"
else
  echo python3
fi
