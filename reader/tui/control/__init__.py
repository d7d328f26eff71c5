"""What stands between the commands and the widgets: what is listed, which article is wanted, what goes on in threads."""
