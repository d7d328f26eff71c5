# Completion of newsreader for fish. In ~/.config/fish/config.fish: newsreader completions fish | source
function __newsreader_words
    set -l words (commandline -opc) (commandline -ct)
    set -l typed (string join \x1f -- $words[2..-1] | string collect)
    for line in ($words[1] completions words --line="$typed" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (commandline -ct)
            case :folders
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c newsreader -f -a '(__newsreader_words)'
