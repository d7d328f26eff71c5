"""Dialogs: opened, answered once, gone."""
