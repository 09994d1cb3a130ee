"""What `make release` makes of a built site: one archive whose bytes depend on the site alone, and its checksum."""
