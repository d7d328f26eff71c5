"""The one screen: what shows beside what, and the work that goes on in the background."""
