# Read by shell scripts of this project: find_jdk sets java_home to the first JDK of 25 or newer and fails where there is none.
# shellcheck shell=sh
# shellcheck disable=SC2034 # java_home is for the scripts that read this

# Prints the major version that the release file of a Java home states; nothing where there is none.
major() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=\"}
                version=${version%%[!0-9]*}
                echo "$version"
                return 0 ;;
        esac
    done <"$1/release"
}

is_jdk() {
    [ -n "$1" ] && [ -d "$1" ] || return 1
    version=$(major "$1")
    [ -n "$version" ] && [ "$version" -ge 25 ] && java_home=$1
}

# Looks at JAVA_HOME, then PATH, then the usual folders.
find_jdk() {
    is_jdk "${JAVA_HOME:-}" && return 0
    on_path=$(command -v java 2>/dev/null || :)
    if [ -n "$on_path" ]; then
        on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
    fi
    for candidate in "$on_path" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/jdk* \
        "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        is_jdk "$candidate" && return 0
    done
    return 1
}

# Says in one line, for the program named, that there is none.
no_jdk() {
    echo "$1: no JDK 25 or newer found (looked at JAVA_HOME, PATH and the usual folders); install one, for example Eclipse Temurin 25" >&2
}
