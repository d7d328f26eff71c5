#compdef newsreader
# Completion of newsreader for zsh. In ~/.zshrc: eval "$(newsreader completions zsh)"
_newsreader() {
    local -a found plain described
    local line kind
    found=("${(@f)$("${(Q)words[1]}" completions words --line="${(pj:\x1f:)${(@Q)words[2,CURRENT]}}" 2>/dev/null)}")
    for line in $found; do
        case $line in
            :files) kind=files ;;
            :folders) kind=folders ;;
            *$'\t'?*) described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
            ?*) plain+=("${line%%$'\t'*}") ;;
        esac
    done
    (( $#described )) && _describe -V newsreader described -S ''
    (( $#plain )) && compadd -V newsreader -S '' -a plain
    [[ $kind == files ]] && _files
    [[ $kind == folders ]] && _files -/
    return 0
}
if [[ $funcstack[1] == _newsreader ]]; then _newsreader "$@"; else compdef _newsreader newsreader; fi
