"""Tools that turn the facts and the words into the site. May import calculator; nothing imports this."""
