#!/bin/sh
# Everything that has to be installed, once: Debian packages, and the virtual environment `.venv`.
#
#   deploy/setup.sh server    what running the service needs
#   deploy/setup.sh test      that, and what the tests need
#
# It may be run again at any time: what is there is left alone.
set -eu
cd "$(dirname "$0")/.."

NEEDED_MB=3000

say() { printf '%s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

case "${1-}" in
    server) extras=server; wants_tests=no ;;
    test) extras=server,test; wants_tests=yes ;;
    *) fail "say what for: server or test" ;;
esac

# --- Python -------------------------------------------------------------------------------------

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON-} python3 python3.12 python3.11; do
        if have "$candidate" && fits "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

python=$(find_python)
[ -n "$python" ] || fail "Python 3.11 or 3.12 is not installed; on Debian 12 install \`python3\`."

# --- Debian packages ----------------------------------------------------------------------------

missing=""
need() { missing="$missing $1"; }
has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p | grep -q "$1"; }

[ -e /usr/share/i18n/locales/en_US ] && have localedef || need locales
has_library libzbar.so.0 || need libzbar0
has_library libcairo.so.2 || need libcairo2
have soffice || need libreoffice-writer-nogui
[ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] \
    || need fonts-liberation
/usr/bin/python3 -c 'import uno' 2>/dev/null || need python3-uno
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
if [ "$wants_tests" = yes ]; then
    have chromium || need chromium
    have pdftoppm || need poppler-utils
    have qpdf || need qpdf
fi

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
may_install() { [ "$(id -u)" = 0 ] || have sudo; }
install_packages() {
    # a machine without a network is told so soon
    $as_root apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update \
        && $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq -y --no-install-recommends install "$@" >/dev/null
}

if [ -n "$missing" ]; then
    may_install \
        || fail "these Debian packages are missing, and this account has neither root nor sudo; ask the machine's administrator for: apt-get install$missing"
    have apt-get || fail "these programs are missing; install what your system calls:$missing"
    say "Installing Debian packages:$missing"
    # shellcheck disable=SC2086 - one word per package
    install_packages $missing || fail "apt-get could not install:$missing (see above)."
fi

# --- The virtual environment --------------------------------------------------------------------

# What was installed is remembered by what it was made from, inside the environment itself.
wanted=$(cat setup.py deploy/overrides.txt | sha256sum | cut -c1-16)
stamp=".venv/.installed-$extras-$wanted"

make_environment() {
    free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
    [ "$free_mb" -ge "$NEEDED_MB" ] \
        || fail "the disk is full: $free_mb MB free here, $NEEDED_MB MB needed; free some space."

    if ! [ -x .venv/bin/python ] || ! fits .venv/bin/python; then
        say "Making .venv with $("$python" --version)"
        rm -rf .venv
        "$python" -m venv .venv || fail "the virtual environment .venv could not be made (see above)."
    fi
    if ! [ -x .venv/bin/uv ]; then
        .venv/bin/python -m pip install -q --disable-pip-version-check uv \
            || fail "uv could not be installed from PyPI (see above); is there a network?"
    fi
    say "Installing Python packages (about 1 GB; a minute or two)"
    .venv/bin/uv pip install -q --python .venv/bin/python \
        --overrides deploy/overrides.txt -e ".[$extras]" \
        || fail "the Python packages could not be installed (see above)."
    rm -f .venv/.installed-*
    # The tests' set contains the server's.
    touch "$stamp" ".venv/.installed-server-$wanted"
}

{ [ -e "$stamp" ] && [ -x .venv/bin/pcr ]; } || make_environment

# --- Packages that the service can do without ---------------------------------------------------

# Scanned exhibits are recognized with the first two, Chinese and Japanese printed with the third.
# They are asked for once: a machine without a network must not wait for them at each start.
wished=""
wish() { wished="$wished $1"; }

have tesseract || wish tesseract-ocr
find /usr/share/tesseract-ocr -name spa.traineddata 2>/dev/null | grep -q . \
    || wish tesseract-ocr-spa
[ -d /usr/share/fonts/truetype/droid ] || wish fonts-droid-fallback

asked=".venv/.asked-for$(printf '%s' "$wished" | tr ' ' '_')"
[ -z "$wished" ] || [ -e "$asked" ] && exit 0

say "Installing Debian packages:$wished"
# shellcheck disable=SC2086 - one word per package
if ! { may_install && have apt-get && install_packages $wished; }; then
    say "Going on without$wished. Scanned exhibits are recognized only with tesseract, and Chinese is printed only with its font: install them when you can."
    touch "$asked"
fi
