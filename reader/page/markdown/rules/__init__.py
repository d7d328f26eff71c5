"""What real folders write beyond CommonMark and GFM: rules for the parser, and passes over its tokens. Pure."""
