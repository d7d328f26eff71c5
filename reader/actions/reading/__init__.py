"""What belongs to reading an article: its forms, earlier versions, links to others, the way back."""
