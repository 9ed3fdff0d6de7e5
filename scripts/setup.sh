#!/usr/bin/env bash
# Sets up everything Clearcopy needs, for `make demo` and `make test` alike:
#   1. Debian packages, when this is a Debian-like system and we may install them;
#   2. the project's own .venv with the pinned packages of constraints.txt.
# Without the Debian packages the product still works and says what is missing.
#   CLEARCOPY_SKIP_SYSTEM=1     do not touch system packages
#   CLEARCOPY_TORCH_INDEX=URL   where to take PyTorch from (its CPU index saves several GB where the default brings CUDA)
#   PYTHON=python3.11           which Python makes the environment (else scripts/which_python.sh says)
set -euo pipefail
cd "$(dirname "$0")/.."

# program that tells the package is there : Debian packages
SYSTEM=(
  "chromium:chromium"                                  # browser tests
  "tesseract:tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-jpn tesseract-ocr-deu"  # scanned pages
  "soffice:libreoffice-impress-nogui libreoffice-writer-nogui"   # page pictures of Office files
  "fc-list:fontconfig"
  "pdftoppm:poppler-utils"
)

missing=()
for row in "${SYSTEM[@]}"; do
  command -v "${row%%:*}" >/dev/null 2>&1 || missing+=(${row#*:})
done
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
# Workbooks of before 2007 (.xls); it comes apart from the rest of LibreOffice (10 packages, some 30 MB).
calc="$(dirname "$(readlink -f "$(command -v soffice || echo /usr/lib/libreoffice/program/soffice)")")/libsclo.so"
[ -e "$calc" ] || missing+=(libreoffice-calc-nogui)
[ -n "$(fc-list 2>/dev/null | grep -i "noto.*cjk" || true)" ] || missing+=(fonts-noto-cjk)

if [ "${#missing[@]}" -gt 0 ] && [ "${CLEARCOPY_SKIP_SYSTEM:-0}" != 1 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if command -v apt-get >/dev/null 2>&1 && "${as_root[@]}" true 2>/dev/null; then
    echo "setup: installing ${missing[*]}"
    { "${as_root[@]}" apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
      >/dev/null 2>.setup.log || { echo "setup: could not install ${missing[*]}:"; tail -n 3 .setup.log; }
    rm -f .setup.log
  else
    echo "setup: not installed and no right to install them: ${missing[*]} (OCR, page pictures or browser tests will say so)"
  fi
fi

stamp=.venv/.ready
want=$(cat constraints.txt pyproject.toml scripts/setup.sh | sha256sum | cut -d' ' -f1)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$want" ]; then
  echo "setup: making .venv (a few minutes the first time)"
  [ -x .venv/bin/python ] || "${PYTHON:-$(scripts/which_python.sh)}" -m venv .venv
  pip=(.venv/bin/python -m pip --disable-pip-version-check -q)
  "${pip[@]}" install "pip==26.3"
  if [ -n "${CLEARCOPY_TORCH_INDEX:-}" ]; then
    "${pip[@]}" install --index-url "$CLEARCOPY_TORCH_INDEX" torch==2.13.0
  fi
  "${pip[@]}" install -r constraints.txt
  PYTHONWARNINGS=ignore "${pip[@]}" install --no-deps --no-build-isolation -e . 2>.setup.log || { cat .setup.log; exit 1; }
  rm -f .setup.log
  echo "$want" > "$stamp"
fi
