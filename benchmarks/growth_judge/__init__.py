"""How far `kata bench` can be trusted: right solutions it fails, worse ones it lets through."""
