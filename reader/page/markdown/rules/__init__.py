"""Extensions of Markdown beyond CommonMark and GFM: parser rules and passes over tokens. Pure."""
