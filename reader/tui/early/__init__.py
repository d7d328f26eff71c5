"""The early frame: the list as it will be, drawn and moved through before Textual is loaded. Imports neither it nor Rich."""
