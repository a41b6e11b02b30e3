# Read by the launchers of a checkout and of an archive. They set home, java_home, class_path and native_dir (where SQLite's library is kept); weigh_words looks at the
# arguments, require_files at the system, then start runs the program. ready is the time at which a build before it ended, empty without one.
# shellcheck shell=sh
# shellcheck disable=SC2154 # the launchers set these

# Under a locale without UTF-8, as in many containers, Java could not open files whose names are not plain ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*) ;;
    *) [ -d /proc/self ] && LC_ALL=C.UTF-8 && export LC_ALL ;;
esac

weigh() {
    count=1
    if [ -d "$1" ]; then
        count=$(find -L "$1" -maxdepth 1 -type f 2>/dev/null | wc -l)
    fi
    [ -f "$1" ] || folder=1
    symbols=$((symbols + count))
    if [ "$1" = - ] || [ -n "$(find -L "$1" -maxdepth 1 -type f -size +16384k 2>/dev/null)" ]; then
        short=false
    fi
}

# Whether searching strategies of one's own is so little work that the second compiler would take more time than it saves, which is some two seconds of the
# first one's code: told by the ranges of the source, the options, and the lines of the data (docs/benchmarks.md#strategies-of-ones-own).
own_is_short() {
    # shellcheck disable=SC2016 # awk's own
    awk -v symbols="$symbols" -v folder="$folder" '
        function count(range, to) { # of values: 2..100, 0.1..0.5:0.1, 1..9:log, A|B
            if (range !~ /\.\./) return split(range, parts, "|")
            to = substr(range, index(range, "..") + 2)
            return size(range + 0, to + 0, to ~ /:/ ? substr(to, index(to, ":") + 1) + 0 : range to ~ /[0-9]\.[0-9]/ ? 0 : 1)
        }
        function size(from, to, step) { return step > 0 ? int((to - from) / step + 1.001) : 64 }
        function named(text, name) { return match(text, name " *= *-?[0-9.eE_-]+") ? substr(text, RSTART + index(substr(text, RSTART), "=")) + 0 : "" }
        function points(file, all, line, text, range, name, step) {
            all = 1
            while ((getline line < file) > 0) { sub(/\/\/.*/, "", line); text = text " " line }
            close(file)
            if (text ~ /BarStrategy|Ta4jStrategy|railing|Size\.(value|units|risk|volatility)|riskPerTrade/) slow = 1
            while (match(text, /@Range *(\([^)]*\))?/)) {
                range = substr(text, RSTART, RLENGTH)
                text = substr(text, RSTART + RLENGTH)
                sub(/^ *@Default *\([^)]*\)/, "", text)
                split(text, words, /[ ,)]+/)
                name = words[1] == "" ? words[3] : words[2]
                step = named(range, "step")
                if (name in given) all *= given[name]
                else if (named(range, "max") == "") all *= 4
                else all *= size(named(range, "min"), named(range, "max"), range ~ /log *= *true/ ? 0 : step != "" ? step : text ~ /^ *int/ ? 1 : 0)
            }
            return all
        }
        BEGIN {
            for (i = 1; i < ARGC; i++) {
                at = ARGV[i] ~ /^--[a-z-]+=/ ? index(ARGV[i], "=") : 0
                name = at ? substr(ARGV[i], 1, at - 1) : ARGV[i - 1]
                value = at ? substr(ARGV[i], at + 1) : ARGV[i]
                at = index(value, "=")
                if (name == "--set") given[substr(value, 1, at - 1)] = 1
                else if (name == "--param") given[substr(value, 1, at - 1)] = count(substr(value, at + 1))
                else if (name == "--strategy") files[value]
                else option[name] = value
                if (name ~ /^--(metric|leverage|borrow|funding|funding-rates|signal-fill)$/ && value !~ /^(sharpe|return|drawdown|open)$/) slow = 1
                if (name ~ /^--(grid-time|keep-trials|mode|share-batch|screen)$/ || ARGV[i] == "--share-multipliers") exit 1
            }
            bars = 1500
            if (folder != "") bars = 2000 # a folder, or a pipe, which can be read once
            else if (option["--data"] != "" && option["--data"] !~ /\.(csv|tsv|txt)$/) exit 1
            else if (option["--data"] != "") for (bars = 0; (getline line < option["--data"]) > 0;) bars++
            fit = option["--train"] != "" ? option["--train"] + 0 : bars / 2
            step = option["--step"] != "" ? option["--step"] + 0 : option["--test-bars"] + 0
            folds = option["--sims"] != "" ? option["--sims"] + 0 : step > 0 ? (bars - fit) / step : 10
            most = option["--maxfun"] != "" ? option["--maxfun"] + 0 : 500
            for (file in files) {
                if (file ~ /\.java$/) all = points(file)
                else if (file ~ /^(sma-cross|ema-cross|bollinger|supertrend|keltner|adx-trend)$/) all = 20000 # two parameters, at most
                else exit 1
                if (option["--search"] == "" ? all * folds * fit > 3e9 : option["--search"] !~ /^[Gg][Rr][Ii][Dd]$/ && all > most) all = most
                work += all * (folds + 1) * fit
            }
            exit !(work * (symbols > 1 ? symbols : 1) <= (slow ? 1e8 : 5e8))
        }' "$@" 2>/dev/null
}

weigh_words() {
    # The vector evaluator needs an incubating module of Java, which costs each start some 30 ms and a warning of the JVM on standard
    # error that nothing can keep back. It is asked for where it can pay: by name, and, unless all has to be quiet, where optimize searches strategies
    # on forecasts with a budget on windows that are not the default's six bars; and for the list of what there is, so that it is true.
    modules=
    evaluator=auto
    command=
    direct=false
    exact=false
    windows=false
    quiet=false
    own=false
    signals=false
    spark=false
    case ${MARKETSIM_FAST_OPTIMIZE:-} in 1 | [Tt][Rr][Uu][Ee]) direct=true ;; esac

    # The second compiler pays in longer runs only; in a short one it takes half of the processor time. A run is taken for short by its
    # number of simulations, weighed by their bars: up to some 60,000 of the usual six, exact search.
    short=true
    symbols=0
    folder=
    simulations=50
    bars=7

    previous=
    numbered=false
    for word in "$@"; do
        case $word in
            --*=*) name=${word%%=*} value=${word#*=} ;;
            -?*) name=$word value= ;;
            *) name=$previous value=$word ;;
        esac
        case $name=$value in
            --evaluator=?*) evaluator=$value ;;
            --engine=[Ss][Pp][Aa][Rr][Kk]) spark=true ;;
            --search=[Ee][Xx][Aa][Cc][Tt]) exact=true ;;
            --search=?* | --mode=?* | --original=) direct=true ;;
            --validation=7 | --train=6) ;;
            --validation=?* | --train=?*) windows=true bars=$value ;;
            -h= | --help=) modules=none ;; # nothing is listed or run
            -q= | --quiet= | --quiet=[Tt]*) quiet=true ;;
            --sims=?* | --num-sims=?*) simulations=$value ;;
            =[1-9]*) # a number after the symbols: simulations, then workers
                $numbered || simulations=$value
                numbered=true
                ;;
            --data=?*) weigh "$value" ;;
            --strategy=?*) own=true signals=true ;; # a grid of own strategies is more work than the numbers show
            --keep-trials=?*) own=true ;;
            =resume) short=false ;;
        esac
        case $word in -*) ;; *) command=${command:-$word} ;; esac
        [ "$command" != data ] || [ ! -e "$word" ] || weigh "$word" # its files are words of their own
        case $word in
            --*=*) previous= ;;
            -?*) previous=$word ;;
            *) previous= ;; # it was an option's value, or a word of its own
        esac
    done
    case $modules$evaluator in
        none*) modules= && command=help ;;
        [Vv]*) modules=--add-modules=jdk.incubator.vector ;;
        [Aa]*) [ "$command" = optimize ] && $direct && ! $exact && $windows && ! $signals && ! $quiet && modules=--add-modules=jdk.incubator.vector ;;
    esac
    # Spark uses what Java warns of, and brings a logger beside that of ta4j's silence.
    ! $spark || modules="$modules --sun-misc-unsafe-memory-access=allow -Dslf4j.internal.verbosity=WARN
        -Dslf4j.provider=org.apache.logging.slf4j.SLF4JServiceProvider"
    [ "$command" != components ] || modules=--add-modules=jdk.incubator.vector

    case $simulations:$bars in
        *[!0-9:]* | 0*:* | *:0* | ???????*:* | *:???????*) short=false ;; # a leading 0 would be octal here
        *) [ $(((symbols + 1) * simulations * (1 + bars / 40))) -le 60000 ] || short=false ;;
    esac
    if $own && [ "$command" != run ] && $short; then
        if ! { [ "$command" = optimize ] && $signals && own_is_short "$@"; }; then
            short=false
        fi
    fi
    if $short && { $own || ! $direct; } && [ -z "$modules" ]; then
        compilers=-XX:TieredStopAtLevel=1
    else
        compilers="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000
            -XX:Tier4BackEdgeThreshold=400000" # ten times the usual numbers
    fi
}

# Runs Java with what every process needs. Arrays of megabytes, as the columns of long series, begin where they stay, instead of being copied there
# by the first collections. What the JVM itself has to say goes to standard error, and only if it is an error; that an
# archive does not suit other options is none.
# shellcheck disable=SC2086 # compilers is a list of words
jvm() {
    ORT_DISABLE_TELEMETRY=1 && export ORT_DISABLE_TELEMETRY # ONNX Runtime would send what it is used for to its makers
    exec "$java_home/bin/java" -XX:+UseSerialGC -XX:PretenureSizeThreshold=4m -XX:-UsePerfData -XX:+DisplayVMOutputToStderr -Xlog:disable \
        -Xlog:all=error,cds*=off,aot*=off:stderr --enable-native-access=ALL-UNNAMED \
        $compilers \
        ${ready:+-Dfastback.ready="$ready"} -Dfastback.native.dir="$native_dir" ${home:+-Dfastback.launcher="$home/fastback"} -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "$@"
}

# Whether an archive of classes can be used with the options that the user has for Java.
may_share() {
    case "${FASTBACK_JAVA_OPTS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in
        *Archive* | *Shared* | *AOT* | *-XX:Flags* | *-XX:VMOptionsFile* | *@*) return 1 ;;
    esac
}

# Java must open each jar; with fewer files than that it ends in the middle of its start, in other words than ours.
require_files() {
    most=$(ulimit -n 2>/dev/null)
    case $most in '' | *[!0-9]*) return ;; esac
    least=32
    rest=$class_path
    while [ "$rest" != "${rest#*:}" ]; do
        rest=${rest#*:}
        least=$((least + 1))
    done
    if [ "$most" -lt "$least" ]; then
        echo "fastback: no more than $most files may be open at once, and Java needs $least: ulimit -n $least, or more for the work itself" >&2
        exit 2
    fi
}

# Runs the program. The first argument is the option that names an archive of classes, the second the archive; both empty without one.
start() {
    option=$1
    archive=$2
    shift 2
    terminal=false
    [ -t 2 ] && terminal=true
    columns=0
    if [ -t 1 ]; then
        { columns=$(stty size <&3 2>/dev/null); } 3<&1 # rows, then columns; inside the brackets 1 is another
        columns=${columns#* }
        case $columns in '' | *[!0-9]* | 0*) columns=80 ;; esac
    fi
    # shellcheck disable=SC2086 # modules may be no word, FASTBACK_JAVA_OPTS is a list of words
    jvm ${archive:+"$option=$archive" -Dfastback.archive="$archive"} -Dfastback.terminal=$terminal -Dfastback.columns=$columns \
        $modules ${FASTBACK_JAVA_OPTS:-} -cp "$class_path${FASTBACK_CLASS_PATH:+:$FASTBACK_CLASS_PATH}" dev.fastback.command.Main "$@"
}
