# Completion of newsreader for bash. In ~/.bashrc: eval "$(newsreader completions bash)"
_newsreader() {
    local line=${COMP_LINE:0:COMP_POINT} word kind rest
    local begun=${line##*[[:space:]]} cut=""
    local before=${line%"$begun"}
    # bash takes what stands before the last colon or equals sign for a word of its own.
    if [[ $COMP_WORDBREAKS == *:* && $begun == *:* ]]; then cut=${begun%"${begun##*:}"}; fi
    if [[ $COMP_WORDBREAKS == *=* && ${begun#"$cut"} == *=* ]]; then rest=${begun#"$cut"}; cut+=${rest%"${rest##*=}"}; fi
    COMPREPLY=()
    while IFS=$'\t' read -r word rest; do
        case $word in
            :files) kind=file ;;
            :folders) kind=directory ;;
            *) COMPREPLY+=("$(printf %q "${word#"$cut"}")") ;;
        esac
    done < <("${COMP_WORDS[0]}" completions words --line=$'\x1e'"${before#*[[:space:]]}"$'\x1f'"$begun" 2>/dev/null)
    if [[ -n $kind ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -A "$kind" -- "${begun#"$cut"}")
    fi
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -F _newsreader newsreader
