"""The benchmark of LRU caches, in memory and with Redis."""
