# Read by the launchers of a checkout and of an archive. They set home, java_home, class_path and native_dir (where SQLite's library is kept); weigh_words looks at the
# arguments, require_files at the system, then start runs the program. ready is the time at which what is made once was made, empty where nothing was.
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
    symbols=$((symbols + count))
    if [ "$1" = - ] || [ -n "$(find -L "$1" -maxdepth 1 -type f -size +16384k 2>/dev/null)" ]; then
        short=false
    fi
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
    # number of simulations, weighed by their bars: up to some 60,000 of the usual six, exact search. choose_compilers makes options of it.
    short=true
    symbols=0
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
    [ "$command" = run ] || ! $own || short=false
    ! $direct && [ -z "$modules" ] || short=false
}

# Runs Java with what every process needs. Arrays of megabytes, as the columns of long series, begin where they stay, instead of being copied there
# by the first collections; memory is asked for in pieces of 2 MB where the system has them, because asking takes longer than filling (docs/adr/0163).
# What the JVM itself has to say goes to standard error, and only if it is an error; that an archive does not suit other options is none.
# shellcheck disable=SC2086 # compilers is a list of words
jvm() {
    ORT_DISABLE_TELEMETRY=1 && export ORT_DISABLE_TELEMETRY # ONNX Runtime would send what it is used for to its makers
    huge=
    [ ! -d /sys/kernel/mm/transparent_hugepage ] || huge=-XX:+UseTransparentHugePages
    exec "$java_home/bin/java" -XX:+UseSerialGC $huge -XX:PretenureSizeThreshold=4m -XX:-UsePerfData -XX:+DisplayVMOutputToStderr -Xlog:disable \
        -Xlog:all=error,cds*=off,aot*=off:stderr --enable-native-access=ALL-UNNAMED \
        $compilers \
        ${ready:+-Dfastback.ready="$ready"} -Dfastback.native.dir="$native_dir" ${home:+-Dfastback.launcher="$home/fastback"} -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "$@"
}

digest=sun.security.provider.SHA2::implCompress

# Which of Java's compilers a run has. $1 is its archive of classes, empty without one: what the first compiler compiled when that was made is left
# to it, which suits short runs and not long ones; the second one takes what else is called ten or fifty times as often as usual, and SHA-256 soon.
choose_compilers() {
    if ! $short; then
        compilers="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000
            -XX:Tier4BackEdgeThreshold=400000 ${1:+-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining}"
    elif [ -n "$1" ]; then
        compilers="-XX:Tier4InvocationThreshold=200000 -XX:Tier4MinInvocationThreshold=100000 -XX:Tier4CompileThreshold=300000
            -XX:Tier4BackEdgeThreshold=4000000 -XX:CompileCommand=quiet -XX:CompileCommand=CompileThresholdScaling,$digest,0.01"
    else
        compilers=-XX:TieredStopAtLevel=1
    fi
}

# Makes the archive of classes $1 by a run in the home $2, which is there for that alone. The run is large enough for the first compiler to compile what short
# runs need, and what is done once for a symbol of many. It leaves out $digest: the second one makes the processor's own instructions of it, ten times as fast.
make_archive_of_run() {
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_AOT_VM_OPTIONS _JAVA_OPTIONS CLASSPATH MARKETSIM_FAST_OPTIMIZE MARKETSIM_FAST_SIMULATE
    FASTBACK_HOME=$2
    export FASTBACK_HOME
    mkdir -p "$2/bars" && daily_bars >"$2/bars/first.csv" && daily_bars >"$2/bars/second.csv" || return
    file=0
    while [ "$file" -lt 60 ]; do
        file=$((file + 1))
        head -n $((60 + file)) "$2/bars/first.csv" >"$2/bars/short$file.csv" || return
    done
    compilers="-XX:TieredStopAtLevel=1 -XX:CompileCommand=quiet -XX:CompileCommand=exclude,$digest
        -XX:+UnlockDiagnosticVMOptions -XX:+AOTReplayTraining" # a Java that does not know the last makes no archive, and is not told to leave it
    jvm -XX:AOTCacheOutput="$1" -cp "$class_path" dev.fastback.command.Main optimize --data "$2/bars" --sims 1200 --workers 2 --report "$2/page.html"
}

# Months of 28 days will do.
daily_bars() {
    echo date,open,high,low,close,volume
    day=0
    price=5000
    while [ "$day" -lt 1300 ]; do
        close=$((5000 + day * 7919 % 509))
        high=$((price > close ? price : close))
        low=$((price < close ? price : close))
        printf '%d-%02d-%02d,%d,%d,%d,%d,1000\n' $((2020 + day / 336)) $((day % 336 / 28 + 1)) $((day % 28 + 1)) $price $((high + 20)) $((low - 20)) $close
        price=$close
        day=$((day + 1))
    done
}

# Whether an archive of classes can be used with the options that the user has for Java.
may_share() {
    case "${FASTBACK_JAVA_OPTS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in
        *Archive* | *Shared* | *-Xshare* | *AOT* | *-XX:Flags* | *-XX:VMOptionsFile* | *@*) return 1 ;;
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
    choose_compilers "$archive"
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
