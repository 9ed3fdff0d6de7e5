"""One module per fictional document, on top of one set of figures (`facts`)."""
