#!/bin/sh
# Certificates of one node, its authority and its administrator, in FOLDER (default /certificates).
# Run again at every start: makes what is missing and renews what has less than a month left.
set -eu
umask 077
cd "${1:-/certificates}"
days=825

fresh() { [ -s "$1.pem" ] && openssl x509 -checkend 2592000 -noout -in "$1.pem" >/dev/null; }

sign() { # NAME SUBJECT EXTENSIONS
    fresh "$1" && return
    openssl req -new -newkey rsa:3072 -nodes -subj "$2" -keyout "$1-key.pem.new" -out request.pem 2>/dev/null
    printf '%s\n' "$3" > extensions
    openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days "$days" -sha256 \
        -extfile extensions -out "$1.pem.new" 2>/dev/null
    mv "$1-key.pem.new" "$1-key.pem"
    mv "$1.pem.new" "$1.pem"
    rm -f request.pem extensions
}

if ! fresh ca; then
    openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -sha256 -subj "/O=protokoll/CN=protokoll CA" \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
        -keyout ca-key.pem -out ca.pem 2>/dev/null
    rm -f node.pem admin.pem
fi
sign node /O=protokoll/CN=opensearch \
    "subjectAltName=${NODE_NAMES:-DNS:opensearch,DNS:localhost,IP:127.0.0.1}
extendedKeyUsage=serverAuth,clientAuth"
sign admin /O=protokoll/CN=admin extendedKeyUsage=clientAuth
chmod 644 ca.pem node.pem admin.pem
