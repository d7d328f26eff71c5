"""RSS, Atom, RDF and JSON Feed documents become values. Pure."""
